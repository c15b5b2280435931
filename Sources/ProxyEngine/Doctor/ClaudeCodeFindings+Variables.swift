extension ClaudeCodeFindings {
    /// A warning where it counts for sure; in a terminal that is not known to be Claude Code's, a remark.
    private func finding(_ place: ClaudeCodePlace, _ message: String, remedy: String) -> Finding {
        let isMeant = !place.isTerminal || [.here, .path].contains(place.direction(to: config.listen))
        return isMeant
            ? .warning(.claudeCode, message, remedy: remedy) : .remark(.claudeCode, message, remedy: remedy)
    }

    // MARK: Past the proxy

    func providers(in place: ClaudeCodePlace, _ direction: ClaudeCodePlace.Direction) -> [Finding] {
        let providers = [
            ("CLAUDE_CODE_USE_BEDROCK", "Amazon Bedrock"), ("CLAUDE_CODE_USE_VERTEX", "Google's Vertex AI"),
            ("CLAUDE_CODE_USE_FOUNDRY", "Microsoft Foundry"),
        ]
        return providers.filter { place.isOn($0.0) }.map { name, provider in
            finding(
                place,
                "\(name) in \(place.name) sends Claude Code to \(provider), past this program.",
                remedy: place.isTerminal ? "In the terminal for Claude Code: unset \(name)" : "Take it out there."
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
        let names = ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"]
        let given = names.filter { place[$0] != nil }
        if given.isEmpty, place.isTerminal, !places.contains(where: { place in names.contains { place[$0] != nil } }) {
            return [
                .warning(
                    .claudeCode,
                    "ANTHROPIC_BASE_URL points here and ANTHROPIC_API_KEY is not set, so Claude Code asks for a login.",
                    remedy: "export ANTHROPIC_API_KEY=dummy, or the key that client_keys names."
                )
            ]
        }
        if given.count == 2 {
            let message = "\(names.joined(separator: " and ")) are both set in \(place.name), and Claude Code uses one."
            return [finding(place, message, remedy: "Keep ANTHROPIC_API_KEY alone.")]
        }
        let isAccepted = given.contains { name in config.clientKeys.contains(Secret(place[name] ?? "")) }
        guard let name = given.first, !isAccepted, !config.clientKeys.isEmpty else { return [] }
        return [
            finding(
                place,
                "\(name) in \(place.name) is no key of client_keys, so this program would refuse each request.",
                remedy: config.clientKeys.contains(Config.wellKnownClientKey)
                    ? "Set it to dummy there: OpenAI's key stays with the proxy."
                    : "Set it to one that client_keys names."
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
