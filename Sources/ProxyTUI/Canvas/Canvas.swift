/// A grid of cells that views draw into. It needs no terminal, so tests see what a person sees.
///
/// Drawing is clipped to the canvas and to the area; text goes through ``VisibleText``.
package struct Canvas: Sendable, Equatable {
    package let size: Size
    package let glyphs: GlyphSet
    /// Row by row.
    private(set) var cells: [Cell]
    /// The position of the text cursor; nil if no text is being typed.
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

    /// Sets a cell, and blanks the other half of a wide character that it overwrites.
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

    /// Highlights the cursor's row as one bar, in one colour.
    mutating func highlight(_ area: Rect) {
        restyle(area) { $0 = Style(.plain, $0.emphasis.union(.reverse)) }
    }

    /// Changes the style of cells that are already drawn.
    mutating func restyle(_ area: Rect, _ change: (inout Style) -> Void) {
        let area = area.intersection(bounds)
        for row in area.top..<area.bottom {
            for column in area.left..<area.right { change(&cells[row * size.width + column].style) }
        }
    }
}
