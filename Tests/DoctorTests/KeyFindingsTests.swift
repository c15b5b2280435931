import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct KeyFindingsTests {
    /// The key that is set, and whether the upstream is OpenAI.
    private static let cases: [(name: String, key: String?, isOpenAI: Bool)] = [
        ("a key", "sk-proj-0123456789abcdef", true),
        ("none", nil, true),
        ("none needed", nil, false),
        ("a line end", "sk-proj-0123456789abcdef\n", true),
        ("quotation marks", "\"sk-proj-0123456789abcdef\"", true),
        ("curly quotation marks", "\u{201C}sk-proj-0123456789abcdef\u{201D}", true),
        ("a space", "sk-proj-0123456789abcdef ", true),
        ("Anthropic's", "sk-ant-api03-0123456789abcdef", true),
        ("OpenRouter's", "sk-or-v1-0123456789abcdef", true),
        ("dummy", "dummy", true),
        ("too short", "sk-...", true),
        ("another kind", "0123456789abcdef0123456789abcdef", true),
        ("another server's own kind", "dummy", false),
    ]

    @Test func `a problem with a key is reported without the key`() throws {
        let cases = Self.cases.map { ($0.name, Self.examine($0.key, isOpenAI: $0.isOpenAI)) }

        #expect(try GoldenFindings.difference(cases, from: "key") == nil)
        #expect(!cases.contains { $0.1.contains { $0.message.contains("0123456789") } })
    }

    @Test(arguments: [nil, "", "sk-proj-0123456789\r", "sk-proj\u{7F}0123456789"])
    func `a key that cannot be sent ends a start with 78`(_ key: String?) {
        #expect(Self.examine(key, isOpenAI: true).failures == [.wrongConfiguration])
    }

    @Test func `an empty variable and an unset one are reported differently`() throws {
        let findings = KeyFindings.examine(Config.default, environment: ["OPENAI_API_KEY": ""])

        #expect(try #require(findings.first).message.hasSuffix("OPENAI_API_KEY is empty."))
    }

    @Test func `a key of the environment is called by its variable`() throws {
        var config = Config.default
        config.upstreams[0].apiKey = Secret("sk-proj-0123456789abcdef")
        let findings = KeyFindings.examine(config, environment: ["OPENAI_API_KEY": "sk-proj-0123456789abcdef"])

        #expect(findings == [.good(.key(.present(inVariable: true), FindingUpstream(.openAI, .defaults)))])
    }

    @Test func `an unset key that the configuration reported gets no second finding`() {
        let error = ConfigError(place: ConfigPlace(origin: .file("config.yaml")), message: "It is not set.")
        let unset = Finding.failure(.wrongConfiguration, .unsetKey(error, upstream: "openai"))

        #expect(KeyFindings.examine(.default, environment: [:], unset: [unset]) == [unset])
    }

    @Test func `another upstream that needs a key is named with its own setting`() throws {
        var config = Config.default
        config.source = .file("config.yaml")
        config.upstreams = [UpstreamSettings(name: "claude", baseURL: "https://api.anthropic.com")]
        let finding = try #require(KeyFindings.examine(config, environment: [:]).first)

        #expect(
            finding.message
                == "No key for upstream claude (https://api.anthropic.com): upstreams.claude.api_key is not set."
        )
        #expect(finding.remedy?.contains("upstreams.claude.api_key") == true)
        config.upstreams[0].headers = [UpstreamHeader(name: "X-Api-Key", value: Secret("sk-ant-1"))]
        #expect(KeyFindings.examine(config, environment: [:]).failures.isEmpty)
    }

    @Test func `an upstream that answers is reported with its kind and its API`() {
        let upstream = UpstreamSettings(name: "kimi", baseURL: "https://api.moonshot.ai/anthropic")
        let answer = UpstreamProbe.Answer(outcome: .unlisted(status: 404), took: .seconds(1))
        let finding = UpstreamFinding(upstream, answer, .direct, source: .file("config.yaml")).all.first

        #expect(finding?.message.contains("kind moonshot, api anthropic") == true)
    }

    private static func examine(_ key: String?, isOpenAI: Bool) -> [Finding] {
        var config = Config.default
        if !isOpenAI { config.upstreams = [UpstreamSettings(name: "local", baseURL: "http://127.0.0.1:11434/v1")] }
        config.upstreams[0].apiKey = key.flatMap { $0.isEmpty ? nil : Secret($0) }
        return KeyFindings.examine(config, environment: [:])
    }
}
