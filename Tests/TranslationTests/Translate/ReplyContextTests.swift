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

    @Test func `stop sequences are known by who watches for them`() throws {
        let fields = #""stop_sequences": ["</block>", "a\nb"]"#
        let chat = try Self.reply(fields, .chat, for: TranslationSample.target("gpt-4.1"))
        #expect(chat.upstreamStops == ["</block>", "a\nb"])
        #expect(chat.emulatedStops == [])

        let responses = try Self.reply(fields)
        #expect(responses.upstreamStops == [])
        #expect(responses.emulatedStops == ["</block>", "a\nb"])
    }
}
