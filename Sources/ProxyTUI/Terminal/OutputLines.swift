import CNcurses
import Foundation

/// What the program writes to its output and error streams while the terminal is the dashboard's, line by line.
///
/// The newest 1,000 lines are kept until they are taken, of each the first 4,096 bytes. What is left at the end is
/// written to the real error stream.
final class OutputLines {
    private static let lineLimit = 4_096
    private static let countLimit = 1_000

    let descriptor: Int32
    private var lines: [String] = []
    private var unfinished: [UInt8] = []

    /// Nil where the streams cannot be caught.
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
