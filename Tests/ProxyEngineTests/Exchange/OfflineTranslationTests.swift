import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct OfflineTranslationTests {
    private static let body =
        #"{"model":"claude-opus-4-5","max_tokens":100,"messages":[{"role":"user","content":"Hi."}]}"#

    private func config(_ yaml: String) throws -> Config {
        try ConfigText(yaml, unsetKeys: .unneeded).config
    }

    // MARK: Requests

    @Test func `the mapping and its options apply`() throws {
        let config = try config(
            """
            models:
              - {match: "claude-*", to: gpt-5, max_output_tokens: 50, verbosity: low}
            """
        )
        let result = try OfflineTranslation(config).request(Array(Self.body.utf8))
        let root = try #require(result.body).root

        #expect(root["model"]?.string == "gpt-5")
        #expect(root["max_output_tokens"]?.int == 50)
        #expect(root["text"]?["verbosity"]?.string == "low")
        #expect(result.notes.contains { $0.rule == "config.yaml:2" })
    }

    @Test(arguments: zip(DialectName.translated, ["input", "messages"]))
    func `the API is as asked for`(_ dialect: DialectName, _ member: String) throws {
        let result = try OfflineTranslation(.default, dialect: dialect).request(Array(Self.body.utf8))

        #expect(try #require(result.body).root.members.contains { $0.key.string == member })
    }

    @Test func `a model asked for directly passes the mapping and its options by`() throws {
        let config = try config("models: [{match: other, to: gpt-5, max_output_tokens: 50}]")
        let result = try OfflineTranslation(config, model: "gpt-4.1").request(Array(Self.body.utf8))
        let root = try #require(result.body).root

        #expect(root["model"]?.string == "gpt-4.1")
        #expect(root["max_output_tokens"]?.int == 100)
        #expect(result.notes.first { $0.source == "model" }?.rule == "--model")
    }

    @Test func `a model asked for directly is asked with the API of the first upstream`() throws {
        let config = try config(
            """
            upstreams: {local: {base_url: "http://127.0.0.1:1/v1"}, openai: {}}
            models: [{match: "*", to: gpt-5, upstream: openai}]
            """
        )

        #expect(try #require(OfflineTranslation(config).request(Array(Self.body.utf8)).body).root["input"] != nil)
        let direct = try OfflineTranslation(config, model: "m").request(Array(Self.body.utf8))
        #expect(try #require(direct.body).root["messages"] != nil)
    }

    @Test(arguments: [
        ("{", "The request body is not valid JSON"), ("[]", "expected an object"), ("{}", "model: field required"),
        (
            #"{"model":"claude-opus-1","max_tokens":1,"messages":[{"role":"user","content":[{"type":"text"}]}]}"#,
            "messages[0].content[0].text: field required"
        ),
        (
            #"{"model":"claude-opsu-1","max_tokens":1,"messages":[{"role":"user","content":"x"}]}"#,
            "Did you mean \"claude-opus-1\""
        ),
        (
            #"{"model":"claude-opus-1","max_tokens":1,"messages":[{"role":"user","content":"x"}],"mcp_servers":[{}]}"#,
            "mcp_servers: remote MCP servers"
        ),
    ])
    func `a request that cannot be sent gives the client's error`(body: String, words: String) throws {
        let error = #expect(throws: APIError.self) { try OfflineTranslation(.default).request(Array(body.utf8)) }

        #expect(error?.kind == .invalidRequest)
        #expect(try #require(error).message.contains(words))
    }

    @Test func `a note names a route that is not followed, but a requested API is used`() throws {
        let config = try config("models: [{match: \"*\", to: gpt-5.2, api: chat}]")
        let body = Self.body.replacing(
            "\"messages\"",
            with: #""tools":[{"type":"web_search_20250305","name":"web_search"}],"messages""#
        )
        let result = try OfflineTranslation(config).request(Array(body.utf8))

        #expect(try #require(result.body).root["input"] != nil)
        #expect(result.notes.contains { $0.code == .routedToSearchableAPI })
        #expect(throws: APIError.self) {
            try OfflineTranslation(config, dialect: .chat).request(Array(body.utf8))
        }
    }

    @Test func `a request without an answer is not sent, with a note`() throws {
        let body = Self.body.replacing("100", with: "0")
        let result = try OfflineTranslation(.default).request(Array(body.utf8))

        #expect(result.body == nil)
        #expect(result.notes == [.answeredHere])
    }

    @Test func `for every fixture the translation equals that of a running program`() throws {
        var compared = 0
        for fixture in RequestFixture.all where !fixture.has("target.json") && fixture.has("request.upstream.json") {
            let translation = OfflineTranslation(
                .default,
                dialect: fixture.dialect,
                model: fixture.dialect == .chat ? "gpt-4.1" : "gpt-5.2"
            )
            let result = try translation.request(Array(Data(contentsOf: fixture.file("request.anthropic.json"))))
            let expected = try fixture.translated()

            #expect(result.notes.map(\.reason) == expected.notes.map(\.reason), "\(fixture)")
            #expect(result.body?.bytes == expected.body, "\(fixture)")
            compared += 1
        }
        #expect(compared > 50)
    }

    // MARK: Answers

    @Test(arguments: ReplyFixture.withWhole)
    func `a whole answer becomes one message, a stream becomes events`(_ fixture: ReplyFixture) throws {
        let translation = OfflineTranslation(.default)
        let whole = try translation.answer(RecordedAnswer(try #require(fixture.whole)), to: nil)
        let stream = try translation.answer(RecordedAnswer(fixture.stream), to: nil)

        guard case .whole(let message) = whole.body, case .stream(let events) = stream.body else {
            Issue.record("the form of an answer is kept")
            return
        }
        let type = message.root["type"]?.string
        #expect(type == (whole.error == nil ? "message" : "error"))
        #expect(String(decoding: events, as: UTF8.self).hasPrefix("event: message_start") || stream.error != nil)
    }

    @Test(arguments: ReplyFixture.all)
    func `the API of an answer is detected from the answer`(_ fixture: ReplyFixture) throws {
        #expect(try [fixture.dialect, nil].contains(RecordedAnswer(fixture.stream).dialect))
        if let whole = fixture.whole { #expect(try [fixture.dialect, nil].contains(RecordedAnswer(whole).dialect)) }
    }

    @Test func `names, stop sequences and model of an answer are those of the request`() throws {
        let request = """
            {"model":"claude-opus-4-5","max_tokens":100,"stop_sequences":["STOP"],
             "tools":[{"name":"a tool.with a name","input_schema":{"type":"object"}}],
             "messages":[{"role":"user","content":"Hi."}]}
            """
        let translation = OfflineTranslation(.default)
        let sent = try #require(
            translation.request(Array(request.utf8)).body?.root["tools"]?.elements.first { _ in true }
        )
        let name = try #require(sent["name"]?.string)
        let answer = """
            {"id":"r","object":"response","status":"completed","model":"gpt-5.2","output":[
             {"type":"function_call","id":"f","call_id":"c","name":"\(name)","arguments":"{}","status":"completed"}],
             "usage":{"input_tokens":1,"output_tokens":1}}
            """
        let result = try translation.answer(RecordedAnswer(Array(answer.utf8)), to: Array(request.utf8))
        let stopped = try translation.answer(
            RecordedAnswer(Array(Self.answer("before STOP after").utf8)),
            to: Array(request.utf8)
        )

        let root = try #require(result.message)
        #expect(root["model"]?.string == "claude-opus-4-5")
        #expect(root["content"]?.elements.first { _ in true }?["name"]?.string == "a tool.with a name")
        #expect(stopped.message?["stop_sequence"]?.string == "STOP")
    }

    @Test func `without a request the answer's own model is named and stop sequences are text`() throws {
        let result = try OfflineTranslation(.default).answer(RecordedAnswer(Array(Self.answer("a STOP").utf8)), to: nil)

        #expect(result.message?["model"]?.string == "gpt-5.2")
        #expect(result.message?["stop_reason"]?.string == "end_turn")
    }

    @Test func `an answer of another API than the mapping's is read by its own API`() throws {
        let answer =
            #"{"object":"chat.completion","model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"content":"yes"}}]}"#
        let result = try OfflineTranslation(.default).answer(
            RecordedAnswer(Array(answer.utf8)),
            to: Array(Self.body.utf8)
        )

        #expect(result.error == nil)
        #expect(result.message?["content"]?.elements.first { _ in true }?["text"]?.string == "yes")
    }

    @Test func `an upstream's error is the client's error`() throws {
        let answer = #"{"error":{"message":"Slow down.","type":"requests","code":"rate_limit_exceeded"}}"#
        let result = try OfflineTranslation(.default).answer(RecordedAnswer(Array(answer.utf8)), to: nil)

        #expect(result.error?.kind == .rateLimit)
        #expect(result.message?["error"]?["message"]?.string == "Slow down.")
    }

    @Test func `a stream that breaks off ends in an error`() throws {
        let answer =
            "data: {\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"
        let result = try OfflineTranslation(.default).answer(RecordedAnswer(Array(answer.utf8)), to: nil)

        #expect(result.error?.message == BrokenAnswer.closedEarly.description)
    }

    @Test(arguments: [
        ("", "empty"), (" \n", "empty"), ("{\"a\":", "begins as JSON and is none"),
        ("<html>502</html>", "neither JSON nor"),
        ("data: cut off", "neither JSON nor"), (": a comment\n\n", "neither JSON nor"), ("\0\0", "neither JSON nor"),
    ])
    func `an input that is not an answer is reported`(text: String, words: String) throws {
        let error = #expect(throws: APIError.self) { try RecordedAnswer(Array(text.utf8)) }

        #expect(try #require(error).message.contains(words))
    }

    private static func answer(_ text: String) -> String {
        """
        {"id":"r","object":"response","status":"completed","model":"gpt-5.2","output":[{"type":"message","id":"m",\
        "role":"assistant","status":"completed","content":[{"type":"output_text","text":"\(text)","annotations":[]}]}],\
        "usage":{"input_tokens":1,"output_tokens":1}}
        """
    }
}

extension OfflineAnswer {
    /// The message or error of a whole answer.
    fileprivate var message: JSONValue? {
        if case .whole(let document) = body { document.root } else { nil }
    }
}

extension RequestFixture {
    fileprivate func translated() throws -> TranslatedRequest {
        var target = try target()
        target.options.rule = "--model"
        target.sealScope = SealScope.of(.openAI)
        return try Dialects.named(dialect).translate(request(), for: target)
    }
}
