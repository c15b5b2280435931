import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Until the first output, a failure is an HTTP status; after it, an event in the stream; and never a whole answer.
@Suite(.untilHung)
struct HeldBackStatusTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var api: DialectName
        var streamed: Bool

        var testDescription: String { "\(api), \(streamed ? "streamed" : "whole")" }
    }

    static let cases = DialectName.translated.flatMap { api in [true, false].map { Case(api: api, streamed: $0) } }

    private static let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }

    /// An error no retry mends.
    private static let bad = ModelReply.StreamedError(
        type: "invalid_request_error",
        code: "invalid_value",
        message: "No such thing."
    )

    @Test(arguments: cases)
    func `an error status is passed on as one`(_ test: Case) async throws {
        let answer = ScriptedAnswer.error(400, code: "invalid_value", "No such thing.")
        try await RunningEngine.serving(.on("hello", answer), api: test.api) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: test.streamed))

            #expect(answer.status == 400)
            #expect(answer.header("content-type") == "application/json")
            #expect(answer.error?.type == "invalid_request_error")
            #expect(answer.error?.message == "No such thing.")
            #expect(answer.json["request_id"]?.string == answer.header("request-id"))
        }
    }

    @Test(arguments: [true, false])
    func `the client's answer is recorded as the fourth stage`(streamed: Bool) async throws {
        let answer = ScriptedAnswer.error(400, code: "invalid_value", "No such thing.")
        try await RunningEngine.serving(.on("hello", answer)) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: streamed))

            let exchange = try #require(try await proxy.waitForEnded().first)
            let stages = try #require(proxy.engine.ring.stages(of: exchange.id))
            #expect(stages.anthropicAnswer.body == answer.body)
        }
    }

    @Test(arguments: cases)
    func `an error inside the stream before any output has its own status`(_ test: Case) async throws {
        // Responses has said `created` and `in_progress` by then, Chat its empty first chunk.
        let frames = test.api == .responses ? 2 : 1
        let answer = ScriptedAnswer.streamedError(Self.bad, afterFrames: frames)
        try await RunningEngine.serving(.on("hello", answer), api: test.api) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: test.streamed))

            #expect(answer.status == 400)
            #expect(answer.error?.message == "No such thing.")
        }
    }

    @Test func `an error event with its fields in an object is read as well`() async throws {
        var error = Self.bad
        error.isNested = true
        try await RunningEngine.serving(.on("hello", .streamedError(error, afterFrames: 2))) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 400)
            #expect(answer.error?.message == "No such thing.")
        }
    }

    @Test(arguments: DialectName.translated)
    func `an error after output is the stream's last event`(_ api: DialectName) async throws {
        let answer = ScriptedAnswer.streamedError(Self.bad, afterFrames: 6)
        try await RunningEngine.serving(.on("hello", answer), api: api) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(!answer.text.isEmpty)
            #expect(answer.error?.type == "invalid_request_error")
            #expect(answer.error?.message == "No such thing.")
            #expect(!answer.names.contains("message_stop"))
            let ended = try await proxy.waitForExchange(.failed)
            #expect(ended.outcome.label == "invalid_request_error")
        }
    }

    @Test(arguments: DialectName.translated)
    func `without stream an error in the middle is a status`(_ api: DialectName) async throws {
        let answer = ScriptedAnswer.streamedError(Self.bad, afterFrames: 6)
        try await RunningEngine.serving(.on("hello", answer), api: api) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: false))

            #expect(answer.status == 400)
            #expect(answer.error?.message == "No such thing.")
        }
    }

    @Test(arguments: DialectName.translated)
    func `a stream that is cut is never a whole answer`(_ api: DialectName) async throws {
        var reply = ModelReply(.text("Some words, and then nothing more."))
        reply.mishap = .cut(afterFrames: 6)
        try await RunningEngine.serving(.on("hello", .reply(reply)), api: api) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(!answer.isWhole)
            #expect(answer.error?.type == "api_error")
            #expect(!answer.names.contains("content_block_stop"))
        }
    }

    @Test(arguments: DialectName.translated)
    func `a stream that ends without its last event is never a whole answer`(_ api: DialectName) async throws {
        let frames =
            api == .responses
            ? [
                #"event: response.output_item.added"#
                    + "\n"
                    + #"data: {"type":"response.output_item.added","output_index":0,"item":{"id":"m","type":"message"}}"#
                    + "\n\n",
                #"data: {"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Half"}"#
                    + "\n\n",
            ] : [#"data: {"choices":[{"index":0,"delta":{"content":"Half"}}]}"# + "\n\n"]
        try await RunningEngine.serving(.on("hello", .events(frames)), api: api) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(answer.text == "Half")
            #expect(answer.error?.type == "api_error")
        }
    }

    @Test(arguments: DialectName.translated)
    func `without stream an answer that is cut is an error`(_ api: DialectName) async throws {
        var reply = ModelReply(.text("Some words, and then nothing more."))
        reply.mishap = .cut(afterFrames: 6)
        try await RunningEngine.serving(.on("hello", .reply(reply)), api: api, configure: Self.once) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: false))

            #expect(answer.status == 500)
            #expect(answer.error?.type == "api_error")
        }
    }

    @Test func `response failed after output is an error`() async throws {
        var reply = ModelReply(.text("Some words."))
        reply.mishap = .failed(code: "server_error", message: "The model broke.")
        try await RunningEngine.serving(.on("hello", .reply(reply)), configure: Self.once) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(answer.error?.type == "api_error")
            #expect(answer.error?.message == "The model broke.")
        }
    }

    @Test func `response failed before output is a status`() async throws {
        let frame = """
            event: response.failed
            data: {"type":"response.failed","response":{"status":"failed","error":\
            {"code":"rate_limit_exceeded","message":"Too fast."},"output":[]}}


            """
        try await RunningEngine.serving(.on("hello", .events([frame])), configure: Self.once) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 429)
            #expect(answer.error?.type == "rate_limit_error")
        }
    }

    @Test(arguments: DialectName.translated)
    func `nothing is sent to the client while the upstream is silent`(_ api: DialectName) async throws {
        let gate = Gate()
        var reply = ModelReply(.text("late"))
        reply.holds = [ModelReply.Hold(at: .afterFrames(api == .responses ? 2 : 1), gate)]
        reply.mishap = .error(Self.bad, afterFrames: api == .responses ? 2 : 1)
        try await RunningEngine.serving(.on("hello", .reply(reply)), api: api) { proxy in
            async let answer = proxy.answer(to: RunningEngine.question())
            try await proxy.waitForExchange(.firstByte)
            gate.open()

            // Had the head gone out with the upstream's, this could only be 200.
            #expect(try await answer.status == 400)
        }
    }

    @Test(arguments: DialectName.translated)
    func `a 200 without an answer is an error`(_ api: DialectName) async throws {
        let answer = ScriptedAnswer.bytes(status: 200, contentType: "text/html", Array("<html>Log in</html>".utf8))
        try await RunningEngine.serving(.on("hello", answer), api: api, configure: Self.once) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 500)
            #expect(answer.error?.type == "api_error")
        }
    }

    @Test func `a 200 whose JSON is broken is an error`() async throws {
        let answer = ScriptedAnswer.bytes(status: 200, contentType: "application/json", Array(#"{"output":["#.utf8))
        try await RunningEngine.serving(.on("hello", answer), configure: Self.once) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 500)
            #expect(answer.error?.message.contains("not JSON") == true)
        }
    }

    @Test(arguments: cases)
    func `a policy's refusal is an answer with the stop reason refusal, so that the client does not retry`(
        _ test: Case
    ) async throws {
        let answer = ScriptedAnswer.error(400, code: "content_policy_violation", "That is against the rules.")
        try await RunningEngine.serving(.on("hello", answer), api: test.api) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: test.streamed))

            #expect(answer.status == 200)
            if test.streamed {
                let stream = try StreamedAnswer(parsing: answer.text)
                #expect(stream.violation == nil)
                #expect(stream.stopReason == "refusal")
                #expect(stream.text == "That is against the rules.")
            } else {
                #expect(answer.json["stop_reason"]?.string == "refusal")
            }
            #expect(try await proxy.waitForEnded().first?.outcome == .finished(.refusal))
        }
    }
}
