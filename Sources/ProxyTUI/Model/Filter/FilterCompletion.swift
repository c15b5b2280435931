/// Completions at the cursor of a filter.
struct FilterCompletion: Sendable, Equatable {
    static let limit = 50

    /// Replacements, the most likely first.
    let candidates: [String]
    /// The range that a candidate replaces, in scalars.
    let replaced: Range<Int>
    /// One line about the field under the cursor.
    let hint: String

    init(_ text: String, cursor: Int, rows: [ExchangeRow]) {
        let scalars = Array(text.unicodeScalars)
        let cursor = min(max(cursor, 0), scalars.count)
        let start = Self.wordStart(scalars[..<cursor])
        let word = scalars[start..<cursor]
        let colon = word.firstIndex(of: ":")
        let name = String(String.UnicodeScalarView(word[..<(colon ?? cursor)])).lowercased()
        guard let colon, let field = FilterField(rawValue: name) else {
            replaced = start..<cursor
            candidates =
                colon == nil ? FilterField.allCases.map { $0.rawValue + ":" }.filter { $0.hasPrefix(name) } : []
            hint = Self.hint(forName: name, candidates)
            return
        }
        let isQuoted = colon + 1 < cursor && scalars[colon + 1] == "\""
        let typed = String(String.UnicodeScalarView(scalars[(isQuoted ? colon + 2 : colon + 1)..<cursor])).lowercased()
        replaced = colon + 1..<cursor
        candidates = Self.ranked(Self.values(of: field, in: rows), typed)
            .map { FilterLexer.quoted($0, isWord: false) }
        hint = "\(field.rawValue): \(field.hint)"
    }

    /// The start of the last word: behind the last space or sign outside of quotes and expressions.
    private static func wordStart(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        var start = 0
        var closing: Unicode.Scalar?
        var isEscaped = false
        for (index, scalar) in scalars.enumerated() {
            if let end = closing {
                if scalar == end, !isEscaped { closing = nil }
                isEscaped = scalar == "\\" && !isEscaped
            } else if scalar == "\"" || scalar == "/" && index > start && scalars[index - 1] == ":" {
                closing = scalar
            } else if FilterLexer.isSpecial(scalar) || scalar == "-" && index == start {
                start = index + 1
            }
        }
        return start
    }

    private static func hint(forName name: String, _ candidates: [String]) -> String {
        if name.isEmpty { return "a word, or " + FilterField.names }
        if candidates.count == 1, let field = FilterField(rawValue: String(candidates[0].dropLast())) {
            return "\(field.rawValue): \(field.hint)"
        }
        return candidates.isEmpty
            ? "a text in the id, the models, the session, the ending or the problem"
            : candidates.joined(separator: " ")
    }

    /// Names that begin with the typed text, then names that contain it.
    private static func ranked(_ values: [String], _ typed: String) -> [String] {
        let folded = values.map { (value: $0, folded: $0.lowercased()) }
        let beginning = folded.filter { $0.folded.hasPrefix(typed) }
        let holding = folded.filter { !$0.folded.hasPrefix(typed) && $0.folded.contains(typed) }
        return (beginning + holding).prefix(limit).map(\.value)
    }

    private static func values(of field: FilterField, in rows: [ExchangeRow]) -> [String] {
        switch field {
        case .model: distinct(rows) { [$0.asked, $0.sent, $0.answered] }
        case .sent: distinct(rows) { [$0.sent] }
        case .answered: distinct(rows) { [$0.answered] }
        case .session: distinct(rows) { [$0.session] }.sorted()
        case .client: distinct(rows) { [$0.client] }
        case .rule: distinct(rows) { [$0.rule] }
        case .stop: distinct(rows) { [$0.isRunning ? nil : $0.ending] }
        case .error: ["any"] + Set(rows.compactMap(\.errorNumber)).sorted().map { "E\($0)" }
        case .status: distinct(rows) { [$0.status.map(String.init)] }.sorted() + ["2xx", "4xx", "5xx", ">=400"]
        case .kind: FilterKind.allCases.map(\.rawValue)
        case .note: FilterNote.allCases.map(\.rawValue)
        case .state: FilterState.allCases.map(\.rawValue)
        case .since: ["1m", "10m", "1h"]
        case .ttft: [">1s", ">2s", ">5s"]
        case .duration: [">10s", ">30s", ">1m"]
        case .input: [">10k", ">100k"]
        case .output: [">100", ">1k"]
        case .cache: ["<50", ">90"]
        case .cost: [">0.01", ">0.1", ">1"]
        case .body: []
        }
    }

    /// The most frequent first.
    private static func distinct(_ rows: [ExchangeRow], _ values: (ExchangeRow) -> [String?]) -> [String] {
        var counts: [String: Int] = [:]
        for row in rows {
            for case let value? in values(row) where !value.isEmpty { counts[value, default: 0] += 1 }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
