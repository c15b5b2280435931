import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct UpstreamOriginTests {
    @Test(arguments: [
        "https://llm.example", "https://llm.example/v1", "https://LLM.example/", "HTTPS://llm.example:443/a/b",
    ])
    func `path, letters' case and the usual port make no difference`(_ url: String) throws {
        let origin: UpstreamOrigin = try #require(UpstreamOrigin(url))

        #expect(origin == UpstreamOrigin("https://llm.example/v1"))
    }

    @Test(arguments: ["http://llm.example/v1", "https://llm.example:8443/v1", "https://eu.llm.example/v1"])
    func `scheme, port and host do`(_ url: String) throws {
        let origin: UpstreamOrigin = try #require(UpstreamOrigin(url))

        #expect(origin != UpstreamOrigin("https://llm.example/v1"))
    }
}
