import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ChatStreamMachineTests {
    @Test func `nothing is emitted before there is content`() {
        var machine = ChatStreamMachine(.plain())

        let events = machine.receive(ChatSample.frames([.chunk(#"{"role":"assistant","content":""}"#)]))

        #expect(events.isEmpty)
        #expect(machine.summary.modelAnswered == "gpt-4.1")
        #expect(machine.summary.upstreamResponseID == "chatcmpl-1")
    }

    @Test func `text only is one block in lawful order`() {
        let script = ChatSample.events([.text("Hel"), .text("lo"), .stop, .done]).script

        #expect(script == ["start", "0 text", #"0 "Hel""#, #"0 "lo""#, "0 .", "end_turn", "stop"])
    }

    @Test func `a chunk with two choices of one shape is read like one with one`() {
        let choice = #"{"index":0,"delta":{"content":"c"},"finish_reason":null}"#
        let double: ChatSample = #"{"id":"chatcmpl-1","model":"gpt-4.1","choices":[\#(choice),\#(choice)]}"#
        let body = ChatSample.events([.text("a"), .text("b"), double, .stop, .done]).body

        #expect(body == ["0 text", #"0 "a""#, #"0 "b""#, #"0 "c""#, #"0 "c""#, "0 .", "end_turn"])
    }

    @Test func `a chunk with more than text is read among plain ones`() {
        let refusing: ChatSample = .chunk(#"{"content":"b","refusal":"no"}"#)
        let open: ChatSample = .chunk(#"{"content":"a","refusal":null}"#)
        let body = ChatSample.events([open, open, refusing, open, .stop, .done]).body

        #expect(body.last == "refusal")
    }

    @Test func `text, a call, and text again are three blocks`() {
        let body = ChatSample.events([
            .text("a"), .head(0), .arguments(0, #"{\"a\":"#), .text("b"), .arguments(0, "1}"),
            .text("c"), .stop, .done,
        ]).body

        #expect(
            body == [
                "0 text", #"0 "a""#, "0 .", "1 Read call_x0", #"1 {"a":"#, "1 1}", "1 .", "2 text", #"2 "b""#,
                #"2 "c""#,
                "2 .", "tool_use",
            ]
        )
    }

    @Test(arguments: ["reasoning_content", "reasoning"])
    func `reasoning is a thinking block that is signed when it ends`(_ key: String) {
        let body = ChatSample.events([
            .chunk(#"{"\#(key)":"Hm"}"#), .chunk(#"{"\#(key)":"","content":null}"#), .text("a"), .stop,
            .done,
        ]).body

        #expect(body == ["0 thinking", "0 ~Hm~", "0 #dragoman0.", "0 .", "1 text", #"1 "a""#, "1 .", "end_turn"])
    }

    @Test func `reasoning between words does not shatter the text`() {
        let body = ChatSample.events([
            .text("a"), .reasoning("x"), .text("b"), .reasoning("y"), .text("c"), .stop,
            .done,
        ]).body

        #expect(
            body == [
                "0 text", #"0 "a""#, #"0 "b""#, #"0 "c""#, "0 .", "1 thinking", "1 ~xy~", "1 #dragoman0.", "1 .",
                "end_turn",
            ]
        )
    }

    @Test(arguments: [ReplyContext.ThinkingReply.omitted, .hidden])
    func `reasoning that the client does not want is left out, with a note`(_ thinking: ReplyContext.ThinkingReply) {
        var machine = ChatStreamMachine(.plain(thinking: thinking))

        let body = machine.run(ChatSample.frames([.reasoning("Hm"), .text("a"), .stop, .done])).body

        #expect(body == ["0 text", #"0 "a""#, "0 .", "end_turn"])
        #expect(machine.summary.notes.contains { $0.kind == .drop })
    }

    @Test func `content in parts is text and thinking`() {
        let body = ChatSample.events([
            .chunk(#"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]}]}"#),
            .chunk(#"{"content":[{"type":"text","text":"a"}]}"#), .stop, .done,
        ]).body

        #expect(body == ["0 thinking", "0 ~Hm~", "0 #dragoman0.", "0 .", "1 text", #"1 "a""#, "1 .", "end_turn"])
    }

    @Test func `a refusal is text and a stop reason`() {
        let body = ChatSample.events([.chunk(#"{"refusal":"No"}"#), .chunk(#"{"refusal":"."}"#), .stop, .done])
            .body

        #expect(body == ["0 text", #"0 "No""#, #"0 ".""#, "0 .", "refusal"])
    }

    @Test(arguments: [
        ("stop", "end_turn"), ("length", "max_tokens"), ("content_filter", "refusal"), ("tool_calls", "end_turn"),
        ("something_new", "end_turn"),
    ])
    func `a finish reason has its stop reason`(_ finish: String, _ stop: String) {
        #expect(ChatSample.events([.text("a"), .chunk("{}", finish), .done]).body.last == stop)
    }

    @Test func `stop with calls is tool_use, with half a call an error, and length with half a call is max_tokens`() {
        let half: [ChatSample] = [.head(0), .arguments(0, #"{\"a\":\"one tw"#)]

        #expect(ChatSample.events(half + [.arguments(0, #"o\"}"#), .stop, .done]).body.last == "tool_use")
        #expect(
            ChatSample.events(half + [.stop, .done]).body.last
                == "error 500 The model's arguments for the tool \"Read\" are not valid JSON."
        )
        #expect(
            ChatSample.events(half + [.chunk("{}", "length"), .done]).body
                == ["0 Read call_x0", #"0 {"a":"one tw"#, "0 .", "max_tokens"]
        )
    }

    @Test(arguments: ["length", "content_filter", "time_limit"])
    func `a call that was cut off is never repaired`(_ finish: String) {
        let half: [ChatSample] = [.head(0), .arguments(0, #"{\"a\":1"#), .text("Well."), .chunk("{}", finish), .done]
        let body = ChatSample.events(half).body

        #expect(body.prefix(3) == ["0 Read call_x0", #"0 {"a":1"#, "0 ."])
        #expect(body.last == (finish == "content_filter" ? "refusal" : "max_tokens"))
    }

    @Test(arguments: ["error", "abort", "insufficient_system_resource"])
    func `a server that gives up is an error and leaves the block open`(_ finish: String) {
        let script = ChatSample.events([.head(0), .arguments(0, #"{\"a\""#), .chunk("{}", finish), .done]).script

        #expect(script == ["start", "0 Read call_x0", #"0 {"a""#, "error 500 The upstream broke the answer off."])
    }

    @Test func `usage may come before, with and after the finish reason`() throws {
        let usage = #""usage":{"prompt_tokens":10,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":6}}"#
        let alone: ChatSample = #"{"choices":[],\#(usage)}"#
        let within: ChatSample = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],\#(usage)}"#

        for chunks in [[alone, .stop], [within], [.stop, alone]] as [[ChatSample]] {
            var machine = ChatStreamMachine(.plain())
            _ = machine.run(ChatSample.frames([.text("a")] + chunks + [.done]))
            #expect(machine.summary.usage == Usage(inputTokens: 4, cacheReadInputTokens: 6, outputTokens: 4))
        }
    }

    @Test func `usage on every chunk counts as the last one has it`() {
        func chunk(_ text: String, _ tokens: Int) -> ChatSample {
            """
            {"choices":[{"index":0,"delta":{"content":"\(text)"}}],\
            "usage":{"prompt_tokens":9,"completion_tokens":\(tokens)}}
            """
        }
        var machine = ChatStreamMachine(.plain())

        _ = machine.run(ChatSample.frames([chunk("a", 1), chunk("b", 2), .stop, .done]))

        #expect(machine.summary.usage == Usage(inputTokens: 9, outputTokens: 2))
    }

    @Test func `uncounted tokens are estimated, with a note`() throws {
        var machine = ChatStreamMachine(.plain())

        _ = machine.run(ChatSample.frames([.text("twelve bytes"), .stop, .done]))

        #expect(machine.summary.usage == Usage(inputTokens: 100, outputTokens: 3))
        #expect(machine.summary.notes.contains { $0.kind == .add && $0.target == "usage" })
    }

    @Test func `a stream that ends without done is whole once its reason has come`() {
        #expect(ChatSample.events([.text("a"), .stop]).script.suffix(2) == ["end_turn", "stop"])
        #expect(ChatSample.events([.text("a")]).script.last?.hasPrefix("error 500") == true)
        #expect(ChatSample.events([]).script.last?.hasPrefix("error 500") == true)
    }

    @Test func `done without a reason is whole only after complete calls`() {
        #expect(ChatSample.events([.head(0), .arguments(0, "{}"), .done]).body.last == "tool_use")
        #expect(ChatSample.events([.head(0), .arguments(0, "{"), .done]).script.last?.hasPrefix("error 500") == true)
        #expect(ChatSample.events([.text("a"), .done]).script.last?.hasPrefix("error 500") == true)
    }

    @Test func `a connection lost after the reason loses nothing`() {
        var machine = ChatStreamMachine(.plain())
        var events = machine.receive(ChatSample.frames([.text("a"), .stop]))

        machine.fail(.transport(.connectionLost(.system(errorNumber: 104))), into: &events)

        #expect(events.script.suffix(2) == ["end_turn", "stop"])
    }

    @Test(arguments: [
        #"{"error":{"message":"Oh no.","type":"server_error","param":null,"code":null}}"#,
        #"{"error":"Oh no."}"#, #"{"object":"error","message":"Oh no.","type":"server_error"}"#,
        #"{"error":{"message":"Oh no.","code":500}}"#,
    ])
    func `an error chunk before content is all there is, after it the end`(_ envelope: String) {
        let error = ChatSample(stringLiteral: envelope)

        #expect(ChatSample.events([.chunk(#"{"role":"assistant"}"#), error]).script == ["error 500 Oh no."])
        #expect(
            ChatSample.events([.text("Half"), error, .stop, .done]).script
                == ["start", "0 text", #"0 "Half""#, "error 500 Oh no."]
        )
    }

    @Test func `an event called error is one`() {
        var machine = ChatStreamMachine(.plain())

        let script = machine.run([ServerSentEvent(name: "error", data: #"{"message":"Oh no.","code":503}"#)]).script

        #expect(script == ["error 529 Oh no."])
    }

    @Test func `obfuscation, moderation and other choices are passed over`() {
        let other: ChatSample =
            #"{"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"stop"}],"obfuscation":"xx"}"#
        let moderation: ChatSample = #"{"choices":[{"index":0,"delta":{},"moderation":{"flagged":false}}]}"#

        #expect(
            ChatSample.events([.text("a"), other, moderation, .stop, .done]).body
                == ["0 text", #"0 "a""#, "0 .", "end_turn"]
        )
    }

    @Test func `a stop sequence at the very start leaves no text`() {
        let body = ChatSample.events([.text("<"), .text("/b>x")], .plain(stops: ["</b>"])).body

        #expect(body == ["stop_sequence </b>"])
    }

    @Test func `a stop sequence in arguments is none`() {
        let body = ChatSample.events(
            [.head(0), .arguments(0, #"{\"a\":\"</b>\"}"#), .toolCalls, .done],
            .plain(stops: ["</b>"])
        ).body

        #expect(body.last == "tool_use")
    }

    @Test func `text held back for a stop sequence is emitted when the text ends`() {
        let body = ChatSample.events([.text("a </"), .head(0), .toolCalls, .done], .plain(stops: ["</b>"])).body

        #expect(body == ["0 text", #"0 "a ""#, #"0 "</""#, "0 .", "1 Read call_x0", "1 .", "tool_use"])
    }

    @Test(arguments: [#""stop_reason":"</b>""#, #""stop_reason":128001"#, #""matched_stop":"</b>""#])
    func `a stop that a server names is none of the client's, for none was sent`(_ named: String) {
        let stopped: ChatSample = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop",\#(named)}]}"#
        let context = ReplyContext.plain(stops: ["</b>"])

        #expect(ChatSample.events([.text("a"), stopped, .done], context).body.last == "end_turn")
    }

    @Test func `a whole answer is one delta`() throws {
        var machine = ChatStreamMachine(.plain())
        let answer = #"""
            {"id":"chatcmpl-1","model":"gpt-4.1","choices":[{"index":0,"finish_reason":"tool_calls","message":
             {"role":"assistant","content":"a","tool_calls":[
              {"id":"call_a","type":"function","function":{"name":"Read","arguments":"{}"}},
              {"id":"call_b","type":"function","function":{"name":"Read","arguments":"{}"}}]}}],
             "usage":{"prompt_tokens":5,"completion_tokens":6}}
            """#

        let events = machine.run(whole: try JSONDocument(answer))

        #expect(
            events.body == [
                "0 text", #"0 "a""#, "0 .", "1 Read call_a", "1 {}", "1 .", "2 Read call_b", "2 {}", "2 .", "tool_use",
            ]
        )
        #expect(machine.summary.usage == Usage(inputTokens: 5, outputTokens: 6))
    }

    @Test(arguments: [#"{"error":{"message":"Oh no."}}"#, #"{"choices":[]}"#, "{}", "[]", "null"])
    func `a whole answer that is none is an error`(_ answer: String) throws {
        var machine = ChatStreamMachine(.plain())

        #expect(try machine.run(whole: JSONDocument(answer)).script.first?.hasPrefix("error 500") == true)
    }
}
