import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Who follows an advice must not send code or keys to another server than the one the configuration names.
struct AdviceHostTests {
    private static let upstreams = [
        UpstreamSettings(name: "local", baseURL: "http://127.0.0.1:8000"),
        UpstreamSettings(name: "local", baseURL: "http://127.0.0.1:8000/v1", kind: "openai"),
        UpstreamSettings(name: "openai", baseURL: "http://127.0.0.1:8000/v1", kind: "openai"),
        UpstreamSettings(name: "openai", baseURL: "https://models.example/v1"),
        UpstreamSettings(name: "claude", baseURL: "https://api.anthropic.com"),
        UpstreamSettings(name: "kimi", baseURL: "https://api.moonshot.ai/anthropic"),
        UpstreamSettings(name: "openai", baseURL: "https://openrouter.ai/api/v1"),
    ]

    private static let outcomes: [UpstreamProbe.Outcome] = [
        .keyRefused(status: 401, said: "No."), .keyRefused(status: 403, said: "No."), .mayNotList(said: "No."),
        .unlisted(status: 404), .noAPI(.page), .noAPI(.nothing), .status(307, said: ""), .status(400, said: ""),
        .status(407, said: ""), .status(429, said: ""), .status(500, said: ""), .unreached(.connectTimeout),
        .unreached(.connectionRefused(UpstreamPeer("x"))), .unreached(.connectionLost(.noAnswer)),
        .unreached(.tls(.certificate)), .unreached(.unsendable(.badURL)),
    ]

    private static let keys = [
        nil, "\"sk-quoted\"", "dummy", "sk-ant-api03-0123456789abcdef", "sk-or-v1-0123456789abcdef",
        "sk-proj-0123456789abcdef",
        "0123456789", "with\nline end",
    ]

    @Test(arguments: upstreams, [ConfigSource.file("config.yaml"), .liteLLM("litellm.yaml"), .defaults])
    func `no advice about an upstream names another maker's server or its keys`(
        _ upstream: UpstreamSettings,
        _ source: ConfigSource
    ) {
        var findings: [Finding] = []
        for key in Self.keys {
            var config = Config.default
            config.source = source
            config.upstreams = [upstream]
            config.upstreams[0].apiKey = key.map { Secret($0) }
            findings += KeyFindings.examine(config, environment: [:])
            for outcome in Self.outcomes {
                let answer = UpstreamProbe.Answer(outcome: outcome, took: .seconds(1))
                findings += UpstreamFinding(config.upstreams[0], answer, .direct, source: source).all
            }
        }
        let advice = findings.compactMap(\.remedy).joined(separator: "\n")

        #expect(!advice.isEmpty)
        #expect(!advice.contains("openai.com"), "\(advice)")
        #expect(!advice.contains("export OPENAI_API_KEY=sk-"), "\(advice)")
    }

    @Test func `an address of OpenAI with a wrong path is corrected at the same host`() {
        let upstream = UpstreamSettings(name: "eu", baseURL: "https://eu.api.openai.com/v2", apiKey: Secret("sk-1"))
        let answer = UpstreamProbe.Answer(outcome: .unlisted(status: 404), took: .seconds(1))
        let remedies = UpstreamFinding(upstream, answer, .direct, source: .file("config.yaml")).all.map(\.remedy)

        #expect(remedies == ["Set upstreams.eu.base_url to https://eu.api.openai.com/v1."])
    }

    @Test func `a refused key of OpenRouter leads to OpenRouter's page`() {
        let upstream = UpstreamSettings(name: "or", baseURL: "https://openrouter.ai/api/v1", apiKey: Secret("sk-or-1"))
        let answer = UpstreamProbe.Answer(outcome: .keyRefused(status: 401, said: "No."), took: .seconds(1))
        let remedies = UpstreamFinding(upstream, answer, .direct, source: .file("config.yaml")).all.compactMap(\.remedy)

        #expect(remedies.map { $0.hasSuffix("Keys: https://openrouter.ai/keys") } == [true])
    }

    @Test func `a proxy's 407 is answered with the variable that names the proxy`() throws {
        let server = try ProxyServer("http://proxy.example:3128")
        let upstream = UpstreamSettings(name: "local", baseURL: "https://models.example/v1", apiKey: Secret("k"))
        let outcomes: [UpstreamProbe.Outcome] = [
            .status(407, said: "Proxy Authentication Required"),
            .unreached(.proxy(UpstreamPeer("http://proxy.example:3128", isProxy: true), .credentialsRequired)),
        ]
        let remedies = outcomes.flatMap { outcome in
            UpstreamFinding(
                upstream,
                UpstreamProbe.Answer(outcome: outcome, took: .seconds(1)),
                .through(server, variable: "https_proxy"),
                source: .file("config.yaml")
            ).all.map(\.remedy)
        }

        let remedy = "Put the user name and password into https_proxy: http://USER:PASSWORD@HOST:PORT"
        #expect(remedies == [remedy, remedy])
    }
}
