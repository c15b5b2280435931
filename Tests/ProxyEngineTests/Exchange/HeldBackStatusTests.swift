import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Until the first output, a failure is an HTTP status; over sockets. The cases: `ExchangeFailureTableTests`.
@Suite(.untilHung)
struct HeldBackStatusTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var api: DialectName
        var streamed: Bool

        var testDescription: String { "\(api), \(streamed ? "streamed" : "whole")" }
    }

    static let cases = DialectName.translated.flatMap { api in [true, false].map { Case(api: api, streamed: $0) } }

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
            #expect(stages.clientAnswer.body == answer.body)
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
}
