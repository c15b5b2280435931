/// A text to search in others, ignoring case.
///
/// It is folded once, here. Searching ASCII, the usual case, allocates nothing.
struct FoldedText: Sendable, Equatable {
    /// UTF-8, in lower case.
    private let needle: [UInt8]
    private let isASCII: Bool

    init(_ text: String) {
        needle = Array(text.lowercased().utf8)
        isASCII = needle.allSatisfy { $0 < 0x80 }
    }

    func isFound(in text: String?) -> Bool {
        guard let text else { return false }
        return isFound(in: text)
    }

    func isFound(in text: String) -> Bool {
        if isASCII { return Self.withBytes(of: text) { isFound(inASCII: $0) } }
        // An ASCII text cannot contain a text that is not ASCII.
        guard Self.withBytes(of: text, { bytes in bytes.contains { $0 >= 0x80 } }) else { return false }
        return Self.withBytes(of: text.lowercased()) { isFound(inASCII: $0) }
    }

    func equals(_ text: String) -> Bool {
        isASCII
            ? Self.withBytes(of: text) { $0.count == needle.count && isFound(inASCII: $0) }
            : Array(text.lowercased().utf8) == needle
    }

    /// `bytes` in either case, where they are ASCII.
    func isFound(inASCII bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = needle.first else { return true }
        guard bytes.count >= needle.count else { return false }
        for start in 0...(bytes.count - needle.count) where Self.lowercase(bytes[start]) == first {
            var length = 1
            while length < needle.count, Self.lowercase(bytes[start + length]) == needle[length] { length += 1 }
            if length == needle.count { return true }
        }
        return false
    }

    @inline(__always)
    private static func lowercase(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    private static func withBytes(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(body) ?? Array(text.utf8).withUnsafeBufferPointer(body)
    }
}
