package import ProxyConfiguration

/// Whether Claude Code is here, and whether what is set for it leads to this program.
///
/// A settings file counts for every session, so what contradicts there is a warning. The terminal of a check is mostly
/// the proxy's and not Claude Code's: what is missing there is a remark, unless it points here already.
package struct ClaudeCodeFindings {
    let surroundings: ClaudeCodeSurroundings
    let config: Config
    let routes: RouteTable
    let window: Int?

    package static func examine(_ surroundings: ClaudeCodeSurroundings, _ config: Config) -> [Finding] {
        ClaudeCodeFindings(surroundings, config).findings
    }

    private init(_ surroundings: ClaudeCodeSurroundings, _ config: Config) {
        self.surroundings = surroundings
        self.config = config
        routes = RouteTable(config)
        let name = "CLAUDE_CODE_AUTO_COMPACT_WINDOW"
        window = ClaudeCodeEnvironment(config).variables.first { $0.name == name }.flatMap { Int($0.value) }
    }

    private var findings: [Finding] {
        if surroundings.isContainer, surroundings.program == .missing {
            let message = "Claude Code is not in this container, nor need it be: it runs where you work."
            return [.remark(.claudeCode, message, remedy: "There: \(exports)")]
        }
        var places = surroundings.settings.compactMap(ClaudeCodePlace.init)
        places.append(.terminal(surroundings.environment, behind: places))
        let broken = surroundings.settings.filter { $0.variables == nil }.map { settings in
            Finding.warning(
                .claudeCode,
                "\(settings.name) is not a JSON object, so Claude Code does not read it.",
                remedy: "Correct it, or move it away."
            )
        }
        return [program] + broken + places.flatMap { findings(in: $0, all: places) }
    }

    // MARK: The program

    private var program: Finding {
        guard case .found(let path, let version, let isOnPath) = surroundings.program else {
            return .warning(
                .claudeCode,
                "Claude Code is not installed here: there is no claude on PATH.",
                remedy: "npm install -g @anthropic-ai/claude-code or https://claude.com/claude-code"
            )
        }
        guard isOnPath else {
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            return .warning(
                .claudeCode,
                "Claude Code is installed at \(path), which is not on PATH.",
                remedy: "export PATH=\(folder):$PATH"
            )
        }
        guard let version else {
            return .warning(
                .claudeCode,
                "\(path) has not said its version.",
                remedy: "Try it yourself: claude --version. If that fails too, install it anew."
            )
        }
        return .good(.claudeCode, "Claude Code \(version) is installed (\(path)).")
    }

    // MARK: What is set

    /// Where Claude Code finds this program from here.
    var url: String {
        "http://\(config.listen.reachable)"
    }

    /// The least that must be set where Claude Code runs.
    private var exports: String {
        let exports = "export ANTHROPIC_BASE_URL=\(url) ANTHROPIC_AUTH_TOKEN="
        return takesWellKnownKey ? exports + "dummy" : exports + "KEY, one of client_keys."
    }

    var takesWellKnownKey: Bool {
        config.clientKeys.isEmpty || config.clientKeys.contains(Config.wellKnownClientKey)
    }

    private func findings(in place: ClaudeCodePlace, all places: [ClaudeCodePlace]) -> [Finding] {
        let direction = place.direction(to: config.listen)
        var findings = pointer(direction, in: place, all: places)
        findings += strangers(in: place)
        findings += proxies(in: place)
        // What asks another gateway is none of this one's business.
        guard place.isTerminal ? direction == .here || direction == .path : direction != .elsewhere else {
            return findings
        }
        return findings + keys(in: place, all: places) + models(in: place) + compaction(in: place, direction)
    }

    private func pointer(
        _ direction: ClaudeCodePlace.Direction,
        in place: ClaudeCodePlace,
        all places: [ClaudeCodePlace]
    ) -> [Finding] {
        let text = place["ANTHROPIC_BASE_URL"].flatMap { BaseURL($0)?.text } ?? "something that is no address"
        switch direction {
        case .unset:
            guard place.isTerminal, !places.contains(where: { $0["ANTHROPIC_BASE_URL"] != nil }) else { return [] }
            let message = "ANTHROPIC_BASE_URL is not set in this terminal, as it must be in the one for Claude Code."
            return [.remark(.claudeCode, message, remedy: Self.eval)]
        case .here:
            return [.good(.claudeCode, "ANTHROPIC_BASE_URL in \(place.name) points here (\(text)).")]
        case .path:
            return [
                .warning(
                    .claudeCode,
                    "ANTHROPIC_BASE_URL in \(place.name) is \(text), and Claude Code adds /v1/messages to that.",
                    remedy: "Set it to \(url), with nothing after the port."
                )
            ]
        case .encrypted:
            return [
                .warning(
                    .claudeCode,
                    "ANTHROPIC_BASE_URL in \(place.name) begins with https:, and this program speaks plain HTTP.",
                    remedy: "Set it to \(url)."
                )
            ]
        case .elsewhere where place.isTerminal:
            let message = "ANTHROPIC_BASE_URL in this terminal is \(text): no harm to the proxy, but not the way to it."
            return [.remark(.claudeCode, message, remedy: Self.eval)]
        case .elsewhere:
            return [
                .warning(
                    .claudeCode,
                    "ANTHROPIC_BASE_URL in \(place.name) is \(text), and goes before what a terminal says.",
                    remedy: "Set it there to \(url), or take it out."
                )
            ]
        }
    }

    private static let eval = "In the terminal for Claude Code: eval \"$(dragoman env)\""
}
