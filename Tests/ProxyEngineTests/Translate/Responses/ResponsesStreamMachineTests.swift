import Testing

@testable import ProxyEngine

@Suite struct ResponsesStreamMachineTests {
    /// What the machine says to these events' data, up to the end of the stream.
    private func events(
        _ data: [String],
        _ context: ReplyContext = .plain()
    ) -> [MessageStreamEvent] {
        var machine = ResponsesStreamMachine(context)
        return machine.run(data.map { ServerSentEvent(data: $0) })
    }

    private static func added(_ index: Int, _ item: String) -> String {
        #"{"type":"response.output_item.added","output_index":\#(index),"item":\#(item)}"#
    }

    private static func done(_ index: Int, _ item: String) -> String {
        #"{"type":"response.output_item.done","output_index":\#(index),"item":\#(item)}"#
    }

    private static func text(_ index: Int, _ delta: String, part: Int = 0) -> String {
        """
        {"type":"response.output_text.delta","output_index":\(index),"content_index":\(part),"delta":"\(delta)"}
        """
    }

    private static func arguments(_ index: Int, _ delta: String) -> String {
        #"{"type":"response.function_call_arguments.delta","output_index":\#(index),"delta":"\#(delta)"}"#
    }

    private static func summary(_ delta: String, part: Int = 0) -> String {
        """
        {"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":\(part),"delta":"\(delta)"}
        """
    }

    private static func ended(_ event: String, _ members: String) -> String {
        #"{"type":"response.\#(event)","response":{"id":"resp_1","model":"gpt-5.2",\#(members)}}"#
    }

