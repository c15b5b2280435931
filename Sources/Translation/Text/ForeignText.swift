/// Text from outside, made fit for a log and for a person's screen.
package enum ForeignText {
    private static let mark = Array("•••".utf8)

    /// One line, and without characters that hide or turn around what stands beside them: an upstream or a client could
    /// otherwise write lines of its own.
    package static func line(_ text: String) -> String {
        guard mayMislead(text), text.unicodeScalars.contains(where: misleads) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { misleads($0) ? " " : $0 }))
    }

    /// Control characters, line separators, and marks of the direction of writing.
    private static func misleads(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Looks at bytes: nearly every text has none.
    private static func mayMislead(_ text: String) -> Bool {
        var former: UInt8 = 0
        for byte in text.utf8 {
            // U+0080 to U+009F are 0xC2 and one byte more; the marks begin with 0xD8 0x9C, 0xE2 0x80 and 0xE2 0x81.
            switch (former, byte) {
            case (_, 0..<0x20), (_, 0x7F), (0xC2, 0..<0xA0), (0xD8, 0x9C), (0xE2, 0x80...0x81): return true
            default: former = byte
            }
        }
        return false
    }

    /// What an error or a warning quotes of a person's own text: one line, without keys.
    package static func quotation(_ text: String) -> String {
        withoutKeys(line(text))
    }

    /// Without what looks like a key.
    package static func withoutKeys(_ text: String) -> String {
        withoutKeys(Array(text.utf8)[...]).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// The same in UTF-8, JSON's escapes included; nil where nothing looks like a key.
    package static func withoutKeys(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var kept: [UInt8]?
        var done = text.startIndex
        var former = UInt8(ascii: " ")
        var index = text.startIndex
        while index < text.endIndex {
            let start = isInWord(former) ? nil : keyStart(text[index...])
            former = text[index]
            guard let start else {
                index += 1
                continue
            }
            let end = text[start...].firstIndex { !isKeyPart($0) } ?? text.endIndex
            guard isKey(text[start..<end]) else {
                index += 1
                continue
            }
            kept = (kept ?? []) + text[done..<start] + mark
            (index, done) = (end, end)
        }
        return kept.map { $0 + text[done...] }
    }

    /// Where the key begins that `sk-` or `Bearer` announces.
    private static func keyStart(_ text: ArraySlice<UInt8>) -> Int? {
        switch text.first {
        case UInt8(ascii: "s"): text.starts(with: "sk-".utf8) ? text.startIndex + 3 : nil
        case UInt8(ascii: "B"), UInt8(ascii: "b"):
            text.prefix(6).elementsEqual("bearer".utf8) { $0 | 0x20 == $1 }
                ? text.dropFirst(6).prefix { $0 == UInt8(ascii: " ") }.nonemptyEnd : nil
        default: nil
        }
    }

    /// Keys are long and have digits; a word behind `Bearer` is none.
    private static func isKey(_ text: ArraySlice<UInt8>) -> Bool {
        text.count >= 8 && (text.count >= 20 || text.contains { (0x30...0x39).contains($0) })
    }

    private static func isInWord(_ byte: UInt8) -> Bool {
        isKeyPart(byte) && !"-_.~+=".utf8.contains(byte)
    }

    private static func isKeyPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}

extension ArraySlice {
    /// Nil of an empty one.
    fileprivate var nonemptyEnd: Int? { isEmpty ? nil : endIndex }
}
