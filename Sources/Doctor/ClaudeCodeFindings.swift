package import ProxyConfiguration

/// Whether Claude Code is installed here, and whether its variables lead to this proxy.
///
/// A settings file counts for every session, so a contradiction there is a warning. The terminal of a check is usually the
/// proxy's and not Claude Code's: a variable missing there is a note, unless the terminal already points here.
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
            return [.note(.claudeCode(.notInContainer(url: url, takesDummy: takesWellKnownKey)))]
        }
        var places = surroundings.settings.compactMap(ClaudeCodePlace.init)
        places.append(.terminal(surroundings.environment, behind: places))
        let broken = surroundings.settings.filter { $0.variables == nil }.map { settings in
            Finding.warning(.claudeCode(.brokenSettings(file: settings.name)))
        }
        return [program] + broken + places.flatMap { findings(in: $0, all: places) }
    }

    // MARK: The program

    private var program: Finding {
        guard case .found(let path, let version, let isOnPath) = surroundings.program else {
            return .warning(.claudeCode(.notInstalled))
        }
        guard isOnPath else {
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            return .warning(.claudeCode(.notOnPath(path: path, folder: folder)))
        }
        guard let version else { return .warning(.claudeCode(.noVersion(path: path))) }
        return .good(.claudeCode(.installed(version: version, path: path)))
    }

    // MARK: Its variables

    /// The address of this program for Claude Code.
    var url: String {
        "http://\(config.listen.reachable)"
    }

    var takesWellKnownKey: Bool {
        config.clientKeys.isEmpty || config.clientKeys.contains(Config.wellKnownClientKey)
    }

    private func findings(in place: ClaudeCodePlace, all places: [ClaudeCodePlace]) -> [Finding] {
        let direction = place.direction(to: config.listen)
        var findings = pointer(direction, in: place, all: places)
        findings += conflicts(in: place)
        findings += proxies(in: place)
        // Variables that lead to another proxy do not concern this one.
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
        let text = place["ANTHROPIC_BASE_URL"].flatMap { BaseURL($0)?.text }
        switch direction {
        case .unset:
            guard place.isTerminal, !places.contains(where: { $0["ANTHROPIC_BASE_URL"] != nil }) else { return [] }
            return [.note(.claudeCode(.baseURLUnset))]
        case .here:
            return [.good(.claudeCode(.pointsHere(place.source, url: text ?? url)))]
        case .path:
            return [.warning(.claudeCode(.hasPath(place.source, text: text ?? "", correct: url)))]
        case .encrypted:
            return [.warning(.claudeCode(.usesTLS(place.source, correct: url)))]
        case .elsewhere:
            let fact = ClaudeCodeFact.pointsElsewhere(place.source, text: text, correct: url)
            return [place.isTerminal ? .note(.claudeCode(fact)) : .warning(.claudeCode(fact))]
        }
    }
}
