import Testing
import TranslationTestSupport

@testable import Translation

/// What a request leaves behind for the reading of its answer.
@Suite struct ReplyContextTests {
    private static func reply(
        _ fields: String,
        _ dialect: DialectName = .responses,
        for target: TranslationTarget = TranslationSample.target()
    ) throws -> ReplyContext {
        try TranslationSample.translate(TranslationSample.request(fields: fields), dialect, for: target).reply
    }

    @Test func `names, ids and sizes come from the exchange`() throws {
        var target = TranslationSample.target("gpt-5.2")
        target.messageID = "msg_42"
        let reply = try Self.reply("", for: target)

        #expect(reply.messageID == "msg_42")
        #expect(reply.requestedModel == "claude-opus-5-5")
        #expect(reply.upstreamModel == "gpt-5.2")
        #expect(reply.inputWindow == target.profile.inputWindow)
        #expect(reply.sealScope == "scope")
        #expect(reply.estimatedInputTokens > 0)
    }

    @Test(arguments: [
        ("", ReplyContext.ThinkingReply.hidden),
        (#""thinking": {"type": "disabled"}"#, .hidden),
        (#""thinking": {"type": "adaptive"}"#, .summarized),
        (#""thinking": {"type": "between_tools"}"#, .summarized),
        (#""thinking": {"type": "enabled", "budget_tokens": 4096, "display": "summarized"}"#, .summarized),
        (#""thinking": {"type": "adaptive", "display": "updates"}"#, .summarized),
        (#""thinking": {"type": "adaptive", "display": "omitted"}"#, .omitted),
    ])
    func `thinking is shown as far as it was asked for`(_ fields: String, _ shown: ReplyContext.ThinkingReply) throws {
        #expect(try Self.reply(fields).thinking == shown)
    }

    @Test(arguments: DialectName.translated)
    func `the proxy watches for stop sequences and sends none`(_ dialect: DialectName) throws {
        let request = try TranslationSample.request(fields: #""stop_sequences": ["</block>", "a\nb"]"#)

        let translated = try TranslationSample.translate(request, dialect, for: TranslationSample.target("gpt-4.1"))

        #expect(translated.reply.emulatedStops == ["</block>", "a\nb"])
        #expect(try translated.json["stop"] == nil)
    }

    @Test(arguments: DialectName.translated)
    func `stop sequences beyond a megabyte are refused`(_ dialect: DialectName) throws {
        let half = String(repeating: "a", count: 1 << 19)
        func translate(_ last: String) throws {
            let request = try TranslationSample.request(fields: #""stop_sequences": ["\#(half)", "\#(last)"]"#)
            _ = try TranslationSample.translate(request, dialect)
        }

        #expect(throws: Never.self) { try translate(half) }
        #expect(throws: InvalidRequest.self) { try translate(half + "a") }
    }
}
