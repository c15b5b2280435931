package import Translation

// What is known of the server behind an upstream.
extension UpstreamSettings {
    package var server: ServerFacts {
        if let kind { return ServerCatalog.bundled.facts(of: kind) }
        return BaseURL(baseURL)?.server ?? .generic
    }

    /// The same for one model: what the maker of a known model takes goes for a host of no known kind too, which passes
    /// requests on to the maker. `server` is for callers that keep it: finding it is long in parsing the URL.
    package func server(for profile: ModelProfile, known server: ServerFacts? = nil) -> ServerFacts {
        let server = server ?? self.server
        return kind == nil && profile.isKnown && server.kind == ServerFacts.generic.kind ? .openAI : server
    }

    /// Whether it is known to answer nobody without a key.
    package var needsKey: Bool {
        server.needsKey && !headers.contains { Self.keyHeaders.contains($0.name.lowercased()) }
    }

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

    private static let keyHeaders: Set<String> = ["authorization", "x-api-key"]
}
