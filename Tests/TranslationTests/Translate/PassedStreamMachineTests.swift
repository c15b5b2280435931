import Foundation
import Testing
import TranslationTestSupport

@testable import Translation

/// Answers of Anthropic's Messages API that are passed on.
struct PassedStreamMachineTests {
    private static let context = ReplyContext(
        messageID: "msg_own",
        requestedModel: "claude-sonnet-5",
        upstreamModel: "kimi-k2.5",
        estimatedInputTokens: 12
    )

    private static func fixture(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures/anthropic/reply-thinking-and-call")
        return try Array(Data(contentsOf: folder.standardized.appending(path: name)))
    }

    private static func events(_ bytes: [UInt8]) throws -> [ServerSentEvent] {
        var decoder = ServerSentEventDecoder()
        var events: [ServerSentEvent] = []
        try decoder.feed(bytes, into: &events)
        return events
    }

    private static func event(_ data: String) throws -> ServerSentEvent {
        let type = try JSONDocument(data).root["type"]?.string ?? ""
        return ServerSentEvent(name: type, data: data)
    }

    private static let start =
        #"{"type":"message_start","message":{"id":"m","model":"kimi-k2.5","content":[],"usage":{"input_tokens":3}}}"#

    private static func bytes(_ events: [MessageStreamEvent]) -> String {
        var bytes: [UInt8] = []
        for event in events { event.appendServerSentEvent(to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `a stream is passed on but for the model's name`() throws {
        var machine = PassedStreamMachine(Self.context)
        var grammar = MessageGrammar()
        var events: [MessageStreamEvent] = []
        for event in try Self.events(Self.fixture("reply.upstream.sse")) { machine.receive(event, into: &events) }
        for event in events { try grammar.accept(event) }
        machine.finish(into: &events)

        #expect(Self.bytes(events) == String(decoding: try Self.fixture("reply.anthropic.sse"), as: UTF8.self))
        #expect(machine.hasEnded && grammar.hasEnded)
        #expect(machine.summary.modelAnswered == "kimi-k2.5")
        #expect(machine.summary.stopReason == .toolUse)
        #expect(
            machine.summary.usage
                == Usage(
                    inputTokens: 7,
                    cacheCreationInputTokens: 100,
                    cacheReadInputTokens: 2000,
                    outputTokens: 42,
                    serviceTier: "standard"
                )
        )
    }

    @Test func `the start is held until there is something to say`() throws {
        var machine = PassedStreamMachine(Self.context)
        var events: [MessageStreamEvent] = []
        machine.receive(try Self.event(Self.start), into: &events)
        machine.receive(try Self.event(#"{"type":"ping"}"#), into: &events)
        #expect(events.isEmpty)

        machine.receive(
            try Self.event(#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#),
            into: &events
        )

        guard case .error(let error) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(events.count == 1)
        #expect(error.kind == .overloaded)
        #expect(error.message == "Overloaded")
        #expect(machine.summary.failure?.refusal == .transient(retryAfter: nil))
    }

    @Test func `a stream that the proxy has opened has one start`() throws {
        var machine = PassedStreamMachine(Self.context)
        var events: [MessageStreamEvent] = []
        machine.open(into: &events)
        for event in try Self.events(Self.fixture("reply.upstream.sse")) { machine.receive(event, into: &events) }
        let answer = try StreamedAnswer(parsing: Self.bytes(events))

        #expect(answer.names.count { $0 == "message_start" } == 1)
        #expect(answer.events.first?.data["message"]?["id"]?.string == "msg_own")
        #expect(answer.stopReason == "tool_use")
        #expect(machine.summary.usage?.cacheReadInputTokens == 2000)
    }

    @Test func `a stream that ends early is an error`() throws {
        var machine = PassedStreamMachine(Self.context)
        var events: [MessageStreamEvent] = []
        machine.receive(try Self.event(Self.start), into: &events)
        machine.finish(into: &events)
        #expect(machine.summary.failure == .broken(.closedEarly))

        var other = PassedStreamMachine(Self.context)
        other.receive(ServerSentEvent(data: "[1]"), into: &events)
        #expect(other.summary.failure == .broken(.unreadableEvent))
    }

    @Test func `a whole answer keeps every byte but the model's name`() throws {
        let answer =
            #"{"model": "kimi-k2.5",  "type":"message","content":[{"type":"text","text":"é\u0041"}],"new":1,"#
            + #""id":"m","stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":2}}"#
        var machine = PassedStreamMachine(Self.context)
        var events: [MessageStreamEvent] = []
        machine.receive(whole: try JSONDocument(answer), into: &events)
        let message = try MessageAssembler.message(of: events).get()

        #expect(
            String(decoding: message.json, as: UTF8.self)
                == answer.replacingOccurrences(of: "kimi-k2.5", with: "claude-sonnet-5")
        )
        #expect(machine.summary.usage?.outputTokens == 2)
        #expect(machine.summary.stopReason == .endTurn)
    }

    @Test func `a whole answer is a stream for a client that asked for one`() throws {
        let answer = #"""
            {"id":"m","type":"message","role":"assistant","model":"kimi-k2.5","content":[
            {"type":"thinking","thinking":"Hm.","signature":"Eq"},{"type":"text","text":"Hi"},
            {"type":"tool_use","id":"toolu_1","name":"Read","input":{"path":"/"}},{"type":"new","n":1}],
            "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":5,"output_tokens":2}}
            """#
        var machine = PassedStreamMachine(Self.context)
        var grammar = MessageGrammar()
        var events: [MessageStreamEvent] = []
        machine.receive(whole: try JSONDocument(answer), into: &events)
        for event in events { try grammar.accept(event) }
        let streamed = try StreamedAnswer(parsing: Self.bytes(events))

        #expect(grammar.hasEnded)
        #expect(streamed.text == "Hi")
        #expect(streamed.toolInput == #"{"path":"/"}"#)
        #expect(streamed.stopReason == "tool_use")
        #expect(streamed.events.first?.data["message"]?["model"]?.string == "claude-sonnet-5")
    }

    @Test(arguments: [
        (404, "not_found_error", APIError.Kind.notFound, false), (529, "overloaded_error", .overloaded, true),
        (429, "rate_limit_error", .rateLimit, true), (400, "invalid_request_error", .invalidRequest, false),
        (413, "request_too_large", .requestTooLarge, false), (403, "permission_error", .permission, false),
    ])
    func `an error keeps its status, type and words`(
        _ status: Int,
        _ type: String,
        _ kind: APIError.Kind,
        _ isTransient: Bool
    ) {
        let error = AnthropicMessagesDialect().error(
            status: status,
            headers: [HeaderField("retry-after", "7"), HeaderField("request-id", "req_1")],
            body: Array(#"{"type":"error","error":{"type":"\#(type)","message":"Words of its own."}}"#.utf8),
            now: Date(timeIntervalSince1970: 0)
        )
        let passed = APIError(UpstreamFailure(error, model: "x"))

        #expect(passed.status == status)
        #expect(passed.kind == kind)
        #expect(passed.message == "Words of its own.")
        #expect(passed.retryAfter == 7)
        #expect(error.requestID == "req_1")
        #expect(error.refusal == (isTransient ? .transient(retryAfter: .seconds(7)) : .final))
    }

    @Test func `a context that overflows is known by Anthropic's words`() {
        let words = "prompt is too long: 212000 tokens > 200000 maximum"
        let error = AnthropicMessagesDialect().error(
            status: 400,
            headers: [],
            body: Array(#"{"type":"error","error":{"type":"invalid_request_error","message":"\#(words)"}}"#.utf8),
            now: Date(timeIntervalSince1970: 0)
        )

        #expect(error.overflow == .input(tokens: 212_000, window: 200_000))
        #expect(UpstreamFailure(error, model: "x").cause == .contextOverflow)
        #expect(APIError(UpstreamFailure(error, model: "x")).message == words)
    }

    @Test func `the server's limits are passed on`() {
        let headers = AnthropicMessagesDialect().limitHeaders(
            from: [
                HeaderField("Anthropic-Ratelimit-Tokens-Remaining", "9"), HeaderField("server", "x"),
                HeaderField("x-ratelimit-limit-tokens", "1"),
            ],
            now: Date(timeIntervalSince1970: 0)
        )

        #expect(headers == [HeaderField("anthropic-ratelimit-tokens-remaining", "9")])
    }
}
