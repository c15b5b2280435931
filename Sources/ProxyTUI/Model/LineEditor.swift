/// One line that is being typed: a filter, a search, a command.
///
/// The cursor is between two characters; positions in the interface count scalars.
struct LineEditor: Sendable, Equatable {
    enum Outcome: Sendable, Equatable {
        /// The text or the cursor may have changed.
        case edited
        case accepted
        case cancelled
        /// The user asks for completions.
        case complete
        /// Not a key for editing.
        case ignored
    }

    static let lengthLimit = 2_000
    static let historyLimit = 100

    private var before = ""
    private var after = ""
    /// Oldest first, each once.
    private(set) var history: [String]
    /// The shown line of the history, and the typed text that it replaced.
    private var recalled: Int?
    private var draft = ""

    init(_ text: String = "", history: [String] = []) {
        before = text
        self.history = Array(history.suffix(Self.historyLimit))
    }

    var text: String { before + after }
    /// The text before the cursor and behind it.
    var halves: (before: String, after: String) { (before, after) }
    var cursor: Int { before.unicodeScalars.count }

    mutating func handle(_ key: Key) -> Outcome {
        switch key {
        case .character(let scalar): insert(String(scalar))
        case .backspace, .control("H"): edit { _ = $0.before.popLast() }
        case .delete, .control("D"): edit { $0.after = String($0.after.dropFirst()) }
        case .left, .control("B"): (before, after) = (String(before.dropLast()), String(before.suffix(1)) + after)
        case .right, .control("F"): (before, after) = (before + after.prefix(1), String(after.dropFirst()))
        case .home, .control("A"): (before, after) = ("", text)
        case .end, .control("E"): (before, after) = (text, "")
        case .control("W"): edit { $0.removeWord() }
        case .control("U"): edit { $0.before = "" }
        case .control("K"): edit { $0.after = "" }
        case .up, .control("P"): recall(-1)
        case .down, .control("N"): recall(1)
        case .enter, .control("J"), .control("M"):
            remember()
            return .accepted
        case .escape, .control("C"), .control("G"): return .cancelled
        case .tab, .control("I"): return .complete
        case .backTab, .insert, .pageUp, .pageDown, .function, .control: return .ignored
        }
        return .edited
    }

    /// Inserts a pasted or typed text at the cursor, as one line: line breaks become spaces, other controls are removed.
    mutating func insert(_ pasted: String) {
        var line = String.UnicodeScalarView()
        let room = Self.lengthLimit - before.unicodeScalars.count - after.unicodeScalars.count
        for scalar in pasted.unicodeScalars.prefix(max(room, 0)) {
            switch scalar.properties.generalCategory {
            case .lineSeparator, .paragraphSeparator: line.append(" ")
            case .control: if scalar.properties.isWhitespace { line.append(" ") }
            default: line.append(scalar)
            }
        }
        edit { $0.before.unicodeScalars.append(contentsOf: line) }
    }

    /// Replaces a range of scalars, and puts the cursor behind the replacement.
    mutating func replace(_ range: Range<Int>, with replacement: String) {
        let scalars = Array(text.unicodeScalars)
        let range = range.clamped(to: 0..<scalars.count)
        before = String(String.UnicodeScalarView(scalars[..<range.lowerBound]))
        after = String(String.UnicodeScalarView(scalars[range.upperBound...]))
        insert(replacement)
    }

    /// Empties the line for the next one; the history stays.
    mutating func clear() {
        edit { ($0.before, $0.after) = ("", "") }
    }

    // MARK: Steps

    private mutating func edit(_ change: (inout LineEditor) -> Void) {
        change(&self)
        recalled = nil
    }

    private mutating func removeWord() {
        while before.last?.isWhitespace ?? false { before.removeLast() }
        while let last = before.last, !last.isWhitespace { before.removeLast() }
    }

    private mutating func remember() {
        recalled = nil
        let line = text
        guard line.contains(where: { !$0.isWhitespace }) else { return }
        history.removeAll { $0 == line }
        if history.count == Self.historyLimit { history.removeFirst() }
        history.append(line)
    }

    private mutating func recall(_ step: Int) {
        let place = (recalled ?? history.count) + step
        guard (0...history.count).contains(place) else { return }
        if recalled == nil { draft = text }
        recalled = place < history.count ? place : nil
        (before, after) = (place < history.count ? history[place] : draft, "")
    }
}
