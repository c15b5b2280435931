package import ProxyConfiguration

extension ClaudeCodeFindings {
    /// What settings files say against the variables that Claude Code is about to be run with: they go before those.
    /// One warning a file. Values are not shown.
    package static func overruling(_ settings: [ClaudeCodeSurroundings.Settings], _ config: Config) -> [Finding] {
        settings.compactMap(ClaudeCodePlace.init).compactMap { place in
            var names = place.strangers(for: config).map(\.name)
            if place.variables["ANTHROPIC_AUTH_TOKEN"] != nil, !place.isAccepted("ANTHROPIC_AUTH_TOKEN", by: config) {
                names.insert("ANTHROPIC_AUTH_TOKEN", at: 0)
            }
            if place.variables["ANTHROPIC_BASE_URL"] != nil, place.direction(to: config.listen) != .here {
                names.insert("ANTHROPIC_BASE_URL", at: 0)
            }
            guard let last = names.last else { return nil }
            let isOne = names.count == 1
            let list = isOne ? last : "\(names.dropLast().joined(separator: ", ")) and \(last)"
            return .warning(
                .claudeCode,
                "\(place.name) sets \(list) for Claude Code, which \(isOne ? "goes" : "go") before what is set here.",
                remedy: "Take \(isOne ? "it" : "them") out of env there, so that Claude Code comes to this gateway."
            )
        }
    }
}
