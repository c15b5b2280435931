import Testing

@testable import ProxyEngine

@Suite struct ChatStreamMachineTests {
    /// What the machine says to these chunks, up to the end of the stream.
    private func events(_ data: [String], _ context: ReplyContext = .plain()) -> [MessageStreamEvent] {
        var machine = ChatStreamMachine(context)
        return machine.run(data.map { ServerSentEvent(data: $0) })
    }

    private static func chunk(_ delta: String, _ finish: String? = nil) -> String {
        let reason = finish.map { "\"\($0)\"" } ?? "null"
        return #"{"id":"chatcmpl-1","model":"gpt-4.1","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(reason)}]}"#
    }

    private static func text(_ text: String) -> String { chunk(#"{"content":"\#(text)"}"#) }

    private static func reasoning(_ text: String) -> String { chunk(#"{"reasoning_content":"\#(text)"}"#) }

    private static func call(_ index: Int, _ members: String) -> String {
        chunk(#"{"tool_calls":[{"index":\#(index),\#(members)}]}"#)
    }

    private static func head(_ index: Int, name: String = "Read") -> String {
        call(index, #""id":"call_x\#(index)","type":"function","function":{"name":"\#(name)","arguments":""}"#)
    }

    private static func arguments(_ index: Int, _ piece: String) -> String {
        call(index, #""function":{"arguments":"\#(piece)"}"#)
    }

    private static let stop = chunk("{}", "stop")
    private static let toolCalls = chunk("{}", "tool_calls")
    private static let done = "[DONE]"

    @Test func `nothing is said before there is content`() {
        var machine = ChatStreamMachine(.plain())
        var events: [MessageStreamEvent] = []

        machine.receive(ServerSentEvent(data: Self.chunk(#"{"role":"assistant","content":""}"#)), into: &events)

        #expect(events.isEmpty)
        #expect(machine.summary.modelAnswered == "gpt-4.1")
        #expect(machine.summary.upstreamResponseID == "chatcmpl-1")
    }

    @Test func `text only is one block in lawful order`() {
        let script = events([Self.text("Hel"), Self.text("lo"), Self.stop, Self.done]).script

        #expect(script == ["start", "0 text", #"0 "Hel""#, #"0 "lo""#, "0 .", "end_turn", "stop"])
    }

    @Test func `fragments of two calls that alternate are told one call after the other`() {
        let body = events([
            Self.head(0), Self.head(1), Self.arguments(1, #"{\"b\":"#), Self.arguments(0, #"{\"a\":"#),
            Self.arguments(1, "2}"), Self.arguments(0, "1}"), Self.toolCalls, Self.done,
        ]).body

        #expect(
            body == [
                "0 Read call_x0", #"0 {"a":"#, "0 1}", "0 .", "1 Read call_x1", #"1 {"b":2}"#, "1 .", "tool_use",
            ]
        )
    }

    @Test func `the second call is told live once the first is complete`() {
        var machine = ChatStreamMachine(.plain())
        var events: [MessageStreamEvent] = []
        for data in [Self.head(0), Self.arguments(0, "{}"), Self.head(1), Self.arguments(1, #"{\"a\""#)] {
            machine.receive(ServerSentEvent(data: data), into: &events)
        }

        #expect(events.body == ["0 Read call_x0", "0 {}", "0 .", "1 Read call_x1", #"1 {"a""#])
        #expect(machine.summary.notes.isEmpty)
    }

    @Test func `an id that comes late and a name in pieces are waited for`() {
        let body = events([
            Self.call(0, #""function":{"name":"Re","arguments":""}"#), Self.call(0, #""function":{"name":"ad"}"#),
            Self.arguments(0, #"{\"a\":1"#), Self.call(0, #""id":"call_late""#), Self.arguments(0, "}"),
            Self.toolCalls, Self.done,
        ]).body

        #expect(body == ["0 Read call_late", #"0 {"a":1"#, "0 }", "0 .", "tool_use"])
    }

    @Test func `an id that never comes is made up the same each time`() throws {
        let chunks = [Self.call(0, #""function":{"name":"Read","arguments":"{}"}"#), Self.toolCalls, Self.done]

        let first = events(chunks)

        #expect(first == events(chunks))
        let line = try #require(first.body.first)
        #expect(line.wholeMatch(of: /0 Read call_[0-9a-f]{24}/) != nil)
    }

    @Test func `a name and an id that every chunk repeats are taken once`() {
        let piece = { (arguments: String) in
            Self.call(0, #""id":"call_x","function":{"name":"Read","arguments":"\#(arguments)"}"#)
        }

        let body = events([piece(""), piece(#"{\"a\":"#), piece("1}"), Self.toolCalls, Self.done]).body

        #expect(body == ["0 Read call_x", #"0 {"a":"#, "0 1}", "0 .", "tool_use"])
    }

    @Test func `a number that is used again with a new id is a new call`() {
        let body = events([
            Self.call(0, #""id":"call_a","function":{"name":"Read","arguments":"{}"}"#),
            Self.call(0, #""id":"call_b","function":{"name":"Read","arguments":"{}"}"#), Self.toolCalls, Self.done,
        ]).body

        #expect(body == ["0 Read call_a", "0 {}", "0 .", "1 Read call_b", "1 {}", "1 .", "tool_use"])
    }

    @Test func `calls without numbers are told apart by their ids`() {
        let body = events([
            Self.chunk(#"{"tool_calls":[{"id":"call_a","function":{"name":"Read","arguments":"{\"a\":"}}]}"#),
            Self.chunk(#"{"tool_calls":[{"function":{"arguments":"1}"}}]}"#),
            Self.chunk(#"{"tool_calls":[{"id":"call_b","function":{"name":"Read","arguments":"{}"}}]}"#),
            Self.toolCalls, Self.done,
        ]).body

        #expect(
            body == ["0 Read call_a", #"0 {"a":"#, "0 1}", "0 .", "1 Read call_b", "1 {}", "1 .", "tool_use"]
        )
    }

    @Test func `empty arguments are none and an object that is no string is taken`() {
        let empty = events([Self.head(0), Self.toolCalls, Self.done]).body
        let object = events([
            Self.call(0, #""id":"call_x","function":{"name":"Read","arguments":{"a":1.0}}"#), Self.toolCalls, Self.done,
        ]).body

        #expect(empty == ["0 Read call_x0", "0 .", "tool_use"])
        #expect(object == ["0 Read call_x", #"0 {"a":1.0}"#, "0 .", "tool_use"])
    }

    @Test func `a call without a name is left out, with a note`() {
        var machine = ChatStreamMachine(.plain())

        let body = machine.run(
            [Self.arguments(0, "{}"), Self.toolCalls, Self.done].map { ServerSentEvent(data: $0) }
        ).body

        #expect(body == ["end_turn"])
        #expect(machine.summary.notes.map(\.kind) == [.fail, .add])
    }

    @Test func `a shortened name is the client's own again`() {
        let body = events(
            [Self.head(0, name: "short_1a2b"), Self.toolCalls, Self.done],
            .plain(toolNames: ["short_1a2b": "mcp__long"])
        ).body

        #expect(body.first == "0 mcp__long call_x0")
    }

    @Test func `the old function call is a call`() {
        let body = events([
            Self.chunk(#"{"function_call":{"name":"Read","arguments":""}}"#),
            Self.chunk(#"{"function_call":{"arguments":"{}"}}"#), Self.chunk("{}", "function_call"), Self.done,
        ]).body

        #expect(body.dropFirst() == ["0 {}", "0 .", "tool_use"])
        #expect(body.first?.hasPrefix("0 Read call_") == true)
    }

    @Test func `text, a call, and text again are three blocks`() {
        let body = events([
            Self.text("a"), Self.head(0), Self.arguments(0, #"{\"a\":"#), Self.text("b"), Self.arguments(0, "1}"),
            Self.text("c"), Self.stop, Self.done,
        ]).body

        #expect(
            body == [
                "0 text", #"0 "a""#, "0 .", "1 Read call_x0", #"1 {"a":"#, "1 1}", "1 .", "2 text", #"2 "b""#, #"2 "c""#,
                "2 .", "tool_use",
            ]
        )
    }

    @Test(arguments: ["reasoning_content", "reasoning"])
    func `reasoning is a thinking block that is signed when it ends`(_ key: String) {
        let body = events([
            Self.chunk(#"{"\#(key)":"Hm"}"#), Self.chunk(#"{"\#(key)":"","content":null}"#), Self.text("a"), Self.stop,
            Self.done,
        ]).body

        #expect(body == ["0 thinking", "0 ~Hm~", "0 #dragoman0.", "0 .", "1 text", #"1 "a""#, "1 .", "end_turn"])
    }

    @Test func `reasoning between words does not shatter the text`() {
        let body = events([
            Self.text("a"), Self.reasoning("x"), Self.text("b"), Self.reasoning("y"), Self.text("c"), Self.stop, Self.done,
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

        let body = machine.run(
            [Self.reasoning("Hm"), Self.text("a"), Self.stop, Self.done].map { ServerSentEvent(data: $0) }
        ).body

        #expect(body == ["0 text", #"0 "a""#, "0 .", "end_turn"])
        #expect(machine.summary.notes.contains { $0.kind == .drop })
    }

    @Test func `content in parts is text and thinking`() {
        let body = events([
            Self.chunk(#"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm"}]}]}"#),
            Self.chunk(#"{"content":[{"type":"text","text":"a"}]}"#), Self.stop, Self.done,
        ]).body

        #expect(body == ["0 thinking", "0 ~Hm~", "0 #dragoman0.", "0 .", "1 text", #"1 "a""#, "1 .", "end_turn"])
    }

    @Test func `a refusal is text and a stop reason`() {
        let body = events([Self.chunk(#"{"refusal":"No"}"#), Self.chunk(#"{"refusal":"."}"#), Self.stop, Self.done]).body

        #expect(body == ["0 text", #"0 "No""#, #"0 ".""#, "0 .", "refusal"])
    }

    @Test(arguments: [
        ("stop", "end_turn"), ("length", "max_tokens"), ("content_filter", "refusal"), ("tool_calls", "end_turn"),
        ("something_new", "end_turn"),
    ])
    func `a finish reason has its stop reason`(_ finish: String, _ stop: String) {
        #expect(events([Self.text("a"), Self.chunk("{}", finish), Self.done]).body.last == stop)
    }

    @Test func `stop with calls is tool_use and length with half a call is max_tokens`() {
        let half = [Self.head(0), Self.arguments(0, #"{\"a\":\"one tw"#)]

        #expect(events(half + [Self.stop, Self.done]).body.last == "tool_use")
        #expect(
            events(half + [Self.chunk("{}", "length"), Self.done]).body
                == ["0 Read call_x0", #"0 {"a":"one tw"#, "0 .", "max_tokens"]
        )
    }

    @Test(arguments: ["error", "abort", "insufficient_system_resource"])
    func `a server that gives up is an error and leaves the block open`(_ finish: String) {
        let script = events([Self.head(0), Self.arguments(0, #"{\"a\""#), Self.chunk("{}", finish), Self.done]).script

        #expect(script == ["start", "0 Read call_x0", #"0 {"a""#, "error 500 The upstream broke the answer off."])
    }

    @Test func `usage may come before, with and after the finish reason`() throws {
        let usage = #""usage":{"prompt_tokens":10,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":6}}"#
        let alone = #"{"choices":[],\#(usage)}"#
        let within = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],\#(usage)}"#

        for chunks in [[alone, Self.stop], [within], [Self.stop, alone]] {
            var machine = ChatStreamMachine(.plain())
            _ = machine.run(([Self.text("a")] + chunks + [Self.done]).map { ServerSentEvent(data: $0) })
            #expect(machine.summary.usage == Usage(inputTokens: 4, cacheReadInputTokens: 6, outputTokens: 4))
        }
    }

    @Test func `usage on every chunk counts as the last one has it`() {
        let chunk = { (text: String, tokens: Int) in
            #"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}],"usage":{"prompt_tokens":9,"completion_tokens":\#(tokens)}}"#
        }
        var machine = ChatStreamMachine(.plain())

        _ = machine.run([chunk("a", 1), chunk("b", 2), Self.stop, Self.done].map { ServerSentEvent(data: $0) })

        #expect(machine.summary.usage == Usage(inputTokens: 9, outputTokens: 2))
    }

    @Test func `tokens that nobody counted are estimated, with a note`() throws {
        var machine = ChatStreamMachine(.plain())

        _ = machine.run([Self.text("twelve bytes"), Self.stop, Self.done].map { ServerSentEvent(data: $0) })

        #expect(machine.summary.usage == Usage(inputTokens: 100, outputTokens: 3))
        #expect(machine.summary.notes.contains { $0.kind == .add && $0.target == "usage" })
    }

    @Test func `a stream that ends without done is whole once its reason has come`() {
        #expect(events([Self.text("a"), Self.stop]).script.suffix(2) == ["end_turn", "stop"])
        #expect(events([Self.text("a")]).script.last?.hasPrefix("error 500") == true)
        #expect(events([]).script.last?.hasPrefix("error 500") == true)
    }

    @Test func `done without a reason is whole only after complete calls`() {
        #expect(events([Self.head(0), Self.arguments(0, "{}"), Self.done]).body.last == "tool_use")
        #expect(events([Self.head(0), Self.arguments(0, "{"), Self.done]).script.last?.hasPrefix("error 500") == true)
        #expect(events([Self.text("a"), Self.done]).script.last?.hasPrefix("error 500") == true)
    }

    @Test func `a connection lost after the reason loses nothing`() {
        var machine = ChatStreamMachine(.plain())
        var events: [MessageStreamEvent] = []
        for data in [Self.text("a"), Self.stop] { machine.receive(ServerSentEvent(data: data), into: &events) }

        machine.fail(APIError(.api, "reset"), into: &events)

        #expect(events.script.suffix(2) == ["end_turn", "stop"])
    }

    @Test(arguments: [
        #"{"error":{"message":"Oh no.","type":"server_error","param":null,"code":null}}"#,
        #"{"error":"Oh no."}"#, #"{"object":"error","message":"Oh no.","type":"server_error"}"#,
        #"{"error":{"message":"Oh no.","code":500}}"#,
    ])
    func `an error chunk before content is all there is, after it the end`(_ error: String) {
        #expect(events([Self.chunk(#"{"role":"assistant"}"#), error]).script == ["error 500 Oh no."])
        #expect(
            events([Self.text("Half"), error, Self.stop, Self.done]).script
                == ["start", "0 text", #"0 "Half""#, "error 500 Oh no."]
        )
    }

    @Test func `an event called error is one`() {
        var machine = ChatStreamMachine(.plain())

        let script = machine.run([ServerSentEvent(name: "error", data: #"{"message":"Oh no.","code":503}"#)]).script

        #expect(script == ["error 529 Oh no."])
    }

    @Test func `obfuscation, moderation and other choices are passed over`() {
        let other = #"{"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"stop"}],"obfuscation":"xx"}"#
        let moderation = #"{"choices":[{"index":0,"delta":{},"moderation":{"flagged":false}}]}"#

        #expect(
            events([Self.text("a"), other, moderation, Self.stop, Self.done]).body
                == ["0 text", #"0 "a""#, "0 .", "end_turn"]
        )
    }

    @Test func `a stop sequence at the very start leaves no text`() {
        let body = events([Self.text("<"), Self.text("/b>x")], .plain(stops: ["</b>"])).body

        #expect(body == ["stop_sequence </b>"])
    }

    @Test func `a stop sequence in arguments is none`() {
        let body = events(
            [Self.head(0), Self.arguments(0, #"{\"a\":\"</b>\"}"#), Self.toolCalls, Self.done],
            .plain(stops: ["</b>"])
        ).body

        #expect(body.last == "tool_use")
    }

    @Test func `what was held back for a stop sequence is told when the text ends`() {
        let body = events([Self.text("a </"), Self.head(0), Self.toolCalls, Self.done], .plain(stops: ["</b>"])).body

        #expect(body == ["0 text", #"0 "a ""#, #"0 "</""#, "0 .", "1 Read call_x0", "1 .", "tool_use"])
    }

    @Test func `which of its own stop sequences an upstream met is known only where it says so`() {
        let named = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop","stop_reason":"</b>"}]}"#
        let token = #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop","stop_reason":128001}]}"#
        let context = ReplyContext.plain(upstreamStops: ["</b>"])

        #expect(events([Self.text("a"), named, Self.done], context).body.last == "stop_sequence </b>")
        #expect(events([Self.text("a"), token, Self.done], context).body.last == "end_turn")
        #expect(events([Self.text("a"), Self.stop, Self.done], context).body.last == "end_turn")
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

    @Test func `more side by side than can be kept is an error`() {
        var machine = ChatStreamMachine(.plain())
        var events: [MessageStreamEvent] = []
        let piece = String(repeating: "x", count: 1 << 20)
        machine.receive(ServerSentEvent(data: Self.head(0)), into: &events)

        for _ in 0..<20 { machine.receive(ServerSentEvent(data: Self.arguments(1, piece)), into: &events) }

        #expect(machine.summary.error?.kind == .api)
    }
}
