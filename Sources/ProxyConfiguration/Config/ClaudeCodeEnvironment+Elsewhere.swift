import Translation

// What in a terminal leads Claude Code to somebody else.

extension ClaudeCodeEnvironment {
    /// Each of these was tried with 2.1.330 beside ANTHROPIC_BASE_URL and ANTHROPIC_AUTH_TOKEN, or stands in the same
    /// list of the client's. Left alone are CLAUDE_CODE_OAUTH_TOKEN and `apiKeyHelper`, before which the token goes,
    /// CLAUDE_CODE_API_BASE_URL, which messages do not heed, and the variables that name models: a name that is not
    /// mapped is told by the proxy, with the nearest that is.
    private static let elsewhere = [
        Stranger(name: "ANTHROPIC_API_KEY", comment: "Claude Code would ask at its start whether to use it"),
        Stranger(name: "CLAUDE_CODE_USE_BEDROCK", comment: "would go to Amazon Bedrock instead"),
        Stranger(name: "CLAUDE_CODE_USE_MANTLE", comment: "would go to Amazon Bedrock instead"),
        Stranger(name: "CLAUDE_CODE_USE_ANTHROPIC_AWS", comment: "would go to Anthropic's service on AWS instead"),
        Stranger(name: "CLAUDE_CODE_USE_VERTEX", comment: "would go to Google Vertex AI instead"),
        Stranger(
            name: "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD",
            comment: "would go to Anthropic's service on Google Cloud instead"
        ),
        Stranger(name: "CLAUDE_CODE_USE_FOUNDRY", comment: "would go to Microsoft Foundry instead"),
        Stranger(name: "CLAUDE_CODE_USE_GATEWAY", comment: "would look for a login at another gateway"),
        Stranger(name: "ANTHROPIC_UNIX_SOCKET", comment: "would go through that socket instead"),
    ]

    /// A signal's own variable goes before OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL.
    private static let telemetryElsewhere = ["LOGS", "METRICS"].flatMap { signal in
        [
            Stranger(name: "OTEL_EXPORTER_OTLP_\(signal)_ENDPOINT", comment: "telemetry would go there instead"),
            Stranger(name: "OTEL_EXPORTER_OTLP_\(signal)_PROTOCOL", comment: "telemetry would go in another form"),
        ]
    }

    /// A variable that is empty leads nowhere.
    package static func strangers(in terminal: [String: String], withTelemetry: Bool) -> [Stranger] {
        (elsewhere + (withTelemetry ? telemetryElsewhere : [])).filter { isSet($0.name, in: terminal) }
    }

    /// Where there is a way out through a proxy, this one is excepted from it: the client sends requests for loopback
    /// there too. Some programs read one spelling and some the other, so each that is there is extended.
    package static func proxyExceptions(for host: String, in terminal: [String: String]) -> [Variable] {
        let proxies = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        guard proxies.contains(where: { isSet($0, in: terminal) }) else { return [] }
        let spellings = ["NO_PROXY", "no_proxy"].filter { isSet($0, in: terminal) }
        let own = [host, HostAndPort.bracketed(host)]
        return (spellings.isEmpty ? ["NO_PROXY"] : spellings).compactMap { name in
            let before = terminal[name] ?? ""
            let listed = before.split { $0 == "," || $0.isWhitespace }.map(String.init)
            guard !listed.contains("*"), !own.allSatisfy(listed.contains) else { return nil }
            let missing = own.filter { !listed.contains($0) }
            return Variable(
                name: name,
                value: ((before.isEmpty ? [] : [before]) + missing).joined(separator: ","),
                comment: "this proxy is reached directly"
            )
        }
    }

    private static func isSet(_ name: String, in terminal: [String: String]) -> Bool {
        !(terminal[name] ?? "").isEmpty
    }
}
