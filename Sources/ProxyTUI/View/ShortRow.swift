import Journal
import Translation

/// The rows of the list of requests on small terminals.
enum ShortRow {
    static let columns = [
        Column("", 1), Column("", 16, share: 3), Column("", 6, .right), Column("", 8, share: 1),
    ]

    static func cell(_ column: Int, _ line: Int, _ model: DashboardModel) -> TableCell {
        guard let row = model.list.row(line, in: model.shown) else { return TableCell("") }
        let rowStyle = RowStyle(row)
        let none = String(model.glyphs[.none])
        switch column {
        case 0: return TableCell(String(model.glyphs[rowStyle.glyph]), rowStyle.style)
        case 1:
            let asked = ModelName.short(row.asked ?? none)
            guard row.endpoint == .messages else { return TableCell("count_tokens", .quiet) }
            return TableCell(row.sent.map { "\(asked)\(model.glyphs[.arrow])\($0)" } ?? asked)
        case 2:
            if let status = row.status, status >= 400 { return TableCell(String(status), Style(.error)) }
            if row.state == .waiting {
                return TableCell(DurationText.short(row.elapsed(at: model.shownNow)), rowStyle.style)
            }
            return TableCell(row.outputTokens.map { Figures.tokens($0) + "t" } ?? none)
        default: return TableCell(RowStyle.note(row), rowStyle.noteStyle)
        }
    }
}
