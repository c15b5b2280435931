import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A client that hears nothing for minutes gives up: a silent upstream is covered by pings.
@Suite(.untilHung)
struct HeartbeatTests {
    private static let lively: @Sendable (inout Config) -> Void = { config in
        config.server.heartbeat = .milliseconds(20)
        config.server.commitAfter = .milliseconds(20)
    }

    /// Reads until the stream holds `text`, opens the gate and reads the rest.
    private static func stream(
        _ proxy: RunningEngine,
        until text: String,
        then gate: Gate
    ) async throws -> StreamedAnswer {
        try await proxy.post(RunningEngine.question()) { answer in
            #expect(answer.status == 200)
            let start = try await answer.read(until: text)
            gate.open()
            return try StreamedAnswer(parsing: start + (try await answer.text()))
        }
    }

    static let silences: [ModelReply.Hold.Place] = [.beforeHead, .afterFrames(0), .afterFrames(1)]

    @Test(arguments: DialectName.translated, silences.indices)
    func `a silent upstream's answer begins with message_start and pings`(_ api: DialectName, _ index: Int) async throws
    {
        let gate = Gate()
        let answer = ScriptedAnswer.text("At last.", heldAt: Self.silences[index], by: gate)
        try await RunningEngine.serving(.on("hello", answer), api: api, configure: Self.lively) { proxy in
            let answer = try await Self.stream(proxy, until: "event: ping\ndata: {\"type\":\"ping\"}\n\n", then: gate)

            #expect(answer.violation == nil)
            #expect(answer.names.starts(with: ["message_start", "ping"]))
            #expect(answer.text == "At last.")
            #expect(answer.isWhole)
        }
    }

    @Test(arguments: DialectName.translated)
    func `a silence in the middle of an answer is covered too`(_ api: DialectName) async throws {
        let gate = Gate()
        let answer = ScriptedAnswer.text("Some words, then silence, then more.", heldAt: .afterFrames(7), by: gate)
        try await RunningEngine.serving(.on("hello", answer), api: api, configure: Self.lively) { proxy in
            let answer = try await Self.stream(proxy, until: "event: ping", then: gate)

            #expect(answer.violation == nil)
            #expect(answer.text == "Some words, then silence, then more.")
        }
    }

    @Test(arguments: DialectName.translated)
    func `once the stream has begun, a failure is an event in it`(_ api: DialectName) async throws {
        let gate = Gate()
        var reply = ModelReply(.text("never"))
        reply.holds = [ModelReply.Hold(at: .beforeHead, gate)]
        let error = ModelReply.StreamedError(type: "invalid_request_error", code: "invalid_value", message: "No.")
        reply.mishap = .error(error, afterFrames: 0)
        try await RunningEngine.serving(.on("hello", .reply(reply)), api: api, configure: Self.lively) { proxy in
            let answer = try await Self.stream(proxy, until: "event: ping", then: gate)

            #expect(answer.violation == nil)
            #expect(answer.outline == ["message_start", "error"])
            #expect(answer.error?.type == "invalid_request_error")
            #expect(answer.error?.message == "No.")
        }
    }

    @Test func `an error status after the stream has begun is an event too`() async throws {
        let gate = Gate()
        let configure: @Sendable (inout Config) -> Void = { config in
            Self.lively(&config)
            config.upstreams[0].maxConcurrent = 1
        }
        let first = ScriptedAnswer.text("First.", heldAt: .beforeHead, by: gate)
        let rules = [ScriptRule.on("first", first), .on("hello", .error(401, code: "invalid_api_key", "Wrong."))]
        try await RunningEngine.serving(rules[0], rules[1], configure: configure) { proxy in
            async let holder = proxy.stream(RunningEngine.question("first"))
            try await gate.waitUntilReached()
            let answer = try await Self.stream(proxy, until: "event: ping", then: gate)

            #expect(answer.violation == nil)
            #expect(answer.error?.type == "authentication_error")
            #expect(try await holder.isWhole)
        }
    }

    @Test(arguments: DialectName.translated, [true, false])
    func `a stream that has begun while a retry was waited for begins with message_start, once`(
        _ api: DialectName,
        failsInside: Bool
    ) async throws {
        let clock = ManualClock()
        let isBackingOff = Observed(false)
        var options = Engine.Options()
        options.clock = clock.engineClock
        options.jitter = {
            isBackingOff.update { $0 = true }
            return 0
        }
        let limit = ModelReply.StreamedError(code: "rate_limit_exceeded", message: "Please try again in 10s.")
        let busy =
            failsInside
            ? ScriptedAnswer.streamedError(limit, afterFrames: 1)
            : .error(503, headers: [("retry-after-ms", "10000")], "Busy.")
        try await RunningEngine.serving(
            .on("hello", busy),
            .on("hello", .text("Now.")),
            api: api,
            options: options,
            configure: Self.lively
        ) { proxy in
            async let answer = proxy.post(RunningEngine.question()) { answer in
                let start = try await answer.read(until: "event: message_start")
                clock.advance(by: .seconds(10))
                return try StreamedAnswer(parsing: start + (try await answer.text()))
            }
            try await isBackingOff.wait { $0 }
            clock.advance(by: .seconds(1))

            let stream = try await answer
            #expect(stream.violation == nil)
            #expect(stream.outline.first == "message_start")
            #expect(stream.text == "Now.")
        }
    }

    @Test func `without stream nothing is sent before the answer is whole`() async throws {
        let gate = Gate()
        let answer = ScriptedAnswer.text("Whole.", heldAt: .beforeHead, by: gate)
        try await RunningEngine.serving(.on("hello", answer), configure: Self.lively) { proxy in
            async let answer = proxy.answer(to: RunningEngine.question(streamed: false))
            try await gate.waitUntilReached()
            // A streamed neighbour gets its pings meanwhile.
            let second = Gate()
            proxy.upstream.script(.on("hello", .text("x", heldAt: .beforeHead, by: second)))
            _ = try await Self.stream(proxy, until: "event: ping", then: second)
            gate.open()

            #expect(try await answer.json["content"]?[0]?["text"]?.string == "Whole.")
        }
    }
}
