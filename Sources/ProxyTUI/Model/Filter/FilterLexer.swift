/// The tokens of a filter's text. Positions count scalars.
struct FilterLexer {
    enum Token: Equatable {
        case open
        case close
        case or
        case not
        case word(String)
        /// `name:value`
        case field(String, value: String, valueAt: Int)
        /// `name:/expression/`
        case expression(String, value: String, valueAt: Int)
    }

    private let scalars: [Unicode.Scalar]
    private(set) var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The next token and its position.
    mutating func next() throws(FilterError) -> (token: Token, position: Int)? {
        while let scalar = current, scalar.properties.isWhitespace { position += 1 }
        guard let scalar = current else { return nil }
        let start = position
        switch scalar {
        case "(", ")", "|", "-":
            position += 1
            return (scalar == "(" ? .open : scalar == ")" ? .close : scalar == "|" ? .or : .not, start)
        case "\"":
            return (.word(try quotedText()), start)
        default:
            return (try wordOrField(), start)
        }
    }

    var count: Int { scalars.count }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func wordOrField() throws(FilterError) -> Token {
        let word = plainText(endsAtColon: true)
        guard current == ":", !word.isEmpty else { return .word(word + plainText(endsAtColon: false)) }
        position += 1
        let valueAt = position
        switch current {
        case "\"": return .field(word, value: try quotedText(), valueAt: valueAt)
        case "/": return try expression(word, valueAt)
        default: return .field(word, value: plainText(endsAtColon: false), valueAt: valueAt)
        }
    }

    private mutating func plainText(endsAtColon: Bool) -> String {
        var text = String.UnicodeScalarView()
        while let scalar = current, !Self.isSpecial(scalar), !(endsAtColon && scalar == ":") {
            text.append(scalar)
            position += 1
        }
        return String(text)
    }

    /// `\"` and `\\` stand for a quote and a backslash.
    private mutating func quotedText() throws(FilterError) -> String {
        let start = position
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = current, scalar != "\"" {
            position += 1
            if scalar == "\\", let escaped = current, escaped == "\"" || escaped == "\\" {
                text.append(escaped)
                position += 1
            } else {
                text.append(scalar)
            }
        }
        guard current != nil else { throw FilterError(start, "the quote is not closed") }
        position += 1
        return String(text)
    }

    /// Reads up to a `/` without a backslash before it. If there is none, this is a value that begins with a slash.
    private mutating func expression(_ field: String, _ start: Int) throws(FilterError) -> Token {
        var end = start + 1
        while end < scalars.count, scalars[end] != "/" { end += scalars[end] == "\\" ? 2 : 1 }
        guard end < scalars.count else {
            return .field(field, value: plainText(endsAtColon: false), valueAt: start)
        }
        position = end + 1
        let text = String(String.UnicodeScalarView(scalars[start + 1..<end]))
        return .expression(field, value: text, valueAt: start)
    }

    static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "(" || scalar == ")" || scalar == "|" || scalar == "\"" || scalar.properties.isWhitespace
    }

    /// `text`, quoted so that the lexer reads it back unchanged.
    static func quoted(_ text: String, isWord: Bool) -> String {
        let first = text.unicodeScalars.first
        let isPlain =
            first != nil && first != (isWord ? "-" : "/")
            && !text.unicodeScalars.contains { isSpecial($0) || isWord && $0 == ":" }
        guard !isPlain else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
