import ProxyConfiguration

extension ClaudeCodeFindings {
    /// A warning if the place certainly counts, a note in a terminal that may not be Claude Code's.
    private func finding(_ place: ClaudeCodePlace, _ fact: ClaudeCodeFact) -> Finding {
        let counts = !place.isTerminal || [.here, .path].contains(place.direction(to: config.listen))
        return counts ? .warning(.claudeCode(fact)) : .note(.claudeCode(fact))
    }

    // MARK: Past the proxy

    /// All but the key, which `keys(in:all:)` checks.
    func conflicts(in place: ClaudeCodePlace) -> [Finding] {
        place.conflicts(with: config).filter { $0 != .apiKey }.map { finding(place, .conflicting($0, place.source)) }
    }

    /// A proxy between Claude Code and this program cannot reach a loopback address: it would look on its own machine.
    func proxies(in place: ClaudeCodePlace) -> [Finding] {
        let names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"].filter { place[$0] != nil }
        let host = config.listen.reachable.host
        let exceptions = ["NO_PROXY", "no_proxy"].flatMap { name in
            (place[name] ?? "").split { $0 == "," || $0 == " " }.map { String($0).lowercased() }
        }
        guard let name = names.first, !exceptions.contains(where: { Self.covers($0, host) }) else { return [] }
        return [
            .warning(.claudeCode(.behindProxy(variable: name, place.source, host: host, exceptions: exceptions)))
        ]
    }

    private static func covers(_ exception: String, _ host: String) -> Bool {
        exception == "*" || exception == host || host.hasSuffix("." + exception.drop { $0 == "." })
    }

    // MARK: Into it

    func keys(in place: ClaudeCodePlace, all places: [ClaudeCodePlace]) -> [Finding] {
        let (token, key) = ("ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY")
        let isSomewhere = places.contains { $0[token] != nil || $0[key] != nil }
        switch (place[token] != nil, place[key] != nil) {
        case (false, false):
            guard place.isTerminal, !isSomewhere else { return [] }
            return [.warning(.claudeCode(.tokenUnset(takesDummy: takesWellKnownKey)))]
        case (true, true):
            return [finding(place, .twoKeys(place.source))] + refused(token, in: place)
        case (true, false):
            return refused(token, in: place)
        case (false, true):
            guard place.isAccepted(key, by: config) else { return refused(key, in: place) }
            return [finding(place, .keyInsteadOfToken(place.source))]
        }
    }

    private func refused(_ name: String, in place: ClaudeCodePlace) -> [Finding] {
        guard !place.isAccepted(name, by: config) else { return [] }
        return [finding(place, .keyNotAccepted(variable: name, place.source, takesDummy: takesWellKnownKey))]
    }

    func models(in place: ClaudeCodePlace) -> [Finding] {
        let names = [
            "ANTHROPIC_MODEL", "ANTHROPIC_DEFAULT_OPUS_MODEL", "ANTHROPIC_DEFAULT_SONNET_MODEL",
            "ANTHROPIC_DEFAULT_HAIKU_MODEL", "ANTHROPIC_SMALL_FAST_MODEL", "CLAUDE_CODE_SUBAGENT_MODEL",
        ]
        return names.compactMap { name in
            guard let model = place[name], !Self.aliases.contains(model.lowercased().replacing("[1m]", with: "")),
                (try? routes.route(model)) == nil
            else { return nil }
            return finding(
                place,
                .unmappedModel(
                    variable: name,
                    place.source,
                    model: String(model.prefix(80)),
                    modelsKey: config.source.modelsKey
                )
            )
        }
    }

    /// Words that Claude Code itself replaces by a model's name.
    private static let aliases: Set<String> = ["default", "best", "opus", "sonnet", "haiku", "opusplan", "inherit"]

    func compaction(in place: ClaudeCodePlace, _ direction: ClaudeCodePlace.Direction) -> [Finding] {
        guard let window else { return [] }
        guard let text = place["CLAUDE_CODE_AUTO_COMPACT_WINDOW"] else {
            // Claude Code assumes this window for a model that it does not know.
            guard window < 200_000, direction == .here else { return [] }
            return [finding(place, .windowUnset(place.source, window: window))]
        }
        guard let tokens = Int(text) else { return [finding(place, .windowNotNumber(place.source, window: window))] }
        guard tokens > window else { return [] }
        return [finding(place, .windowTooLarge(place.source, tokens: tokens, window: window))]
    }
}
