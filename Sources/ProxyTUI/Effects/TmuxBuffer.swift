import Foundation

/// tmux's own clipboard, which tmux passes on to the terminal's if it may.
enum TmuxBuffer {
    /// False outside tmux, and if tmux refuses.
    static func load(_ text: String) async -> Bool {
        guard ProcessInfo.processInfo.environment["TMUX"] != nil else { return false }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tmux", "load-buffer", "-w", "-"]
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus == 0) }
                do {
                    try Task.checkCancellation()
                    try process.run()
                } catch {
                    return continuation.resume(returning: false)
                }
                try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
                try? input.fileHandleForWriting.close()
            }
        } onCancel: {
            if process.isRunning { process.terminate() }
        }
    }
}
