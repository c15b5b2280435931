import Testing
import TranslationTestSupport

@testable import Translation

struct ServerCatalogTests {
    private static func catalog(
        _ facts: String,
        sources: String = #""s": {"date": "2026-11-30", "text": "x"}"#
    ) throws -> ServerCatalog {
        let fallback = try #require(ServerCatalogTests.fallback)
        return try ServerCatalog(
            json: Array(
                #"""
                {"sources": {\#(sources)}, "fallback": \#(fallback),
                 "kinds": [{"kind": "k", "title": "K", "hosts": ["k.example"], "facts": {\#(facts)}}]}
                """#.utf8
            )
        )
    }

    /// Every fact that a fallback must have, each of the source `s`.
    private static let fallback: String? = {
        let lists = [("apis", "[]"), ("messages_keys", #"["x-api-key"]"#), ("api", #""chat""#)]
        let bools = [
            "needs_key", "lists_every_model", "claude_models", "maker_parameters", "developer_role", "plain_texts",
            "empty_results", "cache_marks",
            "newest_names", "service_tiers", "prompt_cache_key", "safety_identifier", "stores_answers", "pads_streams",
            "strict_tools", "searches_near_caller", "typescript_tools",
        ].map { ($0, "false") }
        let facts = (lists + bools).map { #""\#($0)": {"is": \#($1), "source": "s"}"# }.joined(separator: ", ")
        return #"{"kind": "generic", "title": "The server", "facts": {\#(facts)}}"#
    }()

    @Test func `the bundled file is readable`() {
        #expect(ServerCatalog.bundled.kinds.map(\.name).contains("openai"))
        #expect(ServerCatalog.bundled.kinds.last?.name == "generic")
        #expect(ServerFacts.openAI != ServerFacts.generic)
    }

    @Test(arguments: [
        ("api.openai.com", "openai"), ("eu.api.openai.com", "openai"), ("notapi.openai.com", "generic"),
        ("127.0.0.1", "generic"),
    ])
    func `a server is known by its host`(_ host: String, _ kind: String) {
        #expect(ServerCatalog.bundled.facts(at: host).kind == kind)
    }

    @Test(arguments: [
        ("sk-ant-api03-x", "anthropic"), ("sk-or-v1-x", "openrouter"), ("sk-proj-x", "openai"), ("gsk_x", nil),
    ])
    func `a key belongs to the server with the longest beginning of it`(_ key: String, _ kind: String?) {
        #expect(ServerCatalog.bundled.server(ofKey: key)?.kind == kind)
    }

    @Test func `OpenAI has no Claude models, and any other server may have some`() {
        let without = ServerCatalog.bundled.kinds.filter { !$0.facts.mayServeClaudeModels }

        #expect(without.map(\.name) == ["openai"])
    }

    @Test func `a kind has the fallback's facts where it says nothing`() throws {
        let catalog = try Self.catalog(#""developer_role": {"is": true, "source": "s"}"#)
        let facts = catalog.facts(of: "k")

        #expect(facts.hasDeveloperRole)
        #expect(facts.api == .chat)
        #expect(!facts.storesAnswers)
        #expect(catalog.facts(at: "k.example") == facts)
        #expect(catalog.facts(at: "other.example").kind == "generic")
    }

    @Test(arguments: [
        #""developer_role": {"is": true}"#, #""developer_role": {"is": true, "source": "t"}"#,
        #""developer_role": {"is": "yes", "source": "s"}"#, #""developer_rolle": {"is": true, "source": "s"}"#,
        #""api": {"is": "soap", "source": "s"}"#, #""developer_role": {"is": true, "source": "s", "since": 1}"#,
    ])
    func `a fact without a source, of another form or by an unknown name is refused`(_ facts: String) {
        #expect(throws: JSONMismatch.self) { try Self.catalog(facts) }
    }

    @Test func `a source without a date is refused`() {
        #expect(throws: JSONMismatch.self) { try Self.catalog("", sources: #""s": {"text": "x"}"#) }
        #expect(throws: JSONMismatch.self) { try Self.catalog("", sources: #""s": {"date": "soon", "text": "x"}"#) }
    }
}
