import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import Translation

extension RouteTable {
    /// A table of `match → to` pairs.
    init(_ rules: KeyValuePairs<String, String>, source: ConfigSource = .file("config.yaml")) {
        var config = Config.default
        config.source = source
        config.models = rules.enumerated().map { index, rule in
            ModelRule(match: rule.key, to: rule.value, upstream: "openai", line: index + 1)
        }
        self.init(config)
    }
}

@Suite struct RouteTableTests {
    @Test func `the defaults map the three families`() throws {
        let table = RouteTable(Config.default)

        #expect(try table.route("claude-opus-5-5").model == "gpt-5.2")
        #expect(try table.route("claude-sonnet-4-5-20250929").model == "gpt-4.1")
        #expect(try table.route("claude-haiku-4-5-20251001").model == "gpt-5")
        #expect(try table.route("claude-opus-4").citation == "models[0] of the defaults")
    }

    @Test func `a route says all that was decided, and by which line`() throws {
        let config = try ConfigText(
            """
            upstreams: {openai: {}, local: {base_url: http://127.0.0.1:8000}}
            models:
              - {match: claude-opus-4, to: gpt-5, effort: high}
              - {match: "claude-*", to: llama, upstream: local}
            """
        ).config

        let route = try RouteTable(config).route("claude-sonnet-4")

        #expect(
            route
                == Route(
                    asked: "claude-sonnet-4",
                    upstream: "local",
                    model: "llama",
                    dialect: .chat,
                    rule: config.models[1],
                    ruleIndex: 1,
                    citation: "config.yaml:4"
                )
        )
    }

    @Test func `the first match wins, however exact a later one is`() throws {
        let table = RouteTable(["claude-*": "wide", "claude-opus-4": "exact"])

        #expect(try table.route("claude-opus-4").model == "wide")
    }

    @Test func `unreachable rules are found, with the rule before them`() {
        let table = RouteTable(["claude-*": "a", "claude-opus-*": "b", "gpt-5": "c", "gpt-5*": "d", "claude-x": "e"])

        #expect(table.unreachable.map(\.rule.to) == ["b", "e"])
        #expect(table.unreachable.map(\.behind.to) == ["a", "a"])
    }

    @Test(arguments: [("claude-opus-4[1m]", true), ("claude-opus-4[1m][1m]", false), ("claude-opus-4[2m]", false)])
    func `one [1m] at the end is not compared`(asked: String, isMapped: Bool) {
        let table = RouteTable(["claude-opus-4": "gpt-5"])
        let route = try? table.route(asked)

        #expect((route != nil) == isMapped)
        if let route { #expect(route.asked == asked) }
    }

    @Test func `a rule that is written with [1m] takes the name with and without it`() throws {
        let table = RouteTable(["claude-opus-4[1m]": "gpt-5"])

        #expect(try table.route("claude-opus-4[1m]").model == "gpt-5")
        #expect(try table.route("claude-opus-4").model == "gpt-5")
        #expect(table.listing.map(\.id) == ["claude-opus-4"])
    }

    @Test func `the text matched by a star replaces the target's star`() throws {
        let table = RouteTable(["openai/*": "*", "*-to-*": "b-*-a-*", "x-*-*": "y-*", "fixed-*": "plain"])

        #expect(try table.route("openai/gpt-5").model == "gpt-5")
        #expect(try table.route("1-to-2").model == "b-1-a-2")
        #expect(try table.route("x-1-2").model == "y-1")
        #expect(try table.route("fixed-1").model == "plain")
        #expect(try table.route("openai/gpt-5[1m]").model == "gpt-5")
    }

    static let dialects: [(url: String, upstream: UpstreamAPI, rule: UpstreamAPI?, dialect: DialectName)] = [
        ("https://api.openai.com/v1", .auto, nil, .responses), ("https://eu.api.openai.com/v1", .auto, nil, .responses),
        ("http://127.0.0.1:8000/v1", .auto, nil, .chat), ("https://api.openai.com.evil.example", .auto, nil, .chat),
        ("https://api.openai.com/v1", .chat, nil, .chat), ("http://127.0.0.1/v1", .responses, nil, .responses),
        ("https://api.openai.com/v1", .responses, .chat, .chat), ("http://127.0.0.1/v1", .chat, .responses, .responses),
        ("https://api.openai.com/v1", .chat, .auto, .responses), ("http://127.0.0.1/v1", .responses, .auto, .chat),
    ]

    @Test(arguments: dialects)
    func `a rule's API goes before its upstream's, and auto knows OpenAI by its host`(
        url: String,
        upstream: UpstreamAPI,
        rule: UpstreamAPI?,
        dialect: DialectName
    ) throws {
        var config = Config.default
        config.upstreams = [UpstreamSettings(name: "here", baseURL: url, api: upstream)]
        config.models = [ModelRule(match: "a", to: "b", upstream: "here", api: rule)]

        #expect(try RouteTable(config).route("a").dialect == dialect)
    }

    @Test(arguments: [("openai", DialectName.responses), ("generic", .chat)])
    func `the configured kind of server goes before its host`(_ kind: String, _ dialect: DialectName) throws {
        let host = kind == "openai" ? "http://127.0.0.1/v1" : "https://api.openai.com/v1"
        var config = Config.default
        config.upstreams = [UpstreamSettings(name: "here", baseURL: host, kind: kind)]
        config.models = [ModelRule(match: "a", to: "gpt-5", upstream: "here")]
        let upstream = config.upstreams[0]

        #expect(try RouteTable(config).route("a").dialect == dialect)
        #expect(upstream.server(for: ModelCatalog.bundled.profile(for: "gpt-5")).kind == kind)
        #expect(upstream.needsKey == (kind == "openai"))
    }

    @Test func `a known model behind a host of no known kind is sent what its maker takes`() {
        let upstream = UpstreamSettings(name: "other", baseURL: "https://other.example/v1")

        #expect(upstream.server(for: ModelCatalog.bundled.profile(for: "gpt-5")) == .openAI)
        #expect(upstream.server(for: ModelCatalog.bundled.profile(for: "qwen3")) == .generic)
    }

    @Test func `a name longer than any model's is not matched`() {
        let table = RouteTable(["*": "gpt-5"])
        let long = String(repeating: "a", count: 1025)

        #expect(throws: RoutingError.self) { try table.route(long) }
        #expect(throws: Never.self) { try table.route(String(long.dropFirst())) }
    }
}
