/// A column of a table.
struct Column: Sendable {
    enum Alignment: Sendable { case left, right }

    let title: String
    /// The least width; spare room goes to columns with a share.
    let width: Int
    let alignment: Alignment
    /// The share of the spare room; 0 for columns of fixed width.
    let share: Int
    /// In a narrow area, columns of a higher rank go first.
    let rank: Int

    init(_ title: String, _ width: Int, _ alignment: Alignment = .left, share: Int = 0, rank: Int = 0) {
        self.title = title
        self.width = width
        self.alignment = alignment
        self.share = share
        self.rank = rank
    }
}

/// The content of one column of a row.
struct TableCell: Sendable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// Columns fitted into a width.
struct TableLayout: Sendable {
    private struct Place: Sendable {
        var column: Column
        var index: Int
        var left: Int
        var width: Int
    }

    private let places: [Place]

    init(_ columns: [Column], width: Int) {
        var kept = Array(columns.enumerated())
        func needed() -> Int { kept.reduce(0) { $0 + $1.element.width } + max(kept.count - 1, 0) }
        while needed() > width, kept.count > 1, let worst = kept.max(by: { $0.element.rank < $1.element.rank }),
            worst.element.rank > 0
        {
            kept.removeAll { $0.offset == worst.offset }
        }
        var spare = max(width - needed(), 0)
        var shares = kept.reduce(0) { $0 + $1.element.share }
        var places: [Place] = []
        var left = 0
        for (index, column) in kept {
            let extra = shares > 0 ? spare * column.share / shares : 0
            spare -= extra
            shares -= column.share
            places.append(Place(column: column, index: index, left: left, width: column.width + extra))
            left += column.width + extra + 1
        }
        self.places = places
    }

    func drawHeading(_ canvas: inout Canvas, row: Int, in area: Rect) {
        for place in places {
            draw(TableCell(place.column.title, .quiet), place, &canvas, row: row, in: area)
        }
    }

    /// Draws a row. `cell` is called with the index of each column that has a place.
    func draw(_ canvas: inout Canvas, row: Int, in area: Rect, cell: (Int) -> TableCell) {
        for place in places { draw(cell(place.index), place, &canvas, row: row, in: area) }
    }

    private func draw(_ cell: TableCell, _ place: Place, _ canvas: inout Canvas, row: Int, in area: Rect) {
        let column = Rect(column: area.left + place.left, row: row, width: place.width, height: 1).intersection(area)
        switch place.column.alignment {
        case .left: canvas.draw(cell.text, cell.style, column: column.left, row: row, in: column)
        case .right: canvas.drawRight(cell.text, cell.style, row: row, in: column)
        }
    }
}
