import Journal
import Translation

/// The mapping as a table for people, in columns.
struct MappingTable {
    let rows: [MappingRow]

    /// Lines without line ends or trailing spaces, with narrower gaps if they would be wider than `width`. The column of the
    /// upstream is left out if all rows have the same.
    func lines(width: Int?) -> [String] {
        let columns = columns
        let widths = columns.map { column in ([column.title] + rows.map(column.cell)).map(\.count).max() ?? 0 }
        let gap = widths.reduce(2 * (widths.count - 1), +) <= width ?? .max ? 2 : 1
        let cells = [columns.map(\.title)] + rows.map { row in columns.map { $0.cell(row) } }
        return cells.map { line in
            var text = ""
            for (cell, width) in zip(line, widths) {
                text += cell + String(repeating: " ", count: width - cell.count + gap)
            }
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    private struct Column {
        var title: String
        var cell: (MappingRow) -> String
    }

    private var columns: [Column] {
        var columns = [Column(title: "ASKED") { $0.asked }, Column(title: "SENT") { $0.sent }]
        if Set(rows.map(\.upstream)).count > 1 { columns.append(Column(title: "UPSTREAM") { $0.upstream }) }
        columns += [
            Column(title: "API") { $0.api.rawValue },
            Column(title: "WINDOW") { Self.cell($0) { $0.window } },
            Column(title: "OUTPUT") { Self.cell($0) { $0.output } },
            Column(title: "EFFORTS") { Self.efforts($0) },
        ]
        if rows.contains(where: { $0.line != nil }) {
            columns.append(Column(title: "LINE") { $0.line.map(String.init) ?? "-" })
        }
        return columns.map { column in
            Column(title: column.title) { LogText.line(column.cell($0)) }
        }
    }

    /// An assumed limit has a `~`.
    private static func cell(_ row: MappingRow, _ limit: (MappingRow.Limits) -> Int) -> String {
        row.limits.map { ($0.isKnown ? "" : "~") + tokens(limit($0)) } ?? "*"
    }

    private static func efforts(_ row: MappingRow) -> String {
        guard let limits = row.limits else { return "*" }
        guard let weakest = limits.efforts.first, let strongest = limits.efforts.last else { return "-" }
        return weakest == strongest ? weakest.rawValue : "\(weakest.rawValue)..\(strongest.rawValue)"
    }

    /// `272k`, `1047k`, `8192`: in thousands from 10,000.
    static func tokens(_ count: Int) -> String {
        count < 10_000 ? String(count) : "\(count / 1000)k"
    }
}
