import Foundation

/// Claude Code's program on this machine.
package struct ClaudeCodeProgram: Sendable, Equatable {
    package var path: String
    /// Whether a shell would find it too.
    package var isOnPath: Bool

    /// The first `claude` of `$PATH`, as a shell would find it; otherwise the one of Claude Code's installers, which is not
    /// always on the PATH (one of them creates an alias). Nil if there is none.
    package static func find(
        in environment: [String: String],
        isExecutable: (String) -> Bool = isExecutableFile
    ) -> ClaudeCodeProgram? {
        // For a shell, an empty element is the working directory.
        let folders = (environment["PATH"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "." : String($0) }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let installed = home.map { ["\($0)/.local/bin", "\($0)/.claude/local"] } ?? []
        let path = (folders + installed).map { "\($0)/claude" }.first(where: isExecutable)
        return path.map { path in
            ClaudeCodeProgram(path: path, isOnPath: folders.contains { "\($0)/claude" == path })
        }
    }

    /// Not for folders.
    package static func isExecutableFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        return files.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && files.isExecutableFile(atPath: path)
    }
}
