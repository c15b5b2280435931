import Foundation

/// Writing to the terminal or the container's log, whole and at once.
enum StandardStreams {
    @Sendable static func writeOutput(_ text: String) {
        write(text, to: .standardOutput)
    }

    @Sendable static func writeError(_ text: String) {
        write(text, to: .standardError)
    }

    /// A reader that has gone away is no reason to stop serving.
    private static func write(_ text: String, to file: FileHandle) {
        try? file.write(contentsOf: Data(text.utf8))
    }
}
