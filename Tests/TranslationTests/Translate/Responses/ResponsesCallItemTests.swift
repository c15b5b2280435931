import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct ResponsesCallItemTests {
    @Test func `alternating events of two calls are emitted one call after the other`() {
        let body = ResponsesSample.events([
            .added(0, .call(0)), .added(1, .call(1)), .arguments(1, #"{\"b\":"#),
            .arguments(0, #"{\"a\":"#), .arguments(1, "2}"),
            .done(1, .call(1, arguments: #"{\"b\":2}"#)),
            .arguments(0, "1}"), .done(0, .call(0, arguments: #"{\"a\":1}"#)), .completed,
        ]).body

        #expect(
            body == [
                "0 Read call_x0", #"0 {"a":"#, "0 1}", "0 .", "1 Read call_x1", #"1 {"b":2}"#, "1 .", "tool_use",
            ]
        )
    }

    @Test func `a waiting call streams once it has its turn`() {
        var machine = ResponsesStreamMachine(.plain())

        let events = machine.receive(
            ResponsesSample.frames([
                .added(0, .call(0)), .added(1, .call(1)), .arguments(1, #"{\"a\""#), .done(0, .call(0)),
                .arguments(1, ":1}"),
            ])
        )

        #expect(events.body == ["0 Read call_x0", "0 .", "1 Read call_x1", #"1 {"a""#, "1 :1}"])
    }

    @Test func `too many parallel items are an error`() {
        var machine = ResponsesStreamMachine(.plain())
        let piece = ResponsesSample.arguments(1, String(repeating: "x", count: 1 << 20))

        _ = machine.receive(ResponsesSample.frames([.added(0, .call(0))] + Array(repeating: piece, count: 20)))

        #expect(machine.hasEnded)
        #expect(machine.summary.failure.map { APIError($0).kind } == .api)
    }

    @Test(arguments: ["", #","arguments":"""#, #","arguments":"{}""#])
    func `a call without arguments has none`(_ member: String) {
        let item: ResponsesSample = #"{"type":"function_call","call_id":"call_x1","name":"Read"\#(member)}"#

        let body = ResponsesSample.events([.added(0, item), .done(0, item), .completed]).body

        #expect(body.filter { $0 != "0 {}" } == ["0 Read call_x1", "0 .", "tool_use"])
    }

    @Test func `arguments that only the end of a call has are emitted`() {
        let early: ResponsesSample =
            #"{"type":"response.function_call_arguments.done","output_index":0,"arguments":"{\"a\":1}"}"#

        let whenDone = ResponsesSample.events([
            .added(0, .call(0)), early, .done(0, .call(0, arguments: #"{\"a\":1}"#)), .completed,
        ]).body
        let atTheEnd = ResponsesSample.events([
            .added(0, .call(0)), .done(0, .call(0, arguments: #"{\"a\":1}"#)), .completed,
        ]).body

        #expect(whenDone == ["0 Read call_x0", #"0 {"a":1}"#, "0 .", "tool_use"])
        #expect(atTheEnd == whenDone)
    }

    @Test(arguments: ["null", "[1]", #"\"[]\""#, "7"])
    func `arguments that are not an object become an empty one, with a note`(_ arguments: String) {
        var machine = ResponsesStreamMachine(.plain())

        let body = machine.run(ResponsesSample.frames([.done(0, .call(0, arguments: arguments)), .completed])).body

        #expect(body == ["0 Read call_x0", "0 .", "tool_use"])
        #expect(machine.summary.notes.map(\.kind).contains(.fail))
    }

    @Test func `a shortened name is the client's own again`() {
        let item: ResponsesSample = #"{"type":"function_call","call_id":"call_x","name":"short_1a2b","arguments":"{}"}"#

        let body = ResponsesSample.events([.done(0, item), .completed], .plain(toolNames: ["short_1a2b": "mcp__long"]))
            .body

        #expect(body == ["0 mcp__long call_x", "0 {}", "0 .", "tool_use"])
    }
}
