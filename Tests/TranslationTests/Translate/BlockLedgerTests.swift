import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct BlockLedgerTests {
    /// What a ledger says to the calls of `body`.
    private func events(
        _ context: ReplyContext = .plain(),
        _ body: (inout BlockLedger, inout [MessageStreamEvent]) -> Void
    ) -> [MessageStreamEvent] {
        var ledger = BlockLedger(context)
        var events: [MessageStreamEvent] = []
        body(&ledger, &events)
        return events
    }

    @Test func `the first event carries the client's model and the estimate`() {
        let events = events { ledger, events in ledger.text("a", into: &events) }

        let message = Message(
            id: "msg_0123456789abcdef",
            model: "claude-sonnet-5",
            usage: Usage(inputTokens: 100, outputTokens: 1)
        )
        #expect(events.first == .messageStart(message))
    }

    @Test func `an answer that is opened starts once`() {
        let script = events { ledger, events in
            ledger.open(into: &events)
            ledger.open(into: &events)
            ledger.text("a", into: &events)
        }.script

        #expect(script == ["start", "0 text", #"0 "a""#])
    }

    @Test func `content of another kind closes the open block`() {
        let script = events { ledger, events in
            ledger.thinking("Hm", into: &events)
            ledger.text("a", into: &events)
            ledger.startTool(id: "call_1", name: "Read", into: &events)
            ledger.toolInput("{}", into: &events)
            ledger.text("b", into: &events)
            ledger.finish(.endTurn, into: &events)
        }.script

        #expect(
            script == [
                "start", "0 thinking", "0 ~Hm~", "0 #dragoman0.", "0 .", "1 text", #"1 "a""#, "1 .", "2 Read call_1",
                "2 {}", "2 .", "3 text", #"3 "b""#, "3 .", "tool_use", "stop",
            ]
        )
    }

    @Test func `empty content is not emitted`() {
        #expect(
            events { ledger, events in
                ledger.text("", into: &events)
                ledger.thinking("", into: &events)
                ledger.closeBlock(into: &events)
                ledger.sealThinking(nil, into: &events)
            }.isEmpty
        )
    }

    @Test func `an error is emitted once and last, and the open block stays open`() {
        let script = events { ledger, events in
            ledger.text("half", into: &events)
            ledger.fail(.broken(.brokenOff), into: &events)
            ledger.fail(.broken(.nameless), into: &events)
            ledger.text("more", into: &events)
            ledger.finish(.endTurn, into: &events)
            ledger.open(into: &events)
        }.script

        #expect(script == ["start", "0 text", #"0 "half""#, "error 500 The upstream broke the answer off."])
    }

    @Test func `an error before anything else is the only event`() {
        #expect(
            events { ledger, events in ledger.fail(.transport(.idleTimeout(.seconds(1))), into: &events) }.script
                == [
                    "error 504 The upstream API did not answer in time: no data for 1.0 seconds in the middle of the answer."
                ]
        )
    }

    @Test func `white space before arguments is removed`() {
        let script = events { ledger, events in
            ledger.startTool(id: "call_1", name: "Read", into: &events)
            ledger.toolInput(" \n", into: &events)
            ledger.toolInput("\t {\"a\"", into: &events)
            ledger.toolInput(" :1}", into: &events)
        }.body

        #expect(script == ["0 Read call_1", #"0 {"a""#, "0  :1}"])
    }

    @Test func `text that is held back comes before the block that follows it`() {
        let script = events(.plain(stops: ["STOP"])) { ledger, events in
            ledger.text("ST", into: &events)
            ledger.thinking("Hm", into: &events)
        }.body

        #expect(script == ["0 text", #"0 "ST""#, "0 .", "1 thinking", "1 ~Hm~"])
    }

    @Test func `a stop sequence does not reach from one block into the next`() {
        let script = events(.plain(stops: ["STOP"])) { ledger, events in
            ledger.text("ST", into: &events)
            ledger.closeBlock(into: &events)
            ledger.text("OP", into: &events)
            ledger.finish(.endTurn, into: &events)
        }.body

        #expect(script == ["0 text", #"0 "ST""#, "0 .", "1 text", #"1 "OP""#, "1 .", "end_turn"])
    }

    @Test func `a sequence that only the end of the text decides ends the answer`() {
        let script = events(.plain(stops: ["STOPPED", "STOP"])) { ledger, events in
            ledger.text("a STOP", into: &events)
            ledger.startTool(id: "call_1", name: "Read", into: &events)
            ledger.finish(.toolUse, into: &events)
        }.script

        #expect(script == ["start", "0 text", #"0 "a ""#, "0 .", "stop_sequence STOP", "stop"])
    }

    @Test func `reported usage is sent, or else an estimate of the output`() {
        var reported = BlockLedger(.plain())
        var estimated = BlockLedger(.plain())
        var events: [MessageStreamEvent] = []
        reported.reportedUsage = Usage(inputTokens: 5, outputTokens: 6)
        for text in ["twelve", " bytes"] {
            reported.text(JSONText(text), into: &events)
            estimated.text(JSONText(text), into: &events)
        }
        reported.finish(.endTurn, into: &events)
        estimated.finish(.endTurn, into: &events)

        #expect(reported.summary.usage == Usage(inputTokens: 5, outputTokens: 6))
        #expect(estimated.summary.usage == Usage(inputTokens: 100, outputTokens: 3))
    }

    @Test func `an answer of nothing still cost something`() {
        var ledger = BlockLedger(ReplyContext(messageID: "m", requestedModel: "a", upstreamModel: "b"))
        var events: [MessageStreamEvent] = []

        ledger.finish(.endTurn, into: &events)

        #expect(ledger.summary.usage == Usage(inputTokens: 1, outputTokens: 1))
    }

    @Test func `output is estimated while it comes`() {
        var ledger = BlockLedger(.plain())
        var events: [MessageStreamEvent] = []

        ledger.text("twelve bytes", into: &events)
        ledger.count("eight by")

        #expect(ledger.summary.estimatedOutputTokens == 5)
        #expect(ledger.summary.usage == nil)
    }

    @Test func `a note is made once and there is an end to them`() {
        var ledger = BlockLedger(.plain())

        for number in 0..<500 {
            ledger.note(TranslationNote(.drop, .answer, from: "a[\(number)]", "\(number) is gone"))
            ledger.note(TranslationNote(.drop, .answer, from: "a[\(number)]", "\(number) is gone"))
        }

        #expect(ledger.notes.count == 65)
    }

    @Test func `a request that a policy stopped is an answer that refuses`() {
        let error = OpenAIError(status: 400, code: "content_policy_violation", message: "Not that.")

        let script = error.refusalEvents(replyingTo: .plain()).script

        #expect(script == ["start", "0 text", #"0 "Not that.""#, "0 .", "refusal", "stop"])
    }
}
