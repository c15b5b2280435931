package import ProxyConfiguration

extension ClaudeCodeFindings {
    /// Which settings files override the variables that Claude Code is about to be run with: one warning a file. Values
    /// are not shown.
    package static func overruling(_ settings: [ClaudeCodeSurroundings.Settings], _ config: Config) -> [Finding] {
        settings.compactMap(ClaudeCodePlace.init).compactMap { place in
            var names = place.conflicts(with: config).map(\.name)
            if place.variables["ANTHROPIC_AUTH_TOKEN"] != nil, !place.isAccepted("ANTHROPIC_AUTH_TOKEN", by: config) {
                names.insert("ANTHROPIC_AUTH_TOKEN", at: 0)
            }
            if place.variables["ANTHROPIC_BASE_URL"] != nil, place.direction(to: config.listen) != .here {
                names.insert("ANTHROPIC_BASE_URL", at: 0)
            }
            guard !names.isEmpty else { return nil }
            return .warning(.claudeCode(.overridden(file: place.source.description, variables: names)))
        }
    }
}
