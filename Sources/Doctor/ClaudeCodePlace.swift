import ProxyConfiguration

/// A place where variables for Claude Code are set.
struct ClaudeCodePlace {
    /// The target of `ANTHROPIC_BASE_URL`.
    enum Direction: Equatable {
        case unset
        /// This program.
        case here
        /// This program, with a path to which Claude Code would append its own.
        case path
        /// This program by HTTPS, which it does not speak.
        case encrypted
        case elsewhere
    }

    var source: VariableSource
    var variables: [String: String]
    var isTerminal: Bool

    /// Without the variables of a settings file: its `env` overrides the terminal's.
    static func terminal(_ environment: [String: String], behind settings: [ClaudeCodePlace]) -> ClaudeCodePlace {
        ClaudeCodePlace(
            source: .terminal,
            variables: environment.filter { name, _ in settings.allSatisfy { $0.variables[name] == nil } },
            isTerminal: true
        )
    }

    /// Nil for an empty variable too.
    subscript(name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The variables that lead Claude Code past this program, or make it ask.
    func conflicts(with config: Config) -> [ConflictingVariable] {
        ClaudeCodeEnvironment.conflicts(in: variables, withTelemetry: config.telemetry.log != nil)
            .filter { !$0.isSwitch || isOn($0.name) }
    }

    /// Whether this program accepts the key of this name.
    func isAccepted(_ name: String, by config: Config) -> Bool {
        self[name].map { config.clientKeys.isEmpty || config.clientKeys.contains(Secret($0)) } ?? false
    }

    func isOn(_ name: String) -> Bool {
        ["1", "true", "yes", "on"].contains(self[name]?.lowercased() ?? "")
    }

    func direction(to listen: ListenAddress) -> Direction {
        guard let text = self["ANTHROPIC_BASE_URL"] else { return .unset }
        guard let url = BaseURL(text) else { return .elsewhere }
        let port = url.port ?? (url.scheme == "https" ? 443 : 80)
        guard listen.port == 0 || port == listen.port, isThisMachine(url.host, listen) else { return .elsewhere }
        if url.scheme == "https" { return .encrypted }
        return url.text.hasSuffix("//" + url.authority) ? .here : .path
    }

    /// A program that listens on all addresses may be called by any name.
    private func isThisMachine(_ host: String, _ listen: ListenAddress) -> Bool {
        let isLoopback = ListenAddress(host: host, port: 0).isLoopback
        let listensEverywhere = listen.reachable != listen
        return host == listen.host.lowercased() || listensEverywhere || (isLoopback && listen.isLoopback)
    }
}

extension ClaudeCodePlace {
    /// Nil for a file that Claude Code cannot read either.
    init?(_ settings: ClaudeCodeSurroundings.Settings) {
        guard let variables = settings.variables else { return nil }
        self.init(source: .file(settings.name), variables: variables, isTerminal: false)
    }
}
