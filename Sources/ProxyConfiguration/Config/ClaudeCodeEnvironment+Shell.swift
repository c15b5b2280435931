extension ClaudeCodeEnvironment {
    /// The shell that reads the lines.
    package enum Shell: String, Sendable, CaseIterable {
        /// sh, bash, zsh, ksh, dash.
        case posix
        case fish
    }

    /// Lines for the shell: first the variables to unset, then those to set, a command and a comment each. Values are
    /// quoted, so that the shell takes them literally. `comments` are for a person: `eval` without quotes would take the
    /// first of them as the beginning of a comment that never ends.
    package func exports(for shell: Shell = .posix, comments: Bool = true) -> String {
        let removals = conflicts.map { variable in
            let command =
                switch shell {
                case .posix: "unset \(variable.name)"
                // The global one only: an inherited variable is global, and a universal one would be gone for good.
                case .fish: "set -eg \(variable.name)"
                }
            return comments ? "\(command)  # \(variable.consequence)\n" : "\(command);\n"
        }
        let settings = variables.map { variable in
            let value = Self.quoted(variable.value, for: shell)
            let command =
                switch shell {
                case .posix: "export \(variable.name)=\(value)"
                case .fish: "set -gx \(variable.name) \(value)"
                }
            return comments ? "\(command)  # \(variable.comment)\n" : "\(command);\n"
        }
        return (removals + settings).joined()
    }

    private static func quoted(_ value: String, for shell: Shell) -> String {
        guard value.isEmpty || !value.utf8.allSatisfy(isPlain) else { return value }
        return switch shell {
        case .posix: "'" + value.replacing("'", with: #"'\''"#) + "'"
        case .fish: "'" + value.replacing(#"\"#, with: #"\\"#).replacing("'", with: #"\'"#) + "'"
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"),
            UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
