/// Follows a tool's arguments as they arrive, to know when the object is complete and nothing more can belong to it.
struct ToolInputProgress: Sendable, Equatable {
    private var depth = 0
    private var isInString = false
    private var isAfterBackslash = false
    private(set) var isComplete = false

    /// Takes the next piece of the arguments, escaped as they stand in the upstream's JSON.
    mutating func feed(_ piece: JSONText) {
        piece.escaped.withUnsafeBytes { bytes in
            var cursor = 0
            while cursor < bytes.count {
                var byte = bytes[cursor]
                cursor += 1
                if byte == UInt8(ascii: "\\"), cursor < bytes.count {
                    byte = Self.decode(bytes, &cursor)
                }
                step(byte)
            }
        }
    }

    @inline(__always)
    private mutating func step(_ byte: UInt8) {
        if isAfterBackslash {
            isAfterBackslash = false
        } else if isInString {
            if byte == UInt8(ascii: "\\") { isAfterBackslash = true }
            if byte == UInt8(ascii: "\"") { isInString = false }
        } else {
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { isComplete = true }
            default: break
            }
        }
    }

    /// The byte that an escape stands for, as far as it matters here: `\"`, `\\`, and both as `\u0022` and `\u005c`,
    /// which is how .NET writes them. `cursor` stands behind the backslash and ends behind the escape.
    private static func decode(_ bytes: UnsafeRawBufferPointer, _ cursor: inout Int) -> UInt8 {
        let letter = bytes[cursor]
        cursor += 1
        guard letter == UInt8(ascii: "u"), cursor + 4 <= bytes.count else {
            return letter == UInt8(ascii: "\"") || letter == UInt8(ascii: "\\") ? letter : 0x20
        }
        defer { cursor += 4 }
        guard bytes[cursor] == UInt8(ascii: "0"), bytes[cursor + 1] == UInt8(ascii: "0") else { return 0x20 }
        let digits = String(decoding: bytes[(cursor + 2)..<(cursor + 4)], as: UTF8.self)
        return UInt8(digits, radix: 16) ?? 0x20
    }
}
