/// Whether a regular expression is one that OpenAI's schema check reads.
///
/// The check is not documented. It refuses lookarounds (`Invalid JSON schema: regex lookaround is not supported`,
/// decolua/9router#1556), `\p{…}` and patterns that Python's `re` cannot compile. A pattern only guides the model, while
/// a refused one fails the whole request. So only patterns pass that JavaScript, Python and Rust all accept.
struct SchemaPattern {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    static func isRead(_ pattern: String) -> Bool {
        var scan = SchemaPattern(scalars: Array(pattern.unicodeScalars))
        return scan.expression()
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func expression() -> Bool {
        var groups = 0
        var isRepeatable = false
        while let scalar = current {
            position += 1
            switch scalar {
            case "\\":
                guard escape() != nil else { return false }
                isRepeatable = true
            case "[":
                guard characterClass() else { return false }
                isRepeatable = true
            case "(":
                groups += 1
                guard group() else { return false }
                isRepeatable = false
            case ")":
                groups -= 1
                guard groups >= 0 else { return false }
                isRepeatable = true
            case "*", "+", "?", "{":
                guard isRepeatable, scalar != "{" || counts() else { return false }
                if current == "?" { position += 1 }
                isRepeatable = false
            case "|", "^", "$":
                isRepeatable = false
            default:
                isRepeatable = true
            }
        }
        return groups == 0
    }

    /// Behind `(`: plain groups and `(?:`.
    private mutating func group() -> Bool {
        guard current == "?" else { return true }
        position += 1
        guard current == ":" else { return false }
        position += 1
        return true
    }

    /// Behind `{`: `2}`, `2,}` or `2,3}`.
    private mutating func counts() -> Bool {
        guard digits() else { return false }
        if current == "," {
            position += 1
            _ = digits()
        }
        guard current == "}" else { return false }
        position += 1
        return true
    }

    private mutating func digits() -> Bool {
        let start = position
        while let scalar = current, "0"..."9" ~= scalar { position += 1 }
        return position > start
    }

    private enum Element {
        case scalar(Unicode.Scalar)
        /// `\d` and the like.
        case several
    }

    /// Behind `\`.
    private mutating func escape() -> Element? {
        guard let scalar = current else { return nil }
        position += 1
        switch scalar {
        case "d", "D", "w", "W", "s", "S", "b", "B": return .several
        case "n": return .scalar("\n")
        case "r": return .scalar("\r")
        case "t": return .scalar("\t")
        case "f": return .scalar("\u{0C}")
        case "v": return .scalar("\u{0B}")
        case "x": return hexadecimal(2)
        case "u": return hexadecimal(4)
        case "a"..."z", "A"..."Z", "0"..."9": return nil
        default: return scalar.isASCII ? .scalar(scalar) : nil
        }
    }

    private mutating func hexadecimal(_ count: Int) -> Element? {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let scalar = current, let digit = Character(scalar).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return Unicode.Scalar(value).map(Element.scalar)
    }

    /// Behind `[`. Rust nests classes, the others do not, so a bare `[` in a class is refused.
    private mutating func characterClass() -> Bool {
        if current == "^" { position += 1 }
        guard current != "]" else { return false }
        while current != "]" {
            guard let first = element() else { return false }
            guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else { continue }
            position += 1
            guard case .scalar(let low) = first, case .scalar(let high) = element(), low <= high else { return false }
        }
        position += 1
        return true
    }

    private mutating func element() -> Element? {
        guard let scalar = current, scalar != "[" else { return nil }
        position += 1
        return scalar == "\\" ? escape() : .scalar(scalar)
    }
}
