import Foundation
import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct TrafficMeterTests {
    /// The snapshot after these events.
    private static func snapshot(_ events: [ProxyEvent], clock: ManualClock = ManualClock()) async -> TrafficSnapshot {
        let bus = EventBus()
        let ring = ExchangeRing(capacity: 100_000)
        let intake = TelemetryIntake(log: nil, bus: bus, clock: clock.engineClock)
        let meter = TrafficMeter(intake: intake, bus: bus, ring: ring, clock: clock.engineClock)
        let subscription = await bus.subscribe()
        for event in events { bus.publish(event) }
        bus.close()
        await bus.run()
        await meter.run(subscription)
        clock.advance(by: .seconds(5))
        return meter.snapshot()
    }

    private static func ended(
        _ sequence: UInt32,
        _ outcome: Exchange.Outcome,
        model: String? = "gpt-5.2",
        usage: Usage? = nil,
        took: Duration = .milliseconds(100),
        endpoint: Exchange.Endpoint = .messages
    ) -> ProxyEvent {
        let id = ExchangeID(run: 1, sequence: sequence)
        var exchange = Exchange(id: id, endpoint: endpoint, arrivedAt: EventSamples.date)
        exchange.modelSent = model
        exchange.usage = usage
        exchange.cost = usage.map { _ in 0.5 }
        exchange.outcome = outcome
        exchange.marks.firstToken = took / 2
        exchange.marks.finished = took
        let phase: RequestEvent.Phase =
            switch outcome {
            case .running: .progressed
            case .finished, .counted: .finished
            case .failed: .failed
            case .refused: .refused
            case .cancelled: .cancelled
            }
        return .request(RequestEvent(phase, exchange))
    }

    @Test func `exchanges are counted by outcome`() async {
        let snapshot = await Self.snapshot([
            Self.ended(1, .finished(.endTurn)), Self.ended(2, .finished(.toolUse)), Self.ended(3, .finished(.endTurn)),
            Self.ended(4, .failed(.sample(.overloaded, "x"))), Self.ended(5, .refused(.unauthenticated)),
            Self.ended(6, .cancelled), Self.ended(7, .counted(tokens: 5, isEstimate: true), endpoint: .countTokens),
        ])

        #expect(
            snapshot.ended == [
                "end_turn": 2, "tool_use": 1, "overloaded_error": 1, "authentication_error": 1, "cancelled": 1,
                "counted": 1,
            ]
        )
        #expect((snapshot.failed, snapshot.refused, snapshot.cancelled) == (1, 1, 1))
    }

    @Test func `an exchange runs from its first event to its last`() async {
        let snapshot = await Self.snapshot([
            EventSamples.request(.arrived, 1), EventSamples.request(.sent, 1), EventSamples.request(.arrived, 2),
            EventSamples.request(.arrived, 3), EventSamples.request(.cancelled, 2),
        ])

        #expect(snapshot.running == 2)
    }

    @Test func `tokens and cost add up by model; a token count is not a message`() async {
        let usage = Usage(inputTokens: 10, cacheCreationInputTokens: 2, cacheReadInputTokens: 30, outputTokens: 4)
        let snapshot = await Self.snapshot([
            Self.ended(1, .finished(.endTurn), usage: usage), Self.ended(2, .finished(.endTurn), usage: usage),
            Self.ended(3, .finished(.endTurn), model: "gpt-4.1"),
            Self.ended(4, .counted(tokens: 9, isEstimate: false), endpoint: .countTokens),
            Self.ended(5, .refused(.invalid(InvalidRequest(path: "", problem: "x"))), model: nil),
        ])

        #expect(Set(snapshot.byModel.keys) == ["gpt-5.2", "gpt-4.1"])
        #expect(
            snapshot.byModel["gpt-5.2"]
                == TrafficSnapshot.ModelTraffic(
                    requests: 2,
                    inputTokens: 20,
                    cacheReadTokens: 60,
                    cacheWriteTokens: 4,
                    outputTokens: 8,
                    cost: 1
                )
        )
        #expect(snapshot.byModel["gpt-4.1"]?.requests == 1)
    }

    @Test func `notes, refused parameters, warnings and unknown paths are counted`() async {
        let id = ExchangeID(run: 1, sequence: 1)
        let notes = [TranslationNote.Kind.drop, .drop, .map].map { TranslationNote($0, from: "x", "why") }
        let snapshot = await Self.snapshot([
            .translation(.notes(id, notes)),
            .translation(.parameterRefused(id, model: "m", parameter: "temperature")),
            .log(LogEvent(.warning, "w", at: EventSamples.date)), .log(LogEvent(.error, "e", at: EventSamples.date)),
            .log(LogEvent(.info, "i", at: EventSamples.date)), .unrouted(id, method: "GET", path: "/x"),
        ])

        #expect(snapshot.notes == [.drop: 2, .map: 1])
        #expect(snapshot.refusedParameters == 1)
        #expect(snapshot.warnings == 2)
        #expect(snapshot.unrouted == 1)
    }

    @Test func `names that clients make up cannot fill the memory`() async {
        let id = ExchangeID(run: 1, sequence: 1)
        let snapshot = await Self.snapshot(
            (0..<1000).map { .translation(.mappingHit(id, asked: "m\($0)", sent: "gpt", rule: nil)) }
        )

        #expect(snapshot.mappings.count == 257)
        #expect(snapshot.mappings["m0 → gpt"] == 1)
        #expect(snapshot.mappings["other"] == 744)
    }

    @Test func `latencies are quantiles of finished exchanges`() async throws {
        let snapshot = await Self.snapshot(
            (1...100).map { Self.ended(UInt32($0), .finished(.endTurn), took: .milliseconds($0 * 10)) }
        )

        let duration = try #require(snapshot.duration)
        #expect(duration.count == 100)
        // Two digits are kept.
        #expect((.milliseconds(490)...(.milliseconds(510))).contains(duration.median))
        #expect((.milliseconds(940)...(.milliseconds(960))).contains(duration.p95))
        let first = try #require(snapshot.timeToFirstToken)
        #expect((.milliseconds(245)...(.milliseconds(255))).contains(first.median))
    }

    @Test func `without finished exchanges there are no latencies`() async {
        let snapshot = await Self.snapshot([EventSamples.request(.arrived, 1)])

        #expect(snapshot.duration == nil)
        #expect(snapshot.timeToFirstToken == nil)
        #expect(snapshot.uptime == .seconds(5))
    }

    @Test(arguments: [Duration.zero, .seconds(86_400)])
    func `a time out of the ordinary breaks nothing`(took: Duration) async throws {
        let snapshot = await Self.snapshot([Self.ended(1, .finished(.endTurn), took: took)])

        #expect(snapshot.ended == ["end_turn": 1])
    }

    @Test func `the page of a running engine counts its traffic`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.stream()
            _ = try await proxy.answer(to: RunningEngine.question(model: "nothing-like-it"))

            let page = try await proxy.metrics { $0.contains("dragoman_refused_total 1\n") }
            #expect(page.contains(#"dragoman_exchanges_total{outcome="end_turn"} 1"#))
            #expect(page.contains(#"dragoman_exchanges_total{outcome="invalid_request_error"} 1"#))
            #expect(page.contains(#"dragoman_model_requests_total{model="gpt-5.2"} 1"#))
            #expect(page.contains(#"dragoman_mapping_hits_total{mapping="claude-opus-4-5 → gpt-5.2"} 1"#))
            #expect(page.contains("dragoman_exchanges_running 0\n"))
        }
    }
}
