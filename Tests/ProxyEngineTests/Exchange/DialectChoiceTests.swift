import JournalTestSupport
import NIOCore
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct DialectChoiceTests {
    private static let search = #"{"type": "web_search_20250305", "name": "web_search"}"#

    private static func choice(
        tools: String,
        choosing name: String? = nil,
        model: String = "gpt-4.1",
        baseURL: String = "https://api.openai.com/v1",
        api: ProxyConfiguration.UpstreamAPI = .chat
    ) throws -> DialectChoice {
        let upstream = UpstreamSettings(name: "x", baseURL: baseURL, api: api)
        let rule = ModelRule(match: "*", to: model, upstream: "x")
        let route = Route(
            asked: "claude-opus-5-5",
            upstream: "x",
            model: model,
            dialect: DialectName(rule: rule, upstream: upstream),
            rule: rule,
            ruleIndex: 0,
            citation: "config.yaml:7"
        )
        let chosen = name.map { #", "tool_choice": {"type": "tool", "name": "\#($0)"}"# } ?? ""
        let request = try TranslationSample.request(fields: #""tools": [\#(tools)]\#(chosen)"#)
        return DialectChoice(request, route, ResolvedUpstream(upstream), ModelCatalog.bundled.profile(for: model))
    }

    @Test func `a request that is there to search goes where searching is possible, with a note`() throws {
        let choice = try Self.choice(tools: Self.search)

        #expect(choice.dialect == .responses)
        let note = try #require(choice.note)
        #expect((note.kind, note.source, note.rule) == (.map, "tools[0]", "config.yaml:7"))
    }

    @Test func `so does one that forces a search among other tools`() throws {
        let tools = "\(TranslationSample.tool("Read")), \(Self.search)"

        #expect(try Self.choice(tools: tools, choosing: "web_search").dialect == .responses)
        #expect(try Self.choice(tools: tools, choosing: "Read").dialect == .chat)
        #expect(try Self.choice(tools: tools).dialect == .chat)
    }

    @Test func `another server, and a request without a search, keep their route`() throws {
        #expect(try Self.choice(tools: Self.search, baseURL: "http://127.0.0.1:8000/v1").dialect == .chat)
        #expect(try Self.choice(tools: TranslationSample.tool("Read")).dialect == .chat)
        #expect(try Self.choice(tools: Self.search, api: .responses).note == nil)
    }

    @Test func `the exchange is sent to the other API, with a note`() async throws {
        let path = Observed("")
        var options = Engine.Options()
        options.upstream = UpstreamClient { request, inbox, attempt in
            path.update { $0 = request.path }
            inbox.deliver(.head(UpstreamHead(status: 200, headers: [])), attempt: attempt)
            let answer = #"{"type":"response.completed","response":{"status":"completed","output":[]}}"#
            inbox.deliver(.body(ByteBuffer(string: "data: \(answer)\n\n")), attempt: attempt)
            inbox.deliver(.end, attempt: attempt)
            return UpstreamCall {}
        }
        let openAI: @Sendable (inout Config) -> Void = { $0.upstreams[0].baseURL = "https://api.openai.com/v1" }
        try await RunningEngine.serving(api: .chat, options: options, configure: openAI) { proxy in
            let tool: JSON = ["type": "web_search_20250305", "name": "web_search"]
            _ = try await proxy.stream(RunningEngine.question().setting("tools", to: [tool]))

            #expect(path.value == "/responses")
            let exchange = try #require(try await proxy.waitForEnded().first)
            #expect(exchange.destination?.dialect == .responses)
            #expect(exchange.notes.contains { $0.code == .routedToSearchableAPI })
        }
    }
}
