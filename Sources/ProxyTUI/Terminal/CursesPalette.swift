import CNcurses

/// Maps styles to curses' colours, by a theme.
struct CursesPalette {
    private let theme: Theme

    init(_ theme: Theme) {
        self.theme = theme
    }

    func put(_ cell: Cell, width: Int, column: Int, row: Int) {
        let marks = [cell.marks.first?.value ?? 0, cell.marks.second?.value ?? 0]
        cn_put(
            Int32(column),
            Int32(row),
            cell.base.value,
            marks,
            Int32(width),
            pair(cell.style.ink),
            Int32(theme.emphasis(cell.style).rawValue)
        )
    }

    /// Colour pairs are numbered on first use; 0 is the terminal's own colours.
    private func pair(_ ink: Ink) -> Int32 {
        theme.color(ink).map { cn_pair(Int32($0)) } ?? 0
    }
}
