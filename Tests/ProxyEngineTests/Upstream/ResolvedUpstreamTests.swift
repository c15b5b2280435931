import Testing

@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct ResolvedUpstreamTests {
    /// What is known of the server for a known model and for an unknown one.
    private static func servers(_ settings: UpstreamSettings) -> [ServerFacts] {
        let upstream = ResolvedUpstream(settings)
        return ["gpt-5", "qwen3"].map { upstream.server(for: ModelCatalog.bundled.profile(for: $0)) }
    }

    @Test func `a known model behind a host of no known kind is sent what its maker takes`() {
        let settings = UpstreamSettings(name: "router", baseURL: "https://router.example/v1")

        #expect(Self.servers(settings) == [.openAI, .generic])
    }

    @Test func `a configured kind goes before what is known of a model`() {
        let settings = UpstreamSettings(name: "router", baseURL: "https://router.example/v1", kind: "generic")

        #expect(Self.servers(settings) == [.generic, .generic])
    }

    @Test func `the key goes where the API wants it, and configured headers follow`() {
        let header = UpstreamHeader(name: "x-team", value: Secret("a"))
        let settings = UpstreamSettings(
            name: "x",
            baseURL: "https://x.example",
            apiKey: Secret("sk"),
            headers: [header]
        )

        #expect(
            ResolvedUpstream(settings).headersToSend([.bearerKey]) == [
                UpstreamHeader(name: "authorization", value: Secret("Bearer sk")), header,
            ]
        )
    }
}
