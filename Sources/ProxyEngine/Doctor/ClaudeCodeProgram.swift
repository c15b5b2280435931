/// Where Claude Code is on this machine.
package enum ClaudeCodeProgram {
    /// The first `claude` of `$PATH`, as a shell would find it; else where its own installers put it, which is not
    /// always on the PATH (one of them makes an alias). Nil where there is none.
    package static func find(in environment: [String: String], isExecutable: (String) -> Bool) -> String? {
        // An empty element is the working directory, to a shell.
        let folders = (environment["PATH"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "." : String($0) }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let installed = home.map { ["\($0)/.local/bin", "\($0)/.claude/local"] } ?? []
        return (folders + installed).map { "\($0)/claude" }.first(where: isExecutable)
    }
}
