/// A screen's worth of cells that views draw into: no terminal, so tests and text dumps see what a person sees.
///
/// Everything drawn is cut at the canvas and at the area it is drawn into; text goes through ``VisibleText``.
package struct Canvas: Sendable, Equatable {
    package let size: Size
    package let glyphs: GlyphSet
    /// Row by row.
    private(set) var cells: [Cell]
    /// Where text is being typed, if it is.
    package var cursor: Point?

    package init(_ size: Size, glyphs: GlyphSet = .unicode) {
        self.size = size
        self.glyphs = glyphs
        cells = Array(repeating: .blank, count: size.width * size.height)
    }

    package var bounds: Rect { Rect(column: 0, row: 0, width: size.width, height: size.height) }

    package subscript(column: Int, row: Int) -> Cell {
        cells[row * size.width + column]
    }

    /// Puts a cell, and blanks the other half of a wide character it takes the place of.
    mutating func put(_ cell: Cell, column: Int, row: Int) {
        guard bounds.contains(Point(column: column, row: row)) else { return }
        let index = row * size.width + column
        if cells[index].isContinuation, !cell.isContinuation, column > 0 {
            cells[index - 1] = Cell(style: cells[index - 1].style)
        }
        if column + 1 < size.width, cells[index + 1].isContinuation {
            cells[index + 1] = Cell(style: cells[index + 1].style)
        }
        cells[index] = cell
    }

    /// Shows where the cursor is: one bar, whatever the colours of what is on it.
    mutating func highlight(_ area: Rect) {
        restyle(area) { $0 = Style(.plain, $0.emphasis.union(.reverse)) }
    }

    /// Changes the looks of what is drawn already.
    mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
        let area = area.intersection(bounds)
        for row in area.top..<area.bottom {
            for column in area.left..<area.right { change(&cells[row * size.width + column].style) }
        }
    }
}
