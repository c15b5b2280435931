import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ResponsesStreamMachineTests {
    @Test func `nothing is emitted before there is output`() {
        var machine = ResponsesStreamMachine(.plain())
        let before = ["created", "queued", "in_progress"].map { ResponsesSample.ended($0, #""status":"in_progress""#) }

        let events = machine.receive(ResponsesSample.frames(before + [.added(0, .message)]))

        #expect(events.isEmpty)
        #expect(machine.summary.modelAnswered == "gpt-5.2")
        #expect(machine.summary.upstreamResponseID == "resp_1")
    }

    @Test func `text only is one block in lawful order`() {
        let script = ResponsesSample.events([
            .added(0, .message), .text(0, "Hel"), .text(0, ""), .text(0, "lo"),
            .done(0, .message), .completed,
        ]).script

        #expect(script == ["start", #"0 text"#, #"0 "Hel""#, #"0 "lo""#, "0 .", "end_turn", "stop"])
    }

    @Test func `the text of a delta is not touched`() throws {
        let escaped = #"\u00e9\/ \"quoted\" é"#

        let events = ResponsesSample.events([.added(0, .message), .text(0, escaped), .completed])

        let text = JSONText(escaped: Array(escaped.utf8)[...], hasEscapes: true)
        #expect(events.dropFirst(2).first == .contentBlockDelta(index: 0, .text(text)))
    }

    @Test func `a refusal is text and a stop reason`() {
        let delta: ResponsesSample =
            #"{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"No."}"#

        let streamed = ResponsesSample.events([.added(0, .message), delta, .done(0, .message), .completed]).body
        let atTheEnd = ResponsesSample.events([
            .done(0, #"{"type":"message","content":[{"type":"refusal","refusal":"No."}]}"#), .completed,
        ]).body

        #expect(streamed == ["0 text", #"0 "No.""#, "0 .", "refusal"])
        #expect(atTheEnd == streamed)
    }

    @Test func `each part of a message is a block`() {
        let body = ResponsesSample.events([
            .added(0, .message), .text(0, "a"), .text(0, "b", part: 1), .done(0, .message),
            .completed,
        ]).body

        #expect(body == ["0 text", #"0 "a""#, "0 .", "1 text", #"1 "b""#, "1 .", "end_turn"])
    }

    @Test func `items that only the completed response has are emitted at the end, in order`() {
        let call = ResponsesSample.call(2, arguments: "{}").data
        let output = #"[{"type":"message","id":"msg_1","content":[{"text":"emitted"}]},\#(call)]"#

        let body = ResponsesSample.events([
            .added(0, .message), .text(0, "emitted"), .done(0, .message),
            .ended("completed", #""status":"completed","output":\#(output)"#),
        ]).body

        #expect(body == ["0 text", #"0 "emitted""#, "0 .", "1 Read call_x2", "1 {}", "1 .", "tool_use"])
    }

    @Test func `an item that never ended is completed from the response`() {
        let output = "[\(ResponsesSample.call(0, arguments: #"{\"a\":1}"#).data)]"

        let body = ResponsesSample.events([
            .added(0, .call(0)), .ended("completed", #""status":"completed","output":\#(output)"#),
        ]).body

        #expect(body == ["0 Read call_x0", #"0 {"a":1}"#, "0 .", "tool_use"])
    }

    @Test func `a server that numbers nothing and announces nothing is understood`() {
        let text: ResponsesSample = #"{"type":"response.output_text.delta","delta":"Hi"}"#
        let summary: ResponsesSample = #"{"type":"response.reasoning_summary_text.delta","delta":"Hm"}"#

        let body = ResponsesSample.events([
            summary, text,
            .ended("completed", #""output":[{"type":"reasoning"},{"type":"message","content":[{"text":"Hi"}]}]"#),
        ]).body

        #expect(body == ["0 thinking", "0 ~Hm~", "0 #dragoman0.", "0 .", "1 text", #"1 "Hi""#, "1 .", "end_turn"])
    }

    @Test func `an answer that ran out of tokens stops with max_tokens, also in a call`() {
        let body = ResponsesSample.events([
            .added(0, .call(0)), .arguments(0, #"{\"a\":\"one tw"#),
            .ended("incomplete", #""status":"incomplete","incomplete_details":{"reason":"max_output_tokens"}"#),
        ]).body

        #expect(body == ["0 Read call_x0", #"0 {"a":"one tw"#, "0 .", "max_tokens"])
    }

    @Test(arguments: [#""incomplete_details":{"reason":"max_output_tokens"}"#, #""incomplete_details":null"#])
    func `a call that was cut off is never repaired, also behind a search`(_ details: String) {
        let search: ResponsesSample = #"""
            {"type":"web_search_call","id":"ws_1","status":"completed",
             "action":{"type":"search","query":"q","sources":[{"type":"url","url":"https://a"}]}}
            """#
        let body = ResponsesSample.events(
            [
                .done(0, search), .added(1, .call(1)), .arguments(1, #"{\"a\":1"#),
                .ended("incomplete", #""status":"incomplete",\#(details)"#),
            ],
            .plain(offersWebSearch: true)
        ).body

        #expect(body.contains(#"2 {"a":1"#))
        #expect(!body.contains { $0.hasSuffix("}") && $0.hasPrefix("2 ") })
        #expect(body.last == "max_tokens")
    }

    @Test func `citations of which the text never comes are noted`() {
        var machine = ResponsesStreamMachine(.plain(offersWebSearch: true))
        _ = machine.run(
            ResponsesSample.frames([
                .added(0, #"{"type":"message","content":[]}"#),
                #"""
                {"type":"response.output_text.annotation.added","output_index":0,"content_index":0,
                 "annotation":{"type":"url_citation","url":"https://a","title":"A"}}
                """#,
                .done(0, #"{"type":"message","content":[]}"#), .completed,
            ])
        )

        #expect(machine.summary.notes.contains { $0.kind == .drop && $0.code == .citationsLate })
    }

    @Test func `a whole answer leaves out the call that was cut off`() throws {
        var machine = ResponsesStreamMachine(.plain())
        let answer = #"""
            {"status":"incomplete","incomplete_details":{"reason":"max_output_tokens"},
             "output":[{"type":"message","content":[{"type":"output_text","text":"Writing."}]},
             {"type":"function_call","status":"incomplete","call_id":"call_1","name":"Read","arguments":"{\"a\":\"on"}]}
            """#

        let message = try MessageAssembler.message(of: machine.run(whole: JSONDocument(answer))).get()

        #expect(message.content == [.text("Writing.")])
        #expect(message.stopReason == .maxTokens)
    }

    @Test func `a filtered answer is a refusal and an unknown reason the end of the turn`() {
        let filtered = ResponsesSample.ended("incomplete", #""incomplete_details":{"reason":"content_filter"}"#)
        let steered = ResponsesSample.ended("incomplete", #""incomplete_details":{"reason":"steered"}"#)

        #expect(ResponsesSample.events([.text(0, "a"), filtered]).body.last == "refusal")
        #expect(ResponsesSample.events([.text(0, "a"), steered]).body.last == "end_turn")
    }

    @Test(arguments: [
        #"{"type":"error","code":"server_error","message":"Oh no.","param":null,"sequence_number":2}"#,
        #"{"type":"error","sequence_number":2,"error":{"code":"server_error","message":"Oh no."}}"#,
        #"{"type":"response.failed","response":{"error":{"code":"server_error","message":"Oh no."}}}"#,
        #"{"error":{"type":"server_error","message":"Oh no.","param":null,"code":null}}"#,
    ])
    func `an error of any form before output is all there is, after it the end`(_ envelope: String) {
        let error = ResponsesSample(stringLiteral: envelope)

        #expect(ResponsesSample.events([error]).script == ["error 500 Oh no."])
        #expect(
            ResponsesSample.events([.text(0, "Half"), error, .completed]).script
                == ["start", "0 text", #"0 "Half""#, "error 500 Oh no."]
        )
    }

    @Test(arguments: [
        ("cancelled", #""status":"cancelled""#), ("completed", #""status":"in_progress""#),
        ("failed", #""error":null"#),
    ])
    func `an answer that did not finish is an error`(_ event: String, _ members: String) {
        #expect(
            ResponsesSample.events([.text(0, "Half"), .ended(event, members)]).script.last?.hasPrefix("error 500")
                == true
        )
    }

    @Test func `a stream without an end is an error and never a message`() {
        let script = ResponsesSample.events([.added(0, .message), .text(0, "All"), .done(0, .message)]).script

        #expect(script.last == "error 500 The upstream closed the stream before the answer was complete.")
        #expect(!script.contains("stop"))
    }

    @Test func `anything but a JSON object is an error`() {
        #expect(ResponsesSample.events(["<html>"]).script.first?.hasPrefix("error 500") == true)
        #expect(ResponsesSample.events(["[1]"]).script.first?.hasPrefix("error 500") == true)
    }

    @Test func `nothing follows the end`() {
        let script = ResponsesSample.events([.text(0, "a"), .completed, .text(1, "b"), .completed]).script

        #expect(script.suffix(2) == ["end_turn", "stop"])
    }

    @Test func `a stop sequence over two deltas ends the answer at once`() {
        var machine = ResponsesStreamMachine(.plain(stops: ["</block>"]))

        let events = machine.receive(ResponsesSample.frames([.text(0, "safe</bl"), .text(0, "ock>more")]))

        #expect(machine.hasEnded)
        #expect(events.body == ["0 text", #"0 "safe""#, "0 .", "stop_sequence </block>"])
    }

    @Test func `a stop sequence in arguments or thinking is none`() {
        let body = ResponsesSample.events(
            [
                .added(0, .reasoning), .summary("</block>"), .done(0, .reasoning),
                .added(1, .call(1)), .arguments(1, #"{\"a\":\"</block>\"}"#),
                .done(1, .call(1)), .completed,
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
        let veto = ResponsesSample.ended(
            "failed",
            #""status":"failed","error":{"code":"bio_policy","message":"Not that."}"#
        )

        #expect(ResponsesSample.events([veto]).body == ["0 text", #"0 "Not that.""#, "0 .", "refusal"])
        #expect(ResponsesSample.events([.text(0, "Well"), veto]).body == ["0 text", #"0 "Well""#, "0 .", "refusal"])
    }
}