    private static let message = #"{"type":"message","id":"msg_1","content":[]}"#
    private static let reasoning = #"{"type":"reasoning","id":"rs_1","encrypted_content":"early","summary":[]}"#
    private static let completed = ended("completed", #""status":"completed","output":[]"#)

    private static func call(_ number: Int, arguments: String = "") -> String {
        #"{"type":"function_call","id":"fc_\#(number)","call_id":"call_x\#(number)","name":"Read","arguments":"\#(arguments)"}"#
    }

    @Test func `nothing is said before there is output`() {
        var machine = ResponsesStreamMachine(.plain())
        var events: [MessageStreamEvent] = []

        for type in ["created", "queued", "in_progress"] {
            machine.receive(ServerSentEvent(data: Self.ended(type, #""status":"in_progress""#)), into: &events)
        }
        machine.receive(ServerSentEvent(data: Self.added(0, Self.message)), into: &events)

        #expect(events.isEmpty)
        #expect(machine.summary.modelAnswered == "gpt-5.2")
        #expect(machine.summary.upstreamResponseID == "resp_1")
    }

    @Test func `text only is one block in lawful order`() {
        let script = events([
            Self.added(0, Self.message), Self.text(0, "Hel"), Self.text(0, ""), Self.text(0, "lo"),
            Self.done(0, Self.message), Self.completed,
        ]).script

        #expect(script == ["start", #"0 text"#, #"0 "Hel""#, #"0 "lo""#, "0 .", "end_turn", "stop"])
    }

    @Test func `the text of a delta is not touched`() throws {
        let escaped = #"\u00e9\/ \"quoted\" é"#

        let events = events([Self.added(0, Self.message), Self.text(0, escaped), Self.completed])

        guard case .contentBlockDelta(_, .text(let text)) = events[2] else { return #expect(Bool(false), "no delta") }
        #expect(String(decoding: text.escaped, as: UTF8.self) == escaped)
    }

    @Test func `two calls whose events alternate are told one after the other`() {
        let body = events([
            Self.added(0, Self.call(0)), Self.added(1, Self.call(1)), Self.arguments(1, #"{\"b\":"#),
            Self.arguments(0, #"{\"a\":"#), Self.arguments(1, "2}"), Self.done(1, Self.call(1, arguments: #"{\"b\":2}"#)),
            Self.arguments(0, "1}"), Self.done(0, Self.call(0, arguments: #"{\"a\":1}"#)), Self.completed,
        ]).body

        #expect(
            body == [
                "0 Read call_x0", #"0 {"a":"#, "0 1}", "0 .", "1 Read call_x1", #"1 {"b":2}"#, "1 .", "tool_use",
            ]
        )
    }

    @Test func `a call that waited goes on live once it has its turn`() {
        var machine = ResponsesStreamMachine(.plain())
        var events: [MessageStreamEvent] = []
        for data in [
            Self.added(0, Self.call(0)), Self.added(1, Self.call(1)), Self.arguments(1, "{"),
            Self.done(0, Self.call(0)), Self.arguments(1, "}"),
        ] {
            machine.receive(ServerSentEvent(data: data), into: &events)
        }

        #expect(events.body == ["0 Read call_x0", "0 .", "1 Read call_x1", "1 {", "1 }"])
    }

    @Test func `more side by side than can be kept is an error`() {
        var machine = ResponsesStreamMachine(.plain())
        var events: [MessageStreamEvent] = []
        let piece = String(repeating: "x", count: 1 << 20)
        machine.receive(ServerSentEvent(data: Self.added(0, Self.call(0))), into: &events)

        for _ in 0..<20 { machine.receive(ServerSentEvent(data: Self.arguments(1, piece)), into: &events) }

        #expect(machine.hasEnded)
        #expect(machine.summary.error?.kind == .api)
    }

    @Test(arguments: ["", #","arguments":"""#, #","arguments":"{}""#])
    func `a call without arguments has none`(_ member: String) {
        let item = #"{"type":"function_call","id":"fc_1","call_id":"call_x1","name":"Read"\#(member)}"#

        let body = events([Self.added(0, item), Self.done(0, item), Self.completed]).body

        #expect(body.filter { $0 != "0 {}" } == ["0 Read call_x1", "0 .", "tool_use"])
    }

    @Test func `arguments that only the end of a call has are told`() {
        let early = #"{"type":"response.function_call_arguments.done","output_index":0,"arguments":"{\"a\":1}"}"#

        let whenDone = events([
            Self.added(0, Self.call(0)), early, Self.done(0, Self.call(0, arguments: #"{\"a\":1}"#)), Self.completed,
        ]).body
        let atTheEnd = events([
            Self.added(0, Self.call(0)), Self.done(0, Self.call(0, arguments: #"{\"a\":1}"#)), Self.completed,
        ]).body

        #expect(whenDone == ["0 Read call_x0", #"0 {"a":1}"#, "0 .", "tool_use"])
        #expect(atTheEnd == whenDone)
    }

    @Test(arguments: ["null", "[1]", #"\"{}\""#, "7"])
    func `arguments that are no object are an empty one, with a note`(_ arguments: String) {
        var machine = ResponsesStreamMachine(.plain())

        let body = machine.run(
            [Self.done(0, Self.call(0, arguments: arguments)), Self.completed].map { ServerSentEvent(data: $0) }
        ).body

        #expect(body == ["0 Read call_x0", "0 .", "tool_use"])
        #expect(machine.summary.notes.map(\.kind).contains(.fail))
    }

    @Test func `a shortened name is the client's own again`() {
        let item = #"{"type":"function_call","call_id":"call_x","name":"short_1a2b","arguments":"{}"}"#

        let body = events([Self.done(0, item), Self.completed], .plain(toolNames: ["short_1a2b": "mcp__long"])).body

        #expect(body == ["0 mcp__long call_x", "0 {}", "0 .", "tool_use"])
    }

    @Test func `summary parts are joined by a blank line in one block`() {
        let body = events([
            Self.added(0, Self.reasoning), Self.summary("One."), Self.summary("Two", part: 1),
            Self.summary(".", part: 1), Self.done(0, Self.reasoning), Self.completed,
        ]).body

        #expect(
            body == [
                "0 thinking", "0 ~One.~", "0 ~\n\n~", "0 ~Two~", "0 ~.~", "0 #dragoman1.", "0 .", "end_turn",
            ]
        )
    }

    @Test func `sealed content comes from the end of the item, once, before the block stops`() throws {
        let end = #"{"type":"reasoning","id":"rs_1","encrypted_content":"final","summary":[{"text":"A"},{"text":"B"}]}"#

        let events = events([
            Self.added(0, Self.reasoning), Self.summary("A"), Self.summary("B", part: 1), Self.done(0, end),
            Self.completed,
        ])

        let signatures = events.compactMap { event in
            if case .contentBlockDelta(_, .signature(let signature)) = event { signature.string } else { nil }
        }
        #expect(signatures.count == 1)
        let seal = ReasoningSeal(model: "gpt-5.2", scope: "organisation-a", encryptedContent: "final", summaryParts: 2)
        #expect(try ReasoningSeal.open(#require(signatures.first)) == .ours(seal))
    }

    @Test func `an item that was cut off is not sealed`() {
        let end = #"{"type":"reasoning","status":"incomplete","encrypted_content":"half","summary":[{"text":"A"}]}"#

        let body = events([Self.added(0, Self.reasoning), Self.summary("A"), Self.done(0, end), Self.completed]).body

        #expect(body == ["0 thinking", "0 ~A~", "0 #dragoman0.", "0 .", "end_turn"])
    }

    @Test func `reasoning without summary and seal is nothing`() {
        #expect(events([Self.done(0, #"{"type":"reasoning","summary":[]}"#), Self.completed]).body == ["end_turn"])
    }

    @Test func `omitted thinking is a signature without text`() {
        let body = events(
            [Self.added(0, Self.reasoning), Self.summary("A"), Self.done(0, Self.reasoning), Self.completed],
            .plain(thinking: .omitted)
        ).body

        #expect(body == ["0 thinking", "0 #dragoman1.", "0 .", "end_turn"])
    }

    @Test func `hidden thinking is no block at all, with a note`() {
        var machine = ResponsesStreamMachine(.plain(thinking: .hidden))

        let body = machine.run(
            [Self.added(0, Self.reasoning), Self.summary("A"), Self.done(0, Self.reasoning), Self.completed]
                .map { ServerSentEvent(data: $0) }
        ).body

        #expect(body == ["end_turn"])
        #expect(machine.summary.notes.contains { $0.kind == .drop })
    }

    @Test func `a refusal is text and a stop reason`() {
        let delta = #"{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"No."}"#

        let streamed = events([Self.added(0, Self.message), delta, Self.done(0, Self.message), Self.completed]).body
        let atTheEnd = events([
            Self.done(0, #"{"type":"message","content":[{"type":"refusal","refusal":"No."}]}"#), Self.completed,
        ]).body

        #expect(streamed == ["0 text", #"0 "No.""#, "0 .", "refusal"])
        #expect(atTheEnd == streamed)
    }

    @Test func `each part of a message is a block`() {
        let body = events([
            Self.added(0, Self.message), Self.text(0, "a"), Self.text(0, "b", part: 1), Self.done(0, Self.message),
            Self.completed,
        ]).body

        #expect(body == ["0 text", #"0 "a""#, "0 .", "1 text", #"1 "b""#, "1 .", "end_turn"])
    }

    @Test func `what only the completed response has is told at the end, in order`() {
        let output = #"[{"type":"message","id":"msg_1","content":[{"text":"told"}]},\#(Self.call(2, arguments: "{}"))]"#

        let body = events([
            Self.added(0, Self.message), Self.text(0, "told"), Self.done(0, Self.message),
            Self.ended("completed", #""status":"completed","output":\#(output)"#),
        ]).body

        #expect(body == ["0 text", #"0 "told""#, "0 .", "1 Read call_x2", "1 {}", "1 .", "tool_use"])
    }

    @Test func `an item that never ended is completed from the response`() {
        let output = #"[\#(Self.call(0, arguments: #"{\"a\":1}"#))]"#

        let body = events([
            Self.added(0, Self.call(0)), Self.ended("completed", #""status":"completed","output":\#(output)"#),
        ]).body

        #expect(body == ["0 Read call_x0", #"0 {"a":1}"#, "0 .", "tool_use"])
    }

    @Test func `a server that numbers nothing and announces nothing is understood`() {
        let text = #"{"type":"response.output_text.delta","delta":"Hi"}"#
        let summary = #"{"type":"response.reasoning_summary_text.delta","delta":"Hm"}"#

        let body = events([
            summary, text, Self.ended("completed", #""output":[{"type":"reasoning"},{"type":"message","content":[{"text":"Hi"}]}]"#),
        ]).body

        #expect(body == ["0 thinking", "0 ~Hm~", "0 #dragoman0.", "0 .", "1 text", #"1 "Hi""#, "1 .", "end_turn"])
    }

    @Test func `an answer that ran out of tokens stops with max_tokens, also in a call`() {
        let body = events([
            Self.added(0, Self.call(0)), Self.arguments(0, #"{\"a\":\"one tw"#),
            Self.ended("incomplete", #""status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}"#),
        ]).body

        #expect(body == ["0 Read call_x0", #"0 {"a":"one tw"#, "0 .", "max_tokens"])
    }

    @Test func `a whole answer leaves out the call that was cut off`() throws {
        var machine = ResponsesStreamMachine(.plain())
        let answer = #"""
            {"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},
             "output":[{"type":"message","content":[{"type":"output_text","text":"Writing."}]},
             {"type":"function_call","status":"incomplete","call_id":"call_1","name":"Write","arguments":"{\"a\":\"on"}]}
            """#

        let message = try MessageAssembler.message(of: machine.run(whole: JSONDocument(answer))).get()

        #expect(message.content == [.text("Writing.")])
        #expect(message.stopReason == .maxTokens)
    }

    @Test func `a filtered answer is a refusal and an unknown reason the end of the turn`() {
        let filtered = Self.ended("incomplete", #""incomplete_details":{"reason":"content_filter"}"#)
        let steered = Self.ended("incomplete", #""incomplete_details":{"reason":"steered"}"#)

        #expect(events([Self.text(0, "a"), filtered]).body.last == "refusal")
        #expect(events([Self.text(0, "a"), steered]).body.last == "end_turn")
    }

    @Test(arguments: [
        #"{"type":"error","code":"server_error","message":"Oh no.","param":null,"sequence_number":2}"#,
        #"{"type":"error","sequence_number":2,"error":{"type":"server_error","code":"server_error","message":"Oh no."}}"#,
        #"{"type":"response.failed","response":{"status":"failed","error":{"code":"server_error","message":"Oh no."}}}"#,
        #"{"error":{"type":"server_error","message":"Oh no.","param":null,"code":null}}"#,
    ])
    func `an error of any form before output is all there is, after it the end`(_ error: String) {
        #expect(events([error]).script == ["error 500 Oh no."])
        #expect(
            events([Self.text(0, "Half"), error, Self.completed]).script
                == ["start", "0 text", #"0 "Half""#, "error 500 Oh no."]
        )
    }

    @Test(arguments: [
        ("cancelled", #""status":"cancelled""#), ("completed", #""status":"in_progress""#), ("failed", #""error":null"#),
    ])
    func `an answer that did not finish is an error`(_ event: String, _ members: String) {
        #expect(events([Self.text(0, "Half"), Self.ended(event, members)]).script.last?.hasPrefix("error 500") == true)
    }

    @Test func `a stream without an end is an error and never a message`() {
        let script = events([Self.added(0, Self.message), Self.text(0, "All"), Self.done(0, Self.message)]).script

        #expect(script.last == "error 500 The upstream closed the stream before the answer was complete.")
        #expect(!script.contains("stop"))
    }

    @Test func `what is no JSON object is an error`() {
        #expect(events(["<html>"]).script.first?.hasPrefix("error 500") == true)
        #expect(events(["[1]"]).script.first?.hasPrefix("error 500") == true)
    }

    @Test func `nothing follows the end`() {
        let script = events([Self.text(0, "a"), Self.completed, Self.text(1, "b"), Self.completed]).script

        #expect(script.suffix(2) == ["end_turn", "stop"])
    }

    @Test func `searches that were offered are told with their query and sources`() {
        let search = #"""
            {"type":"web_search_call","id":"ws_1","action":{"type":"search","query":"q","sources":[{"url":"https://a"}]}}
            """#

        let body = events([Self.done(0, search), Self.text(1, "a"), Self.completed], .plain(offersWebSearch: true)).body
        let ignored = events([Self.done(0, search), Self.text(1, "a"), Self.completed]).body

        #expect(body.prefix(3) == ["0 server web_search", #"0 {"query":"q"}"#, "0 ."])
        #expect(
            body[3]
                == #"1 results [{"type":"web_search_result","url":"https://a","title":"https://a","encrypted_content":"","page_age":null}]"#
        )
        #expect(body.suffix(4) == ["2 text", #"2 "a""#, "2 .", "end_turn"])
        #expect(ignored == ["0 text", #"0 "a""#, "0 .", "end_turn"])
    }

    @Test func `a search of which nothing is known has found nothing`() {
        let search = #"{"type":"web_search_call","id":"ws_1","action":{"type":"search","query":"q"}}"#

        let body = events([Self.done(0, search), Self.completed], .plain(offersWebSearch: true)).body

        #expect(body.suffix(3) == ["1 results []", "1 .", "end_turn"])
    }

    @Test func `a stop sequence over two deltas ends the answer at once`() {
        var machine = ResponsesStreamMachine(.plain(stops: ["</block>"]))
        var events: [MessageStreamEvent] = []
        for data in [Self.text(0, "safe</bl"), Self.text(0, "ock>more")] {
            machine.receive(ServerSentEvent(data: data), into: &events)
        }

        #expect(machine.hasEnded)
        #expect(events.body == ["0 text", #"0 "safe""#, "0 .", "stop_sequence </block>"])
    }

    @Test func `a stop sequence in arguments or thinking is none`() {
        let body = events(
            [
                Self.added(0, Self.reasoning), Self.summary("</block>"), Self.done(0, Self.reasoning),
                Self.added(1, Self.call(1)), Self.arguments(1, #"{\"a\":\"</block>\"}"#),
                Self.done(1, Self.call(1)), Self.completed,
            ],
            .plain(stops: ["</block>"])
        ).body

        #expect(body.last == "tool_use")
    }

    @Test func `a whole answer with a stop sequence has the usage that was counted`() throws {
        var machine = ResponsesStreamMachine(.plain(stops: ["END"]))
        let answer = #"""
            {"status":"completed","output":[{"type":"message","content":[{"text":"a END b"}]}],
             "usage":{"input_tokens":50,"output_tokens":6}}
            """#

        let message = try MessageAssembler.message(of: machine.run(whole: JSONDocument(answer))).get()

        #expect(message.content == [.text("a ")])
        #expect(message.stopSequence == "END")
        #expect(message.usage == Usage(inputTokens: 50, outputTokens: 6))
    }

    @Test func `a whole answer that is none is an error`() throws {
        for answer in [#"{"error":{"message":"Oh no.","type":"server_error"}}"#, "{}", "[]"] {
            var machine = ResponsesStreamMachine(.plain())
            #expect(try machine.run(whole: JSONDocument(answer)).script.first?.hasPrefix("error 500") == true)
        }
    }

    @Test func `a policy's veto is an answer that refuses`() {
        let veto = Self.ended("failed", #""status":"failed","error":{"code":"bio_policy","message":"Not that."}"#)

        #expect(events([veto]).body == ["0 text", #"0 "Not that.""#, "0 .", "refusal"])
        #expect(events([Self.text(0, "Well"), veto]).body == ["0 text", #"0 "Well""#, "0 .", "refusal"])
    }
}
