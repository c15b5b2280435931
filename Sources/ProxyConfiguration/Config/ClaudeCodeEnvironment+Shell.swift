extension ClaudeCodeEnvironment {
    /// Whose words the lines are in.
    package enum Shell: String, Sendable, CaseIterable {
        /// sh, bash, zsh, ksh, dash.
        case posix
        case fish
    }

    /// Lines for the shell to read: what must go, then what must be there. Each is a command and a comment, and no value
    /// means anything to the shell.
    /// A person reads `comments`. A shell need not: `eval` without quotes takes the first of them for all that follows.
    package func exports(for shell: Shell = .posix, comments: Bool = true) -> String {
        let removals = strangers.map { stranger in
            let command =
                switch shell {
                case .posix: "unset \(stranger.name)"
                // The global one alone: what was inherited is that, and a universal one would be gone for good.
                case .fish: "set -eg \(stranger.name)"
                }
            return comments ? "\(command)  # \(stranger.comment)\n" : "\(command);\n"
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
