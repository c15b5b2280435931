import Foundation
import Translation

/// Unbuffered writing to the terminal or the container's log.
enum StandardStreams {
    /// Opens those that the program was started without. Otherwise the next file or socket would take their numbers, and
    /// a line of the log would be written into it.
    static func openMissing() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest number that is free is this one.
            _ = open("/dev/null", O_RDWR)
        }
    }

    @Sendable static func writeOutput(_ text: String) {
        write(text, to: .standardOutput)
    }

    @Sendable static func writeError(_ text: String) {
        write(text, to: .standardError)
    }

    /// Writes the result of a command; a failure fails the command.
    static func printOutput(_ bytes: [UInt8]) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            throw StartFailure.output(error)
        }
    }

    /// Writes formatted JSON, a piece at a time.
    static func printOutput(_ layout: JSONLayout) throws {
        var piece: [UInt8] = []
        for line in layout {
            line.append(to: &piece)
            if piece.count >= 1 << 16 {
                try printOutput(piece)
                piece.removeAll(keepingCapacity: true)
            }
        }
        try printOutput(piece)
    }

    /// Ignores errors: the proxy keeps serving if the reader is gone.
    private static func write(_ text: String, to file: FileHandle) {
        try? file.write(contentsOf: Data(text.utf8))
    }
}
