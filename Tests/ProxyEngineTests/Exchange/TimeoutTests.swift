import TestSupport
import Testing

@testable import ProxyEngine

@Suite(.timeLimit(.minutes(1)))
struct TimeoutTests {
    private static let impatient: @Sendable (inout Config) -> Void = { config in
        config.upstreams[0].timeouts.firstByte = .milliseconds(60)
        config.upstreams[0].timeouts.idle = .milliseconds(60)
    }

    @Test(arguments: [true, false])
    func `an upstream that never answers is a 504, told once and hung up on`(streamed: Bool) async throws {
        let start = ContinuousClock.now
        try await RunningEngine.serving(.on("hello", .silence), configure: Self.impatient) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: streamed))

            #expect(answer.status == 504)
            #expect(answer.error?.type == "timeout_error")
            #expect(proxy.upstream.requests.count == 1)
            try await proxy.upstream.waitForDisconnect()
        }
        // Not only when a clock that ticks every second comes round.
        #expect(ContinuousClock.now - start < .milliseconds(900))
    }

    @Test(arguments: DialectName.allCases)
    func `an upstream that sends a head and nothing else is a 504`(_ api: DialectName) async throws {
        let gate = Gate()
        let answer = ScriptedAnswer.text("never", heldAt: .afterFrames(0), by: gate)
        try await RunningEngine.serving(.on("hello", answer), api: api, configure: Self.impatient) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 504)
            #expect(answer.error?.message.contains("no byte for") == true)
            try await proxy.upstream.waitForDisconnect()
        }
    }

    @Test(arguments: DialectName.allCases)
    func `an upstream that falls silent in the middle is an error in the stream`(_ api: DialectName) async throws {
        let gate = Gate()
        let answer = ScriptedAnswer.text("Some words and more.", heldAt: .afterFrames(6), by: gate)
        try await RunningEngine.serving(.on("hello", answer), api: api, configure: Self.impatient) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(answer.error?.type == "timeout_error")
            try await proxy.upstream.waitForDisconnect()
        }
    }

    @Test func `time spent in the queue is not the upstream's`() async throws {
        let gate = Gate()
        let configure: @Sendable (inout Config) -> Void = { config in
            config.upstreams[0].timeouts.firstByte = .milliseconds(150)
            config.upstreams[0].maxConcurrent = 1
        }
        let slow = ScriptedAnswer.text("Slow.", heldAt: .afterFrames(6), by: gate)
        try await RunningEngine.serving(.on("slow", slow), configure: configure) { proxy in
            async let first = proxy.stream(RunningEngine.question("slow words"))
            try await gate.waitUntilReached()
            async let second = proxy.answer(to: RunningEngine.question("quick"))
            try await proxy.waitUntilQueued(1)
            let queued = ContinuousClock.now
            // Other requests pass the time.
            while ContinuousClock.now - queued < .milliseconds(300) {
                _ = try await proxy.answer("GET", "/health")
            }
            gate.open()

            #expect(try await second.status == 200)
            #expect(try await first.isWhole)
        }
    }
}
