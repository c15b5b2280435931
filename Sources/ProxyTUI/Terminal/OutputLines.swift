import CNcurses
import Foundation

/// Captures the program's output and error streams, line by line, while the dashboard has the terminal.
///
/// The newest 1,000 lines are kept until they are taken, with at most 4,096 bytes each. The rest is written to the real
/// error stream at the end.
final class OutputLines {
    private static let lineLimit = 4_096
    private static let countLimit = 1_000

    let descriptor: Int32
    private var lines: [String] = []
    private var unfinished: [UInt8] = []

    /// Nil if the streams cannot be captured.
    init?() {
        descriptor = cn_capture_begin()
        if descriptor < 0 { return nil }
    }

    func read() {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = Int(cn_capture_read(&bytes, Int32(bytes.count)))
        for byte in bytes.prefix(count) {
            if byte == UInt8(ascii: "\n") {
                lines.append(String(decoding: unfinished, as: UTF8.self))
                unfinished.removeAll(keepingCapacity: true)
            } else if unfinished.count < Self.lineLimit {
                unfinished.append(byte)
            }
        }
        if lines.count > Self.countLimit { lines.removeFirst(lines.count - Self.countLimit) }
    }

    func take() -> [String] {
        defer { lines = [] }
        return lines
    }

    func end() {
        var rest = take().map { $0 + "\n" }.joined()
        rest += String(decoding: unfinished, as: UTF8.self)
        cn_capture_end(rest)
    }
}
