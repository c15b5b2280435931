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

    /// The same for one model. A server that passes requests on to the makers of its models takes what a known model's
    /// maker takes.
    package func server(for profile: ModelProfile) -> ServerFacts {
        let server = server
        return kind == nil && profile.isKnown && server.takesMakersParameters ? .openAI : server
    }

    /// Whether it is known to refuse requests without a key, and no header has one.
    package var needsKey: Bool { server.needsKey && !hasKeyHeader }

    /// Whether a request has a key, or a header that may be one.
    package var sendsKey: Bool { apiKey != nil || hasKeyHeader }

    private var hasKeyHeader: Bool { headers.contains { Self.keyHeaders.contains($0.name.lowercased()) } }

    /// The API that is asked where no rule says otherwise.
    package var dialect: any Dialect { Dialects.named(DialectName(rule: nil, upstream: self)) }

    /// The headers of a request as they are sent: those of its API with the key in its place, and the configured ones,
    /// which replace them.
    package func headersToSend(_ headers: [OutgoingHeader]) -> [UpstreamHeader] {
        headers.compactMap { header in
            switch header.value {
            case .text(let text): UpstreamHeader(name: header.name, value: Secret(text))
            case .key(let prefix):
                apiKey.map { key in
                    UpstreamHeader(name: header.name, value: key.withValue { Secret(prefix + $0) })
                }
            }
        } + self.headers
    }

    private static let keyHeaders: Set<String> = ["authorization", "api-key", "x-api-key"]
}
