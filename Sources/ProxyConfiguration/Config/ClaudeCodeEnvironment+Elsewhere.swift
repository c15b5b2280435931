import Translation

// Variables of a terminal that would send Claude Code elsewhere.

extension ClaudeCodeEnvironment {
    /// Each of these was tried with 2.1.330 beside ANTHROPIC_BASE_URL and ANTHROPIC_AUTH_TOKEN, or is in the same list of
    /// the client's. Three kinds are left alone: CLAUDE_CODE_OAUTH_TOKEN and `apiKeyHelper`, because the token overrides
    /// them; CLAUDE_CODE_API_BASE_URL, which messages ignore; and the variables that name models, because the proxy
    /// answers an unmapped name with the nearest one.
    private static let elsewhere: [ConflictingVariable] = [
        .apiKey,
        ConflictingVariable("CLAUDE_CODE_USE_BEDROCK", .provider("Amazon Bedrock")),
        ConflictingVariable("CLAUDE_CODE_USE_MANTLE", .provider("Amazon Bedrock")),
        ConflictingVariable("CLAUDE_CODE_USE_ANTHROPIC_AWS", .provider("Anthropic's service on AWS")),
        ConflictingVariable("CLAUDE_CODE_USE_VERTEX", .provider("Google Vertex AI")),
        ConflictingVariable("CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD", .provider("Anthropic's service on Google Cloud")),
        ConflictingVariable("CLAUDE_CODE_USE_FOUNDRY", .provider("Microsoft Foundry")),
        ConflictingVariable("CLAUDE_CODE_USE_GATEWAY", .login),
        ConflictingVariable("ANTHROPIC_UNIX_SOCKET", .socket),
    ]

    /// A signal's own variable overrides OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL.
    private static let telemetryElsewhere = ["LOGS", "METRICS"].flatMap { signal in
        [
            ConflictingVariable("OTEL_EXPORTER_OTLP_\(signal)_ENDPOINT", .telemetryEndpoint),
            ConflictingVariable("OTEL_EXPORTER_OTLP_\(signal)_PROTOCOL", .telemetryProtocol),
        ]
    }

    /// An empty variable has no effect.
    package static func conflicts(in terminal: [String: String], withTelemetry: Bool) -> [ConflictingVariable] {
        (elsewhere + (withTelemetry ? telemetryElsewhere : [])).filter { isSet($0.name, in: terminal) }
    }

    /// Where the terminal has a proxy for outgoing requests, this one is made an exception: the client sends requests for
    /// loopback there too. Some programs read one spelling and some the other, so each one that is set is extended.
    package static func proxyExceptions(for host: String, in terminal: [String: String]) -> [Variable] {
        let proxies = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        guard proxies.contains(where: { isSet($0, in: terminal) }) else { return [] }
        let spellings = ["NO_PROXY", "no_proxy"].filter { isSet($0, in: terminal) }
        let bracketed = HostAndPort.bracketed(host)
        // Only an IPv6 address has two forms.
        let own = bracketed == host ? [host] : [host, bracketed]
        return (spellings.isEmpty ? ["NO_PROXY"] : spellings).compactMap { name in
            let before = terminal[name] ?? ""
            let listed = before.split { $0 == "," || $0.isWhitespace }.map(String.init)
            guard !listed.contains("*"), !own.allSatisfy(listed.contains) else { return nil }
            let missing = own.filter { !listed.contains($0) }
            return Variable(
                name: name,
                value: ((before.isEmpty ? [] : [before]) + missing).joined(separator: ","),
                comment: "reach this proxy directly"
            )
        }
    }

    private static func isSet(_ name: String, in terminal: [String: String]) -> Bool {
        !(terminal[name] ?? "").isEmpty
    }
}
