import Testing

@testable import Translation

@Suite struct ByteComparisonTests {
    private static func hasSameBytes(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.withUnsafeBytes { one in other.withUnsafeBytes { one.hasSameBytes(as: $0) } }
    }

    @Test(arguments: 0..<34)
    func `equal bytes are the same`(count: Int) {
        #expect(Self.hasSameBytes([UInt8](repeating: 7, count: count), [UInt8](repeating: 7, count: count)))
    }

    @Test(arguments: 1..<34)
    func `one other byte anywhere is a difference`(count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        for offset in bytes.indices {
            var other = bytes
            other[offset] = 8
            #expect(!Self.hasSameBytes(bytes, other), "at \(offset)")
        }
    }

    @Test func `a longer text is a difference`() {
        #expect(!Self.hasSameBytes([1, 2], [1, 2, 3]))
    }
}
