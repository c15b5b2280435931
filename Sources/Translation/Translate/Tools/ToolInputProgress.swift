/// Follows a tool's arguments as they arrive, to detect the end of the object.
struct ToolInputProgress: Sendable, Equatable {
    private var depth = 0
    private var isInString = false
    private var isAfterBackslash = false
    private(set) var isComplete = false

    /// Takes the next piece of the arguments, escaped as in the upstream's JSON.
    mutating func feed(_ piece: JSONText) {
        piece.escaped.withUnsafeBytes { bytes in
            var cursor = 0
            while cursor < bytes.count {
                let (byte, end) = JSONEscape.character(bytes, at: cursor)
                step(byte)
                cursor = end
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
}
