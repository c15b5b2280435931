package import Translation

/// Notes as a table for people: KIND, FROM, TO, WHY, and how many there are.
package struct NoteTable: Sendable {
    private let notes: [TranslationNote]
    /// Columns of the terminal; nil leaves every note on one line.
    private let width: Int?
    private let isColored: Bool

    /// Narrower than this, the terminal's own wrapping is no worse.
    private static let leastWidth = 60
    private static let gap = 2
    /// Of one note; the rest are a number.
    private static let maximumPlaces = 20

    package init(_ notes: [TranslationNote], width: Int? = nil, isColored: Bool = false) {
        self.notes = notes
        self.width = width
        self.isColored = isColored
    }

    /// `7 notes: 2 DROP, 5 MAP`
    package var count: String {
        let kinds = TranslationNote.Kind.allCases.compactMap { kind -> String? in
            let count = notes.count { $0.kind == kind }
            return count > 0 ? "\(count) \(kind.rawValue)" : nil
        }
        let total = "\(notes.count) \(notes.count == 1 ? "note" : "notes")"
        return kinds.isEmpty ? total : "\(total): \(kinds.joined(separator: ", "))"
    }

    /// The whole table, each line with its end; without notes the count alone.
    package var text: String {
        guard !notes.isEmpty else { return count + "\n" }
        let rows = notes.map(cells)
        let widths = columnWidths([Self.header] + rows.flatMap(\.self))
        var text = lines(Self.header, widths, styles: ["1", "1", "1", "1"])
        for (note, rows) in zip(notes, rows) {
            for row in rows { text += lines(row, widths, styles: [Self.style(note.kind)]) }
        }
        return text + count + "\n"
    }

    private static let header = ["KIND", "FROM", "TO", "WHY"]

    /// A row for the note with its first place, and one for each further place.
    private func cells(_ note: TranslationNote) -> [[String]] {
        let rule = note.rule.map { " (\($0))" } ?? ""
        var rows = note.places.prefix(Self.maximumPlaces).map { place in
            ["", place.source?.description ?? "-", place.target?.description ?? "-", ""]
        }
        rows[0][0] = note.kind.rawValue
        rows[0][3] = note.sentence + rule
        if let more = NoteText.more(note, than: Self.maximumPlaces) { rows.append(["", "and \(more) more", "", ""]) }
        // A path is made of the client's own names, which may hold anything.
        return rows.map { $0.map(LogText.line) }
    }

    private func columnWidths(_ rows: [[String]]) -> [Int] {
        var widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        guard let width else { return widths }
        let room = max(width, Self.leastWidth) - widths[0] - 3 * Self.gap
        guard widths[1] + widths[2] + widths[3] > room else { return widths }
        // A quarter for each path, and what the paths leave for the reason.
        widths[1] = min(widths[1], room / 4)
        widths[2] = min(widths[2], room / 4)
        widths[3] = room - widths[1] - widths[2]
        return widths
    }

    private func lines(_ cells: [String], _ widths: [Int], styles: [String]) -> String {
        let wrapped = [
            [cells[0]], Self.wrapped(cells[1], to: widths[1], before: [".", "[", "_"]),
            Self.wrapped(cells[2], to: widths[2], before: [".", "[", "_"]),
            Self.wrapped(cells[3], to: widths[3], before: [" "]),
        ]
        var text = ""
        for row in 0..<(wrapped.map(\.count).max() ?? 0) {
            var line = ""
            for (column, parts) in wrapped.enumerated() {
                let part = row < parts.count ? parts[row] : ""
                let padding = String(repeating: " ", count: max(0, widths[column] - part.count) + Self.gap)
                let isStyled = isColored && !part.isEmpty && column < styles.count
                line += isStyled ? "\u{1B}[\(styles[column])m\(part)\u{1B}[0m" : part
                if column < 3 { line += padding }
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }

    /// `text` in pieces of at most `width` characters, broken before one of `breaks` where there is one.
    private static func wrapped(_ text: String, to width: Int, before breaks: Set<Character>) -> [String] {
        var pieces: [String] = []
        var rest = Array(text)[...]
        while rest.count > width {
            let end = rest.startIndex + width
            let place = rest[rest.startIndex + 1...end].lastIndex(where: breaks.contains) ?? end
            pieces.append(String(rest[..<place]))
            rest = rest[place...].drop { $0 == " " }
        }
        if !rest.isEmpty || pieces.isEmpty { pieces.append(String(rest)) }
        return pieces
    }

    private static func style(_ kind: TranslationNote.Kind) -> String {
        switch kind {
        case .fail: "1;31"
        case .lossy: "33"
        case .drop: "35"
        case .map: "36"
        case .add: "32"
        case .split: "34"
        }
    }
}
