/// Text as cells: safe to show, whatever a model, a client or an upstream has written.
///
/// Controls, bidirectional overrides and zero-width characters are spelled out, so that nothing can move the cursor,
/// reorder a line or hide in it. A cluster that terminals disagree about (joined emoji, flags) is shown by its first
/// character or its letters.
struct VisibleText: Sequence {
    let text: Substring
    /// Whether the terminal shows nothing but ASCII.
    let isASCII: Bool

    init(_ text: some StringProtocol, isASCII: Bool = false) {
        self.text = Substring(text)
        self.isASCII = isASCII
    }

    /// One cluster's share: a scalar with its marks and how many cells it takes.
    struct Piece {
        var base: Unicode.Scalar
        var marks = Cell.Marks()
        var width = 1
    }

    /// How many cells the whole text takes.
    var width: Int {
        if let ascii = Self.plainCount(text) { return ascii }
        return reduce(0) { $0 + $1.width }
    }

    func makeIterator() -> Iterator { Iterator(rest: text[...], isASCII: isASCII) }

    /// The number of characters, where all are printable ASCII.
    private static func plainCount(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? text.utf8.count : nil
    }

    struct Iterator: IteratorProtocol {
        var rest: Substring
        let isASCII: Bool
        /// What a character that is spelled out has still to say.
        private var spelled: Substring = ""

        init(rest: Substring, isASCII: Bool) {
            self.rest = rest
            self.isASCII = isASCII
        }

        mutating func next() -> Piece? {
            if let scalar = spelled.unicodeScalars.popFirst() { return Piece(base: scalar) }
            guard let character = rest.popFirst() else { return nil }
            let scalars = character.unicodeScalars
            let base = scalars[scalars.startIndex]
            if let name = VisibleText.spelling(of: base, in: scalars, isASCII: isASCII) {
                spelled = name[...]
                return next()
            }
            var piece = Piece(base: base, width: Swift.max(CellWidth.of(base), 1))
            for scalar in scalars.dropFirst() where VisibleText.isMark(scalar) {
                if piece.marks.first == nil {
                    piece.marks.first = scalar
                } else if piece.marks.second == nil {
                    piece.marks.second = scalar
                }
            }
            return piece
        }
    }

    /// How a character is written that cannot be shown as it is; nil for all others.
    private static func spelling(
        of base: Unicode.Scalar,
        in scalars: String.UnicodeScalarView,
        isASCII: Bool
    ) -> String? {
        let value = base.value
        switch value {
        case 0x20..<0x7F:
            return nil
        case 0x0A, 0x0D, 0x09:
            return " "
        case 0..<0x20:
            return "^" + String(Unicode.Scalar(UInt8(value) + 0x40))
        case 0x7F:
            return "^?"
        case 0x1F1E6...0x1F1FF:
            return String(String.UnicodeScalarView(scalars.compactMap { letter(ofIndicator: $0) }))
        default:
            break
        }
        if isHidden(base) { return "<" + hexadecimal(value) + ">" }
        if isASCII { return scalars.count == 1 && CellWidth.of(base) == 2 ? "??" : "?" }
        return nil
    }

    private static func letter(ofIndicator scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
        return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        // A variation selector says how wide something wants to be, which terminals do not agree about.
        guard !(0xFE00...0xFE0F).contains(scalar.value), !(0xE0100...0xE01EF).contains(scalar.value) else {
            return false
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// What takes no place or changes the order of others, and a mark with nothing to stand on.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned,
            .nonspacingMark, .enclosingMark:
            true
        default:
            scalar.value == 0x115F || scalar.value == 0x1160 || scalar.value == 0x3164 || scalar.value == 0xFFA0
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: Swift.max(4 - digits.count, 0)) + digits
    }
}
