import Foundation

/// Runs a short-lived program and reads the beginning of its output.
enum ProgramOutput {
    /// Bytes to read at most; the rest is not needed.
    private static let limit = 4096

    /// Nil if it cannot be run, does not end its output within `deadline`, or does not write text. Then, and when the task is
    /// cancelled, it is killed.
    static func read(_ path: String, _ arguments: [String], deadline: Duration) async -> String? {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        guard (try? process.run()) != nil else { return nil }
        let identifier = process.processIdentifier
        let milliseconds = deadline / .milliseconds(1)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    let text = read(pipe.fileHandleForReading.fileDescriptor, milliseconds)
                    // A program that has written everything is about to end; any other is killed. Neither is waited
                    // for: Foundation considers a program running as long as a child of it runs.
                    if text == nil, process.isRunning { kill(identifier, SIGKILL) }
                    try? pipe.fileHandleForReading.close()
                    continuation.resume(returning: text)
                }
            }
        } onCancel: {
            if process.isRunning { kill(identifier, SIGKILL) }
        }
    }

    /// Reads to the end of the stream or the deadline: a child of the program may keep the stream open.
    private static func read(_ descriptor: Int32, _ milliseconds: Double) -> String? {
        let start = ContinuousClock.now
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: limit)
        while bytes.count < limit {
            let left = milliseconds - (ContinuousClock.now - start) / .milliseconds(1)
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard left > 0, Foundation.poll(&poll, 1, Int32(left.rounded(.up))) > 0 else { return nil }
            let count = Foundation.read(descriptor, &buffer, limit)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
