import ProxyConfiguration

extension ClaudeCodeFindings {
    /// A warning where it counts for sure; in a terminal that is not known to be Claude Code's, a remark.
    private func finding(_ place: ClaudeCodePlace, _ message: String, remedy: String) -> Finding {
        let isMeant = !place.isTerminal || [.here, .path].contains(place.direction(to: config.listen))
        return isMeant
            ? .warning(.claudeCode, message, remedy: remedy) : .remark(.claudeCode, message, remedy: remedy)
    }

    // MARK: Past the proxy

    /// All but the key, of which more is to say.
    func strangers(in place: ClaudeCodePlace) -> [Finding] {
        place.strangers(for: config).filter { $0.name != "ANTHROPIC_API_KEY" }.map { stranger in
            finding(
                place,
                "\(stranger.name) is set in \(place.name): \(stranger.consequence).",
                remedy: place.isTerminal
                    ? "In the terminal for Claude Code: unset \(stranger.name)" : "Take it out there."
            )
        }
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
            .warning(
                .claudeCode,
                "\(name) in \(place.name) has no exception for \(host): Claude Code would look for it behind a proxy.",
                remedy:
                    "Where Claude Code runs: export NO_PROXY=\(([host] + others(exceptions)).joined(separator: ","))"
            )
        ]
    }

    private func others(_ exceptions: [String]) -> [String] {
        exceptions.isEmpty ? ["localhost"] : exceptions
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
            return [
                .warning(
                    .claudeCode,
                    "ANTHROPIC_BASE_URL points here and \(token) is not set, so Claude Code asks for a login.",
                    remedy: takesWellKnownKey
                        ? "export \(token)=dummy" : "export \(token)=KEY, where KEY is one of client_keys."
                )
            ]
        case (true, true):
            let message = "\(key) and \(token) are both set in \(place.name), and Claude Code would ask which to use."
            return [finding(place, message, remedy: "Keep \(token) alone.")] + refused(token, in: place)
        case (true, false):
            return refused(token, in: place)
        case (false, true):
            guard place.isAccepted(key, by: config) else { return refused(key, in: place) }
            let message = "\(key) is set in \(place.name): Claude Code would ask at its start whether to use it."
            return [finding(place, message, remedy: "Call it \(token) there, which it takes unasked.")]
        }
    }

    private func refused(_ name: String, in place: ClaudeCodePlace) -> [Finding] {
        guard !place.isAccepted(name, by: config) else { return [] }
        let token = "ANTHROPIC_AUTH_TOKEN"
        let what = name == token ? "Set it" : "Take it out, and set \(token)"
        return [
            finding(
                place,
                "\(name) in \(place.name) is no key of client_keys, so this program would refuse each request.",
                remedy: takesWellKnownKey
                    ? "\(what) to dummy there: OpenAI's key stays with the proxy."
                    : "\(what) to one that client_keys names."
            )
        ]
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
                "\(name) in \(place.name) asks for \"\(model.prefix(80))\", which nothing is mapped for.",
                remedy: "Map it under \(config.source.modelsKey):, or set one of GET /v1/models."
            )
        }
    }

    /// What Claude Code itself replaces by a model's name.
    private static let aliases: Set<String> = ["default", "best", "opus", "sonnet", "haiku", "opusplan", "inherit"]

    func compaction(in place: ClaudeCodePlace, _ direction: ClaudeCodePlace.Direction) -> [Finding] {
        guard let window else { return [] }
        let name = "CLAUDE_CODE_AUTO_COMPACT_WINDOW"
        let remedy = "Set \(name)=\(window) there."
        guard let text = place[name] else {
            // Of a model that it does not know, Claude Code assumes so much.
            guard window < 200_000, direction == .here else { return [] }
            let message =
                "\(name) is not set in \(place.name), and the smallest mapped model takes \(window) tokens, "
                + "fewer than Claude Code assumes."
            return [finding(place, message, remedy: remedy)]
        }
        guard let tokens = Int(text) else {
            return [finding(place, "\(name) in \(place.name) is not a number.", remedy: remedy)]
        }
        guard tokens > window else { return [] }
        let message =
            "\(name) in \(place.name) is \(tokens), and the smallest mapped model takes \(window) tokens: "
            + "conversations overflow before they are compacted."
        return [finding(place, message, remedy: remedy)]
    }
}
