/// Finds a text in bytes, ignoring the case of ASCII letters.
struct ByteSearch: Sendable, Equatable {
    let text: String
    private let lower: [UInt8]

    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
        lower = text.utf8.map(Self.lowered)
    }

    var length: Int { lower.count }

    func first(in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= lower.count, start >= 0 else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            lower.withUnsafeBufferPointer { lower in
                var cursor = start
                while cursor <= bytes.count - lower.count {
                    if Self.matches(bytes, lower, at: cursor) { return cursor }
                    cursor += 1
                }
                return nil
            }
        }
    }

    /// The last match before `end`.
    func last(in bytes: [UInt8], before end: Int) -> Int? {
        guard bytes.count >= lower.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            lower.withUnsafeBufferPointer { lower in
                var cursor = Swift.min(end - 1, bytes.count - lower.count)
                while cursor >= 0 {
                    if Self.matches(bytes, lower, at: cursor) { return cursor }
                    cursor -= 1
                }
                return nil
            }
        }
    }

    @inline(__always)
    private static func matches(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ lower: UnsafeBufferPointer<UInt8>,
        at start: Int
    ) -> Bool {
        for offset in 0..<lower.count where lowered(bytes[start + offset]) != lower[offset] { return false }
        return true
    }

    @inline(__always)
    private static func lowered(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }
}
