import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct TimeoutTests {
    private static let firstByte: Duration = .milliseconds(400)
    private static let idle: Duration = .milliseconds(200)

    /// Runs `body` with a clock that stands still until it is moved.
    private static func serving(
        _ answer: ScriptedAnswer,
        _ api: DialectName = .responses,
        body: @Sendable (RunningEngine, ManualClock) async throws -> Void
    ) async throws {
        let clock = ManualClock()
        var options = Engine.Options()
        options.clock = clock.engineClock
        let configure: @Sendable (inout Config) -> Void = { config in
            config.upstreams[0].timeouts.firstByte = firstByte
            config.upstreams[0].timeouts.idle = idle
        }
        try await RunningEngine.serving(.on("hello", answer), api: api, options: options, configure: configure) {
            proxy in
            try await body(proxy, clock)
        }
    }

    @Test(arguments: [true, false])
    func `an upstream that never answers is a 504, asked once and hung up on`(streamed: Bool) async throws {
        try await Self.serving(.silence) { proxy, clock in
            async let answer = proxy.answer(to: RunningEngine.question(streamed: streamed))
            try await proxy.upstream.waitForRequests(1)
            clock.advance(by: Self.firstByte)

            #expect(try await answer.status == 504)
            #expect(try await answer.error?.type == "timeout_error")
            #expect(try await answer.error?.message.contains("no answer within 0.4 seconds") == true)
            try await proxy.upstream.waitForDisconnect()
            #expect(proxy.upstream.requests.count == 1)
        }
    }

    @Test(arguments: DialectName.translated)
    func `an upstream that falls silent in the middle is an error in the stream`(_ api: DialectName) async throws {
        var reply = ModelReply(.text("Some words, and then a silence."))
        reply.pieceLength = 100
        // After the one piece of text.
        reply.holds = [ModelReply.Hold(at: .afterFrames(api == .responses ? 5 : 2), Gate())]
        try await Self.serving(.reply(reply), api) { proxy, clock in
            let stream = try await proxy.post(RunningEngine.question()) { answer in
                let start = try await answer.read(until: "silence.")
                clock.advance(by: Self.idle)
                return try StreamedAnswer(parsing: start + (try await answer.text()))
            }

            #expect(stream.violation == nil)
            #expect(stream.error?.type == "timeout_error")
            try await proxy.upstream.waitForDisconnect()
        }
    }
}
