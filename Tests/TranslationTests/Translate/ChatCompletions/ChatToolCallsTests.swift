import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ChatToolCallsTests {
    @Test func `alternating fragments of two calls are emitted one call after the other`() {
        let body = ChatSample.events([
            .head(0), .head(1), .arguments(1, #"{\"b\":"#), .arguments(0, #"{\"a\":"#),
            .arguments(1, "2}"), .arguments(0, "1}"), .toolCalls, .done,
        ]).body

        #expect(
            body == [
                "0 Read call_x0", #"0 {"a":"#, "0 1}", "0 .", "1 Read call_x1", #"1 {"b":2}"#, "1 .", "tool_use",
            ]
        )
    }

    @Test func `the second call streams once the first is complete`() {
        var machine = ChatStreamMachine(.plain())

        let events = machine.receive(
            ChatSample.frames([.head(0), .arguments(0, "{}"), .head(1), .arguments(1, #"{\"a\""#)])
        )

        #expect(events.body == ["0 Read call_x0", "0 {}", "0 .", "1 Read call_x1", #"1 {"a""#])
        #expect(machine.summary.notes.isEmpty)
    }

    @Test func `an id that comes late and a name in pieces are waited for`() {
        let body = ChatSample.events([
            .call(0, #""function":{"name":"Re","arguments":""}"#), .call(0, #""function":{"name":"ad"}"#),
            .arguments(0, #"{\"a\":1"#), .call(0, #""id":"call_late""#), .arguments(0, "}"),
            .toolCalls, .done,
        ]).body

        #expect(body == ["0 Read call_late", #"0 {"a":1"#, "0 }", "0 .", "tool_use"])
    }

    @Test func `an id that never comes is made up the same each time`() throws {
        let chunks: [ChatSample] = [.call(0, #""function":{"name":"Read","arguments":"{}"}"#), .toolCalls, .done]

        let first = ChatSample.events(chunks)

        #expect(first == ChatSample.events(chunks))
        let line = try #require(first.body.first)
        #expect(line.wholeMatch(of: /0 Read call_[0-9a-f]{24}/) != nil)
    }

    @Test func `a name and an id that every chunk repeats are taken once`() {
        let piece = { (arguments: String) in
            ChatSample.call(0, #""id":"call_x","function":{"name":"Read","arguments":"\#(arguments)"}"#)
        }

        let body = ChatSample.events([piece(""), piece(#"{\"a\":"#), piece("1}"), .toolCalls, .done]).body

        #expect(body == ["0 Read call_x", #"0 {"a":"#, "0 1}", "0 .", "tool_use"])
    }

    @Test func `more calls than any model makes are an error`() throws {
        let limit = ChatToolCalls.countLimit
        let calls = (0...limit).map { #"{"index":\#($0),"id":"c\#($0)x","function":{"name":"f","arguments":"{}"}}"# }
        func answer(_ calls: ArraySlice<String>) -> String {
            #"{"choices":[{"delta":{"tool_calls":[\#(calls.joined(separator: ","))]},"finish_reason":"tool_calls"}]}"#
        }
        var machine = ChatStreamMachine(.plain())
        var whole = ChatStreamMachine(.plain())
        var most = ChatStreamMachine(.plain())

        let events = machine.receive([ServerSentEvent(data: answer(calls[...]))])
        let wholeEvents = whole.run(whole: try JSONDocument(answer(calls[...]).replacing("delta", with: "message")))
        let mostEvents = most.run([ServerSentEvent(data: answer(calls.prefix(limit)))])

        #expect(events.last == .error(APIError(AnswerFailure.broken(.tooMuchBuffered))))
        #expect(wholeEvents.last == .error(APIError(AnswerFailure.broken(.tooMuchBuffered))))
        #expect(mostEvents.last == .messageStop)
    }

    @Test func `a number that is used again with a new id is a new call`() {
        let body = ChatSample.events([
            .call(0, #""id":"call_a","function":{"name":"Read","arguments":"{}"}"#),
            .call(0, #""id":"call_b","function":{"name":"Read","arguments":"{}"}"#), .toolCalls, .done,
        ]).body

        #expect(body == ["0 Read call_a", "0 {}", "0 .", "1 Read call_b", "1 {}", "1 .", "tool_use"])
    }

    @Test func `calls without numbers are distinguished by their ids`() {
        let body = ChatSample.events([
            .chunk(#"{"tool_calls":[{"id":"call_a","function":{"name":"Read","arguments":"{\"a\":"}}]}"#),
            .chunk(#"{"tool_calls":[{"function":{"arguments":"1}"}}]}"#),
            .chunk(#"{"tool_calls":[{"id":"call_b","function":{"name":"Read","arguments":"{}"}}]}"#),
            .toolCalls, .done,
        ]).body

        #expect(
            body == ["0 Read call_a", #"0 {"a":"#, "0 1}", "0 .", "1 Read call_b", "1 {}", "1 .", "tool_use"]
        )
    }

    @Test func `empty arguments count as none, and an object instead of a string is accepted`() {
        let empty = ChatSample.events([.head(0), .toolCalls, .done]).body
        let object = ChatSample.events([
            .call(0, #""id":"call_x","function":{"name":"Read","arguments":{"a":1.0}}"#), .toolCalls, .done,
        ]).body

        #expect(empty == ["0 Read call_x0", "0 .", "tool_use"])
        #expect(object == ["0 Read call_x", #"0 {"a":1.0}"#, "0 .", "tool_use"])
    }

    @Test func `a call without a name is left out, with a note`() {
        var machine = ChatStreamMachine(.plain())

        let body = machine.run(ChatSample.frames([.arguments(0, "{}"), .toolCalls, .done])).body

        #expect(body == ["0 text", "0 .", "end_turn"])
        #expect(machine.summary.notes.map(\.kind) == [.fail, .add, .add])
    }

    @Test func `a shortened name is the client's own again`() {
        let body = ChatSample.events(
            [.head(0, name: "short_1a2b"), .toolCalls, .done],
            .plain(toolNames: ["short_1a2b": "mcp__long"])
        ).body

        #expect(body.first == "0 mcp__long call_x0")
    }

    @Test func `the old function call is a call`() {
        let body = ChatSample.events([
            .chunk(#"{"function_call":{"name":"Read","arguments":""}}"#),
            .chunk(#"{"function_call":{"arguments":"{}"}}"#), .chunk("{}", "function_call"), .done,
        ]).body

        #expect(body.dropFirst() == ["0 {}", "0 .", "tool_use"])
        #expect(body.first?.hasPrefix("0 Read call_") == true)
    }

    @Test func `too many parallel items are an error`() {
        var machine = ChatStreamMachine(.plain())
        let piece = ChatSample.arguments(1, String(repeating: "x", count: 1 << 20))

        _ = machine.receive(ChatSample.frames([.head(0)] + Array(repeating: piece, count: 20)))

        #expect(machine.summary.failure.map { APIError($0).kind } == .api)
    }
}
