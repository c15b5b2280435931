import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct RequestParametersTests {
    private static func body(
        _ fields: String,
        _ dialect: DialectName = .responses,
        for target: TranslationTarget = TranslationSample.target()
    ) throws -> JSONValue {
        try TranslationSample.translate(TranslationSample.request(fields: fields), dialect, for: target).json
    }

    struct Limit: Sendable {
        var asked: Int
        var responses: Int
        var chat: Int
    }

    @Test(arguments: [
        Limit(asked: 0, responses: 16, chat: 1),
        Limit(asked: 1, responses: 16, chat: 1),
        Limit(asked: 16, responses: 16, chat: 16),
        Limit(asked: 32_768, responses: 32_768, chat: 32_768),
        Limit(asked: 128_000, responses: 32_768, chat: 32_768),
    ])
    func `tokens stay between what the API and what the model takes`(_ limit: Limit) throws {
        let target = TranslationSample.target("gpt-4.1")
        let request = try MessagesRequest(
            JSONDocument(
                #"{"model": "m", "max_tokens": \#(limit.asked), "messages": [{"role": "user", "content": "Hi."}]}"#
            )
        )

        let responses = try TranslationSample.translate(request, .responses, for: target)
        #expect(try responses.json["max_output_tokens"]?.int == limit.responses)
        #expect(responses.notes(from: "max_tokens").isEmpty == (limit.asked == limit.responses))
        let chat = try TranslationSample.translate(request, .chat, for: target)
        #expect(try chat.json["max_completion_tokens"]?.int == limit.chat)
        #expect(chat.notes(from: "max_tokens").isEmpty == (limit.asked == limit.chat))
    }

    @Test func `the configuration's limit lowers and never raises`() throws {
        var target = TranslationSample.target()
        target.options.maxOutputTokens = 40_000

        #expect(try Self.body("", for: target)["max_output_tokens"]?.int == 32_000)
    }

    @Test(arguments: ["temperature", "top_p"])
    func `numbers of sampling stay as they were written`(_ name: String) throws {
        let body = try Self.body(#""\#(name)": 0.70"#, for: TranslationSample.target("gpt-4.1"))

        #expect(body.members.first { $0.key.string == name }?.value.raw.text == "0.70")
    }

    @Test func `sampling goes only to a model that does not reason now`() throws {
        let sampled = #""temperature": 0.5"#
        let target = TranslationSample.target("gpt-5.2")

        #expect(try Self.body(sampled, for: target)["temperature"] != nil)
        #expect(try Self.body(sampled + #", "output_config": {"effort": "low"}"#, for: target)["temperature"] == nil)
    }

    @Test(arguments: ["reasoning.summary", "reasoning"])
    func `a refused parameter is left out with what belongs to it`(_ name: String) throws {
        var target = TranslationSample.target()
        target.refusedParameters = [name]
        let reasoning = try Self.body(
            #""thinking": {"type": "adaptive"}, "output_config": {"effort": "high"}"#,
            for: target
        )["reasoning"]

        #expect(reasoning?["summary"] == nil)
        #expect((reasoning?["effort"]?.string == "high") == (name == "reasoning.summary"))
    }

    @Test(arguments: [#""display": "summarized""#, #""display": "updates""#, #""type": "adaptive""#])
    func `thinking is shown by its display, unless a header asks for it without text`(_ display: String) throws {
        let fields = #""thinking": {"type": "adaptive", \#(display)}"#
        var target = TranslationSample.target("gpt-5")
        let request = try TranslationSample.request(fields: fields)
        #expect(try TranslationSample.translate(request, for: target).reply.thinking == .summarized)
        #expect(try Self.body(fields, for: target)["reasoning"]?["summary"]?.string == "auto")

        target.redactsThinking = true
        #expect(try TranslationSample.translate(request, for: target).reply.thinking == .omitted)
        #expect(try Self.body(fields, for: target)["reasoning"]?["summary"] == nil)
    }

    @Test func `another server gets nothing that only OpenAI has`() throws {
        let fields = #""metadata": {"user_id": "someone"}, "speed": "fast", "stop_sequences": ["x"]"#
        let target = TranslationSample.target("qwen3-coder", isOpenAI: false)

        #expect(
            try Self.body(fields, .chat, for: target).members.map(\.key.string)
                == ["model", "messages", "max_tokens", "stream", "stream_options"]
        )
        #expect(
            try Self.body(fields, .responses, for: target).members.map(\.key.string)
                == ["model", "input", "max_output_tokens", "store", "stream"]
        )
    }

    @Test(arguments: DialectName.translated)
    func `every upstream request is streamed, and the client's wish is noted where it differs`(
        _ dialect: DialectName
    ) throws {
        for wish in ["true", "false"] {
            let request = try TranslationSample.request(fields: #""stream": \#(wish)"#)
            let translated = try TranslationSample.translate(request, dialect)

            #expect(try translated.json["stream"]?.bool == true)
            #expect(translated.notes.contains { $0.target == "stream" } == (wish == "false"))
        }
    }

    @Test func `developer instructions go to OpenAI's newer models and to no one else`() throws {
        let messages = #"{"role": "user", "content": "Hi."}, {"role": "system", "content": "Now."}"#
        func role(_ model: String, isOpenAI: Bool) throws -> String? {
            let request = try TranslationSample.request(messages)
            let target = TranslationSample.target(model, isOpenAI: isOpenAI)
            let sent = try TranslationSample.translate(request, .chat, for: target).json["messages"]
            return sent?.elements.compactMap { $0["role"]?.string }.last
        }

        #expect(try role("gpt-5.2", isOpenAI: true) == "developer")
        #expect(try role("gpt-4.1", isOpenAI: true) == "system")
        #expect(try role("gpt-5.2", isOpenAI: false) == "system")
    }

    @Test func `remote MCP servers are refused and an empty list of them is not`() throws {
        #expect(throws: InvalidRequest.self) {
            try Self.body(#""mcp_servers": [{"type": "url", "name": "x", "url": "https://example.com"}]"#)
        }
        #expect(try Self.body(#""mcp_servers": []"#)["model"]?.string == "gpt-5.2")
    }
}
