/// Bytes as lines of text; a line becomes a string only when it is shown.
struct TextLines: Sendable {
    let bytes: [UInt8]
    private var starts: [UInt32] = [0]

    /// A longer line is split, so that drawing one costs no more than a screen.
    private static let longestLine = 16 << 10

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts: [UInt32] = [0]
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for offset in 0..<bytes.count {
                if bytes[offset] == 0x0A {
                    start = offset + 1
                    if start < bytes.count { starts.append(UInt32(truncatingIfNeeded: start)) }
                } else if offset - start >= Self.longestLine, bytes[offset] & 0xC0 != 0x80 {
                    start = offset
                    starts.append(UInt32(truncatingIfNeeded: start))
                }
            }
        }
        self.starts = starts
    }

    var count: Int { bytes.isEmpty ? 0 : starts.count }

    func text(_ line: Int) -> String {
        guard starts.indices.contains(line) else { return "" }
        var slice = bytes[start(of: line)..<start(of: line + 1)]
        while let last = slice.last, last == 0x0A || last == 0x0D { slice = slice.dropLast() }
        return String(decoding: slice, as: UTF8.self)
    }

    func start(of line: Int) -> Int { line < starts.count ? Int(starts[line]) : bytes.count }

    func line(atByte offset: Int) -> Int {
        max(starts.firstPlace { Int($0) > offset } - 1, 0)
    }
}
