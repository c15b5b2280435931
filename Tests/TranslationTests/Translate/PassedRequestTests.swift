import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

/// Requests to Anthropic's Messages API: which bytes change, and which do not.
struct PassedRequestTests {
    private static func translate(
        _ body: String,
        for model: String = "claude-sonnet-5",
        change: (inout TranslationTarget) -> Void = { _ in }
    ) throws -> TranslatedRequest {
        var target = TranslationSample.target(model)
        target.server = ServerCatalog.bundled.facts(of: "anthropic")
        change(&target)
        return try AnthropicMessagesDialect().translate(MessagesRequest(JSONDocument(body)), for: target)
    }

    private static let body = #"{"model":"a", "max_tokens":1,"messages":[{"role":"user","content":"hi"}]}"#

    @Test(arguments: RequestFixture.passedOn)
    func `a fixture is passed on byte for byte`(_ fixture: RequestFixture) throws {
        let translated = try Dialects.named(.anthropic).translate(fixture.request(), for: fixture.target())

        let expected = try Array(Data(contentsOf: fixture.file("request.upstream.json")))
        #expect(String(decoding: translated.body, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    }

    @Test func `there are fixtures`() {
        #expect(RequestFixture.passedOn.count >= 2)
    }

    @Test func `only the model's name changes, with a note`() throws {
        let translated = try Self.translate(Self.body, for: #"b"c"#)

        #expect(
            String(decoding: translated.body, as: UTF8.self)
                == #"{"model":"b\"c", "max_tokens":1,"messages":[{"role":"user","content":"hi"}]}"#
        )
        #expect(translated.notes.map(\.code) == [.modelMapped])
    }

    @Test func `half of a surrogate pair, which the server would refuse, is replaced with a note`() throws {
        let translated = try Self.translate(
            #"{"model":"a", "max_tokens":1,"messages":[{"role":"user","content":"h\ud83di \ud83d\ude00"}]}"#,
            for: "a"
        )

        #expect(
            String(decoding: translated.body, as: UTF8.self)
                == #"{"model":"a", "max_tokens":1,"messages":[{"role":"user","content":"h\ufffdi \ud83d\ude00"}]}"#
        )
        #expect(translated.notes.map(\.code) == [.loneSurrogateReplaced])
        #expect(translated.notes.first?.source == ["messages", 0, "content"])
    }

    @Test func `what another API left in the conversation is left out, with one note of its places`() throws {
        let fixture = try #require(RequestFixture.passedOn.first { $0.description.hasSuffix("turns-of-another-api") })
        let translated = try Dialects.named(.anthropic).translate(fixture.request(), for: fixture.target())
        let note = try #require(translated.notes.first)

        #expect(translated.notes.count == 1)
        #expect(note.code == .madeForOtherAPI)
        #expect(note.kind == .drop)
        #expect(note.place.source == ["messages", 1, "content", 0])
        #expect(note.furtherPlaces.count == 5)
    }

    @Test func `options that are for translated requests are noted`() throws {
        let translated = try Self.translate(Self.body, for: "a") { target in
            target.options = TargetOptions(effort: "low", maxOutputTokens: 5, rule: "config.yaml:3")
        }

        #expect(translated.body == Array(Self.body.utf8))
        #expect(translated.notes.map(\.code).allSatisfy { $0 == .notAppliedToPassedOn })
        #expect(translated.notes.map(\.rule) == ["config.yaml:3", "config.yaml:3"])
    }

    @Test func `an extra body is merged`() throws {
        let translated = try Self.translate(Self.body, for: "a") { target in
            target.options = TargetOptions(extraBody: try? RawJSON(validating: #"{"top_k": 5}"#))
        }

        #expect(try JSONDocument(translated.body).root["top_k"]?.int == 5)
    }

    @Test(arguments: [
        ("anthropic", ["x-api-key"]), ("deepseek", ["x-api-key"]), ("moonshot", ["authorization"]),
        ("zai", ["authorization"]), ("openrouter", ["authorization"]), ("generic", ["x-api-key", "authorization"]),
    ])
    func `the key goes where the server takes it`(_ kind: String, _ names: [String]) throws {
        let translated = try Self.translate(Self.body) { $0.server = ServerCatalog.bundled.facts(of: kind) }
        let keys = translated.headers.filter { header in
            if case .key = header.value { true } else { false }
        }

        #expect(keys.map(\.name) == names)
        #expect(keys.allSatisfy { $0.shown.value == "•••" })
    }

    @Test func `the client's version, betas and query are passed on`() throws {
        let translated = try Self.translate(Self.body) { target in
            target.client = ClientExtras(
                headers: [
                    HeaderField("Anthropic-Version", "2026-10-21"), HeaderField("anthropic-beta", "a,b"),
                    HeaderField("anthropic-beta", "c"), HeaderField("x-api-key", "the client's"),
                ],
                query: "beta=true&x=1"
            )
        }
        let shown = translated.headers.map { "\($0.shown.name): \($0.shown.value)" }

        #expect(translated.path == "/v1/messages?beta=true")
        #expect(shown.contains("anthropic-version: 2026-10-21"))
        #expect(shown.contains("anthropic-beta: a,b,c"))
        #expect(!shown.contains { $0.contains("the client's") })
    }

    @Test func `without a version the one that every server knows is sent`() throws {
        let translated = try Self.translate(Self.body)

        #expect(translated.path == "/v1/messages")
        #expect(translated.headers.contains(OutgoingHeader("anthropic-version", .text("2023-06-01"))))
        #expect(!translated.headers.contains { $0.name == "anthropic-beta" })
        #expect(translated.headers.contains(OutgoingHeader("accept", .text("application/json"))))
    }

    @Test(arguments: [
        ("https://api.anthropic.com", "/v1/messages", "https://api.anthropic.com/v1/messages"),
        ("https://api.anthropic.com/v1", "/v1/messages", "https://api.anthropic.com/v1/messages"),
        ("https://api.openai.com/v1", "/responses", "https://api.openai.com/v1/responses"),
        ("https://api.deepseek.com/anthropic/", "/v1/models", "https://api.deepseek.com/anthropic/v1/models"),
    ])
    func `the version stands in an address once`(_ base: String, _ path: String, _ address: String) {
        #expect(UpstreamAddress.joined(base, path) == address)
    }
}
