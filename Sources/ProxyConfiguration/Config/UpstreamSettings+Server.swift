package import Translation

// What is known of the server behind an upstream.
extension UpstreamSettings {
    /// The variable with the key of the upstream called `openai`, unless the configuration sets another.
    package static let keyVariable = "OPENAI_API_KEY"

    /// The server at its host. `kind` says how to write to a server, and not whose it is: keys and addresses go by the
    /// host alone, so that no advice leads elsewhere.
    package var serverAtHost: ServerFacts { BaseURL(baseURL)?.server ?? .generic }

    package var server: ServerFacts {
        if let kind { return ServerCatalog.bundled.facts(of: kind) }
        return serverAtHost
    }

    /// Whether it is known to refuse requests without a key, and no header has one.
    package var needsKey: Bool { server.needsKey && !hasKeyHeader }

    /// Whether a request has a key, or a header that may be one.
    package var sendsKey: Bool { apiKey != nil || hasKeyHeader }

    private var hasKeyHeader: Bool { headers.contains { Self.keyHeaders.contains($0.name.lowercased()) } }

    /// The API that is asked where no rule says otherwise.
    package var dialect: any Dialect { Dialects.named(DialectName(rule: nil, upstream: self)) }

    private static let keyHeaders: Set<String> = ["authorization", "api-key", "x-api-key"]
}
