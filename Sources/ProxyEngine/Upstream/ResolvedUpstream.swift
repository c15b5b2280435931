package import ProxyConfiguration
package import Translation

/// An upstream with all that follows from its configuration, worked out once and not for each request.
package final class ResolvedUpstream: Sendable {
    package let settings: UpstreamSettings
    /// What is known of the server.
    package let server: ServerFacts
    /// Where it is reached; nil for what is no base URL.
    let origin: UpstreamOrigin?
    let keyMask: KeyMask
    /// Names the key that seals a piece of reasoning.
    let sealScope: String
    /// What the server takes for a model of the catalog. One that passes requests on takes what the model's maker takes.
    private let serverOfKnownModels: ServerFacts

    package init(_ settings: UpstreamSettings) {
        self.settings = settings
        server = settings.server
        origin = UpstreamOrigin(settings.baseURL)
        keyMask = KeyMask(settings)
        sealScope = SealScope.of(settings)
        let passesOn = settings.kind == nil && server.takesMakersParameters
        serverOfKnownModels = passesOn ? .openAI : server
    }

    package var name: String { settings.name }

    package func server(for profile: ModelProfile) -> ServerFacts {
        profile.isKnown ? serverOfKnownModels : server
    }

    /// The headers of a request as they are sent: those of its API with the key in its place, and the configured ones,
    /// which replace them.
    func headersToSend(_ headers: [OutgoingHeader]) -> [UpstreamHeader] {
        headers.compactMap { header in
            switch header.value {
            case .text(let text): UpstreamHeader(name: header.name, value: Secret(text))
            case .key(let prefix):
                settings.apiKey.map { key in
                    UpstreamHeader(name: header.name, value: key.withValue { Secret(prefix + $0) })
                }
            }
        } + settings.headers
    }
}
