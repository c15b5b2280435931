import Translation

/// Text as cells, safe to show: it comes from models, clients and upstreams.
///
/// Controls, bidirectional overrides and invisible characters are spelled out, so that nothing can move the cursor,
/// reorder a line or hide in it. Joiners and modifiers of valid emoji sequences are left out, because terminals disagree
/// about them: a joined emoji is shown by its first sign, a flag by its letters.
struct VisibleText: Sequence {
    let text: Substring
    /// Whether the terminal shows nothing but ASCII.
    let isASCII: Bool

    init(_ text: some StringProtocol, isASCII: Bool = false) {
        self.text = Substring(text)
        self.isASCII = isASCII
    }

    /// A scalar with its marks and its width in cells.
    struct Element {
        var base: Unicode.Scalar
        var marks = Cell.Marks()
        var width = 1
    }

    /// The width of the whole text in cells.
    var width: Int {
        if let ascii = Self.plainCount(text) { return ascii }
        return reduce(0) { $0 + $1.width }
    }

    func makeIterator() -> Iterator { Iterator(rest: text.unicodeScalars, isASCII: isASCII) }

    /// The number of characters if all are printable ASCII.
    private static func plainCount(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? text.utf8.count : nil
    }

    struct Iterator: IteratorProtocol {
        private var rest: Substring.UnicodeScalarView
        private let isASCII: Bool
        /// The rest of a scalar that is spelled out.
        private var spelled: Substring = ""

        init(rest: Substring.UnicodeScalarView, isASCII: Bool) {
            self.rest = rest
            self.isASCII = isASCII
        }

        mutating func next() -> Element? {
            if let scalar = spelled.unicodeScalars.popFirst() { return Element(base: scalar) }
            guard let base = rest.popFirst() else { return nil }
            if base == "\r", rest.first == "\n" { rest.removeFirst() }
            if let name = VisibleText.spelling(of: base) {
                spelled = name[...]
                return next()
            }
            var element = Element(base: base, width: Swift.max(CellWidth.of(base), 1))
            if !base.isASCII || rest.first.map({ !$0.isASCII }) ?? false { takeCombiningScalars(&element) }
            guard isASCII else { return element }
            return plain(element)
        }

        /// Takes the scalars that share the cells: two marks, and the rest of an emoji sequence. Further marks are spelled
        /// out.
        private mutating func takeCombiningScalars(_ element: inout Element) {
            if EmojiSequence.isEmoji(element.base) { rest = rest[EmojiSequence.end(in: rest, behind: element.base)...] }
            while let scalar = rest.first, VisibleText.isMark(scalar) {
                if element.marks.first == nil {
                    element.marks.first = scalar
                } else if element.marks.second == nil {
                    element.marks.second = scalar
                } else {
                    return
                }
                rest.removeFirst()
            }
        }

        /// The same for a terminal that shows nothing but ASCII: a question mark for each cell, and for the marks.
        private mutating func plain(_ element: Element) -> Element {
            if element.base.isASCII {
                if element.marks.first != nil { spelled = "?" }
                return Element(base: element.base)
            }
            if element.width == 2 { spelled = "?" }
            return Element(base: "?")
        }
    }

    /// The spelling of a scalar that cannot be shown; nil for all others.
    private static func spelling(of base: Unicode.Scalar) -> String? {
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
            return String(Unicode.Scalar(UInt8(value - 0x1F1E6 + 0x41)))
        default:
            return isHidden(base) ? "<" + Hexadecimal.text(value, digits: 4).uppercased() + ">" : nil
        }
    }

    /// Scalars that share the cells of the one before.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x300, !scalar.properties.isDefaultIgnorableCodePoint else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return CellWidth.of(scalar) == 0
        }
    }

    /// Invisible scalars, scalars that change the order of others, and marks without a base.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned,
            .nonspacingMark, .enclosingMark:
            return true
        default:
            return CellWidth.of(scalar) == 0
        }
    }
}
