package import Translation

// What is known of the server behind an upstream.
extension UpstreamSettings {
    package var server: ServerFacts {
        if let kind { return ServerCatalog.bundled.facts(of: kind) }
        return BaseURL(baseURL)?.server ?? .generic
    }

    /// Whether it is known to answer nobody without a key.
    package var needsKey: Bool {
        server.needsKey && !headers.contains { Self.keyHeaders.contains($0.name.lowercased()) }
    }

    /// The API that is asked where no rule says otherwise.
    package var dialect: any Dialect { Dialects.named(DialectName(rule: nil, upstream: self)) }

    private static let keyHeaders: Set<String> = ["authorization", "x-api-key"]
}
