#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The file behind the log: opens it, appends whole lines to it, and rotates it by size.
///
/// Theory of operation: a file holds whole lines only. What a failed write left of a line is cut off again, and a line
/// that a crash left open is ended before the next one. Only a regular file is written to: a link could lead anywhere
/// and a pipe could block. A file that somebody moved or removed is begun anew.
struct TelemetryLogFile: ~Copyable {
    private let path: String
    private let maximumSize: Int
    private let keep: Int
    private var descriptor: Int32?
    private var size = 0
    /// The file does not end in a line feed.
    private var endsInsideLine = false

    init(_ configuration: TelemetryLogConfiguration) {
        path = configuration.path
        maximumSize = configuration.maximumSize
        keep = max(configuration.keep, 0)
    }

    deinit {
        if let descriptor { _ = close(descriptor) }
    }

    /// Writes the lines that are not written yet and counts them off as they are.
    mutating func append(_ lines: inout TelemetryLines) throws(TelemetryLogWarning) {
        if let descriptor, !isStill(descriptor) { shut() }
        while !lines.isWritten {
            let descriptor = try opened()
            let start = lines.written == 0 ? 0 : lines.ends[lines.written - 1]
            var next = lines.written
            while next < lines.ends.count, size + lines.ends[next] - start <= maximumSize { next += 1 }
            if next == lines.written {
                guard size == 0 else {
                    try rotate()
                    continue
                }
                // One line is more than a file may hold: it gets a file to itself.
                next += 1
            }
            try append(lines.bytes[start..<lines.ends[next - 1]], to: descriptor)
            lines.written = next
        }
    }

    mutating func shut() {
        if let descriptor { _ = close(descriptor) }
        descriptor = nil
        size = 0
        endsInsideLine = false
    }

    // MARK: The current file

    private mutating func opened() throws(TelemetryLogWarning) -> Int32 {
        if let descriptor { return descriptor }
        let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let opened = open(path, flags, 0o600)
        guard opened >= 0 else { throw warning(.open, errno == ELOOP ? "it is a symbolic link" : Self.reason) }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            _ = close(opened)
            throw warning(.open, "it is not a regular file")
        }
        // One that was there before may be open to others. On a file system without modes nothing can be changed.
        _ = fchmod(opened, 0o600)
        size = Int(status.st_size)
        var last: UInt8 = 0
        endsInsideLine = size > 0 && pread(opened, &last, 1, off_t(size - 1)) == 1 && last != Self.lineFeed
        descriptor = opened
        return opened
    }

    /// Whether the path still leads to the open file.
    private func isStill(_ descriptor: Int32) -> Bool {
        var open = stat()
        var named = stat()
        return fstat(descriptor, &open) == 0 && lstat(path, &named) == 0
            && open.st_dev == named.st_dev && open.st_ino == named.st_ino
    }

    private mutating func append(
        _ chunk: ArraySlice<UInt8>,
        to descriptor: Int32
    ) throws(TelemetryLogWarning) {
        if endsInsideLine {
            guard write(descriptor, [Self.lineFeed], 1) == 1 else { throw warning(.write, Self.reason) }
            endsInsideLine = false
            size += 1
        }
        var done = 0
        while done < chunk.count {
            let count = chunk.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let failure = warning(.write, Self.reason)
                takeBack(done, from: descriptor)
                throw failure
            }
            done += count
        }
        size += chunk.count
    }

    /// Cuts off what a failed write left behind, unless somebody else has written since.
    private mutating func takeBack(_ count: Int, from descriptor: Int32) {
        guard count > 0 else { return }
        var status = stat()
        if fstat(descriptor, &status) == 0, Int(status.st_size) == size + count,
            ftruncate(descriptor, off_t(size)) == 0
        {
            return
        }
        size += count
        endsInsideLine = true
    }

    // MARK: Rotation

    /// Moves every file on by one name; the oldest goes.
    private mutating func rotate() throws(TelemetryLogWarning) {
        shut()
        if keep == 0 {
            guard unlink(path) == 0 || errno == ENOENT else { throw warning(.rotate, Self.reason) }
            return
        }
        for number in stride(from: keep, to: 0, by: -1) {
            let older = number == 1 ? path : "\(path).\(number - 1)"
            guard rename(older, "\(path).\(number)") == 0 || errno == ENOENT else {
                throw warning(.rotate, Self.reason)
            }
        }
        removeBeyondKeep()
    }

    /// Files from a time when more of them were kept.
    private func removeBeyondKeep() {
        var number = keep + 1
        while unlink("\(path).\(number)") == 0 { number += 1 }
    }

    private func warning(_ step: TelemetryLogWarning.Step, _ reason: String) -> TelemetryLogWarning {
        TelemetryLogWarning(path: path, step: step, reason: reason)
    }

    /// What the system says about the call that just failed.
    private static var reason: String { String(cString: strerror(errno)) }
    private static let lineFeed: UInt8 = 0x0A
}
