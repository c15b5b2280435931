/// Validates the parts of a text that are not ASCII.
enum UTF8Run {
    /// The offset of the first ASCII byte after `start`; nil if a sequence is not well-formed UTF-8
    /// (Unicode 16, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
    static func end(_ input: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var cursor = start
        let count = input.count
        @inline(__always) func continues(_ offset: Int) -> Bool {
            cursor + offset < count && input[cursor + offset] & 0xC0 == 0x80
        }
        while cursor < count {
            let lead = input[cursor]
            switch lead {
            case 0..<0x80:
                return cursor
            case 0xC2...0xDF:
                guard continues(1) else { return nil }
                cursor += 2
            case 0xE0...0xEF:
                guard continues(1), continues(2) else { return nil }
                let second = input[cursor + 1]
                if lead == 0xE0, second < 0xA0 { return nil }
                if lead == 0xED, second > 0x9F { return nil }
                cursor += 3
            case 0xF0...0xF4:
                guard continues(1), continues(2), continues(3) else { return nil }
                let second = input[cursor + 1]
                if lead == 0xF0, second < 0x90 { return nil }
                if lead == 0xF4, second > 0x8F { return nil }
                cursor += 4
            default:
                return nil
            }
        }
        return cursor
    }
}
