import Foundation
import JournalTestSupport
import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// What comes twice, late, out of order or from before, and what it counts.
@Suite struct DashboardTrafficTests {
    private static func model() -> DashboardModel { SampleDay.model(120, 40, events: []) }

    private static func running(_ number: UInt32, tokens: Int? = nil) -> Exchange {
        SampleDay.exchange(number, at: 190) { exchange in
            exchange.marks.finished = nil
            if tokens == nil { exchange.marks = Exchange.Marks() }
            exchange.usage = tokens.map { Usage(inputTokens: 10, cacheReadInputTokens: 0, outputTokens: $0) }
            exchange.outcome = .running
        }
    }

    private static func request(_ exchange: Exchange) -> DashboardMessage {
        .events([.request(.init(exchange.isRunning ? .progressed : .finished, exchange))])
    }

    @Test func `an exchange that is restored and also arrives as events counts once`() {
        var model = Self.model()
        let ended = SampleDay.exchange(1, at: 0)
        _ = model.update(.recorded([ended]))
        let hit = TranslationEvent.mappingHit(
            ended.id,
            asked: "claude-opus-5-5",
            sent: "gpt-5.2",
            rule: "config.yaml:14"
        )
        _ = model.update(.events([.request(.init(.arrived, Self.running(1))), .translation(hit)]))
        _ = model.update(Self.request(ended))
        #expect(model.traffic.mappings[0].hits == 1)
        #expect(model.traffic.mappings[0].ended == 1)
        #expect(model.traffic.arrivedCount == 1)
        #expect(model.traffic.runningCount == 0)
    }

    @Test func `a stream that is further along does not go back`() {
        var model = Self.model()
        _ = model.update(.recorded([Self.running(1, tokens: 80)]))
        _ = model.update(Self.request(Self.running(1)))
        #expect(model.traffic.rows.map(\.state) == [.streaming])
        #expect(model.traffic.rows.map(\.outputTokens) == [80])
        #expect(model.traffic.streamingCount == 1)
    }

    @Test func `earlier tokens do not count for the current rate`() {
        var model = Self.model()
        _ = model.update(Self.request(Self.running(1)))
        _ = model.update(.recorded([Self.running(1, tokens: 80)]))
        let later = SampleDay.now.addingTimeInterval(2)
        #expect(model.traffic.tokenRate.history(at: later).reduce(0, +) == 0)
        _ = model.update(Self.request(Self.running(1, tokens: 85)))
        #expect(model.traffic.tokenRate.history(at: later).reduce(0, +) == 5)
    }

    @Test func `an end is shown even if its arrival was lost`() {
        var model = Self.model()
        _ = model.update(Self.request(SampleDay.exchange(9, at: 9)))
        _ = model.update(Self.request(SampleDay.exchange(4, at: 4)))
        #expect(model.traffic.rows.map(\.number) == [4, 9])
    }

    @Test func `cleared requests do not come back`() {
        var model = Self.model()
        _ = model.update(.recorded([SampleDay.exchange(4, at: 4), SampleDay.exchange(9, at: 9)]))
        model.press("C", "y")
        _ = model.update(Self.request(Self.running(4)))
        _ = model.update(Self.request(SampleDay.exchange(4, at: 4)))
        _ = model.update(Self.request(SampleDay.exchange(10, at: 10)))
        #expect(model.traffic.rows.map(\.number) == [10])
        #expect(model.traffic.runningCount == 0)
    }

    @Test func `running requests are counted as they progress`() {
        var model = Self.model()
        for number in [5, 3, 4] as [UInt32] { _ = model.update(Self.request(Self.running(number))) }
        _ = model.update(Self.request(Self.running(4, tokens: 1)))
        _ = model.update(Self.request(Self.running(3, tokens: 1)))
        #expect(model.traffic.running == [3, 4, 5].map { SampleDay.id($0) })
        #expect(model.traffic.streamingCount == 2)
        #expect(model.traffic.newestStreaming?.number == 4)
        _ = model.update(Self.request(SampleDay.exchange(4, at: 190)))
        #expect(model.traffic.running == [3, 5].map { SampleDay.id($0) })
        #expect(model.traffic.newestStreaming?.number == 3)
    }

    @Test func `an error counts for five minutes from its end`() {
        var model = Self.model()
        let failed = SampleDay.exchange(1, at: 0) { exchange in
            exchange.marks.finished = .seconds(190)
            exchange.outcome = .failed(.sample(.api, "no"))
        }
        _ = model.update(Self.request(failed))
        model.press("C", "y")
        #expect(model.traffic.errors.count(since: SampleDay.start.addingTimeInterval(189)) == 1)
        #expect(model.traffic.errors.count(since: SampleDay.start.addingTimeInterval(191)) == 0)
    }

    @Test func `a log line changes no row`() {
        var model = SampleDay.model(120, 40)
        let before = model.traffic.rowsGeneration
        _ = model.update(.events([.log(LogEvent(.info, "x", at: SampleDay.now))]))
        #expect(model.traffic.rowsGeneration == before)
        _ = model.update(Self.request(SampleDay.exchange(60, at: 190)))
        #expect(model.traffic.rowsGeneration > before)
    }

    @Test(arguments: [-1_000_000, -61, -1, 0, 1, 59, 1_795_010_400] as [Double])
    func `the tokenRate is right at any time of the clock`(_ second: Double) {
        var tokenRate = TokenRate()
        tokenRate.add(5, at: Date(timeIntervalSince1970: second))
        tokenRate.add(2, at: Date(timeIntervalSince1970: second + 1))
        let history = tokenRate.history(at: Date(timeIntervalSince1970: second + 2))
        #expect(Array(history.suffix(2)) == [5, 2])
        #expect(history.reduce(0, +) == 7)
    }

    @Test func `a clock that is set back restarts the token rate`() {
        var tokenRate = TokenRate()
        tokenRate.add(5, at: SampleDay.now)
        tokenRate.add(2, at: SampleDay.start.addingTimeInterval(-4_000))
        #expect(tokenRate.history(at: SampleDay.start.addingTimeInterval(-3_999)).reduce(0, +) == 2)
    }

    @Test func `errors and telemetry are ranked as they come`() {
        var model = Self.model()
        let names = [(name: "a", count: 1), (name: "b", count: 5), (name: "c", count: 3)]
        for _ in 0..<2 {
            let event = TelemetryEvent(
                source: "otlp",
                session: nil,
                recordCount: 9,
                skippedCount: 0,
                byteCount: 1,
                names: names,
                receivedAt: SampleDay.now
            )
            _ = model.update(.events([.telemetry(event)]))
        }
        _ = model.update(.events([.unrouted(SampleDay.id(1), method: "GET", path: "/x")]))
        let telemetry = model.traffic.telemetry
        #expect(
            telemetry.kinds.indices.map { telemetry.kind(line: $0).name } == ["otlp", "unknown path", "b", "c", "a"]
        )
    }
}
