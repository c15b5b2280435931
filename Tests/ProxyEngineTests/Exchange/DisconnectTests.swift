import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A client that leaves costs its owner no further token. No limit of time is set here that could end a call instead.
@Suite(.untilHung)
struct DisconnectTests {
    /// Sends the question by hand, runs `body` and closes the connection.
    private static func ask(
        _ proxy: RunningEngine,
        streamed: Bool = true,
        body: @Sendable (RawConnection.Session) async throws -> Void = { _ in }
    ) async throws {
        try await RawConnection.open(to: proxy.url) { connection in
            try await connection.write(RunningEngine.rawRequest(RunningEngine.question(streamed: streamed)))
            try await body(connection)
        }
    }

    @Test(arguments: DialectName.translated)
    func `a client that leaves in the middle of a stream cancels it upstream`(
        _ api: DialectName
    ) async throws {
        let words = ModelReply(.text("on and on and on and on and on "))
        try await RunningEngine.serving(.on("hello", .endless(words)), api: api) { proxy in
            try await Self.ask(proxy) { _ = try await $0.read(until: "content_block_delta") }
            try await proxy.upstream.waitForDisconnect()

            #expect(try await proxy.waitForEnded().first?.outcome == .cancelled)
        }
    }

    @Test func `a client that leaves as soon as it has asked leaves nothing running`() async throws {
        try await RunningEngine.serving(.always(on: "hello", .silence)) { proxy in
            for _ in 0..<10 { try await Self.ask(proxy) }

            let ended = try await proxy.waitForEnded(10)
            #expect(ended.allSatisfy { $0.outcome == .cancelled })
            for request in proxy.upstream.requests.indices {
                try await proxy.upstream.waitForDisconnect(ofRequest: request)
            }
        }
    }

    @Test func `the answer so far is recorded`() async throws {
        let gate = Gate()
        try await RunningEngine.serving(.on("hello", .text("Half of an answer.", heldAt: .afterFrames(6), by: gate))) {
            proxy in
            try await Self.ask(proxy) { _ = try await $0.read(until: "Half of") }

            let exchange = try #require(try await proxy.waitForEnded().first)
            let stages = try #require(proxy.engine.ring.stages(of: exchange.id))
            #expect(String(decoding: stages.clientAnswer.body, as: UTF8.self).contains("Half of"))
            #expect(exchange.answerBytes > 0)
        }
    }

    @Test func `the permit of a client that left is free again`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.upstreams[0].maxConcurrent = 1 }
        try await RunningEngine.serving(.on("hello", .silence), configure: configure) { proxy in
            try await Self.ask(proxy) { _ in try await proxy.upstream.waitForRequests(1) }

            let next = try await proxy.stream()
            #expect(next.isWhole)
        }
    }

    @Test func `the connection upstream is used again after a whole answer`() async throws {
        // The upstream has said its last event and not yet ended the HTTP message.
        let gate = Gate()
        var reply = ModelReply(.text("All of it."))
        reply.holds = [ModelReply.Hold(at: .afterFrames(10), gate)]
        // Such an end is waited for a second only; here time does not pass.
        let clock = ManualClock()
        var options = Engine.Options()
        options.clock = clock.engineClock
        try await RunningEngine.serving(.on("hello", .reply(reply)), options: options) { proxy in
            let answer = try await proxy.stream()
            #expect(answer.isWhole)
            try await gate.waitUntilReached()
            gate.open()

            await #expect(throws: ScriptedUpstream.AnswerCompleted.self) {
                try await proxy.upstream.waitForDisconnect()
            }
        }
    }
}
