extension UnsafeRawBufferPointer {
    /// Whether both have the same bytes. Tested eight at a time: names in events are short and come by the hundred.
    func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard count >= 8 else {
            for offset in 0..<count where self[offset] != other[offset] { return false }
            return true
        }
        var offset = 0
        while offset + 8 < count {
            guard word(at: offset) == other.word(at: offset) else { return false }
            offset += 8
        }
        // The last eight, some of which may have been tested.
        return word(at: count - 8) == other.word(at: count - 8)
    }

    @inline(__always)
    private func word(at offset: Int) -> UInt64 { loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
}
