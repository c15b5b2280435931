extension Canvas {
    /// Draws `text` from `column` on, cut at the end of `area`'s line with an ellipsis. Returns the column behind it.
    @discardableResult
    mutating func draw(
        _ text: some StringProtocol,
        _ style: Style = .plain,
        column: Int,
        row: Int,
        in area: Rect
    ) -> Int {
        let area = area.intersection(bounds)
        guard (area.top..<area.bottom).contains(row), column < area.right else { return column }
        let isASCII = glyphs == .ascii
        var column = column
        var last: (column: Int, width: Int)?
        for piece in VisibleText(text, isASCII: isASCII) {
            guard column + piece.width <= area.right else {
                // The text is cut: the last cell is an ellipsis.
                if let last, last.column >= area.left {
                    sign(.ellipsis, style, column: area.right - 1, row: row, in: area)
                }
                return area.right
            }
            if column >= area.left {
                put(Cell(piece.base, marks: piece.marks, style: style), column: column, row: row)
                if piece.width == 2 { put(.continuation(style), column: column + 1, row: row) }
            }
            last = (column, piece.width)
            column += piece.width
        }
        return column
    }

    /// Draws `text` so that it ends at `area`'s right edge.
    mutating func drawRight(_ text: some StringProtocol, _ style: Style = .plain, row: Int, in area: Rect) {
        let width = VisibleText(text, isASCII: glyphs == .ascii).width
        draw(text, style, column: max(area.right - width, area.left), row: row, in: area)
    }

    @discardableResult
    mutating func sign(_ glyph: Glyph, _ style: Style = .plain, column: Int, row: Int, in area: Rect) -> Int {
        guard area.contains(Point(column: column, row: row)) else { return column }
        put(Cell(glyphs[glyph], style: style), column: column, row: row)
        return column + 1
    }

    mutating func fill(_ area: Rect, _ cell: Cell = .blank) {
        let area = area.intersection(bounds)
        for row in area.top..<area.bottom {
            for column in area.left..<area.right { put(cell, column: column, row: row) }
        }
    }

    /// A horizontal rule with a title on its left and a caption on its right.
    mutating func rule(_ area: Rect, title: String = "", titleStyle: Style = .title, caption: String = "") {
        let line = area.line(0)
        fill(line, Cell(glyphs[.rule], style: .quiet))
        var column = line.left
        if !title.isEmpty {
            column = draw(" \(title) ", titleStyle, column: line.left + 1, row: line.top, in: line)
        }
        let width = VisibleText(caption, isASCII: glyphs == .ascii).width
        guard !caption.isEmpty, line.right - width - 3 > column else { return }
        draw(" \(caption) ", .quiet, column: line.right - width - 3, row: line.top, in: line)
    }

    /// The text on the screen, without styles: for golden files and for copying.
    package var text: String {
        (0..<size.height).map { row in
            var line = ""
            for column in 0..<size.width { line += self[column, row].text }
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }
}
