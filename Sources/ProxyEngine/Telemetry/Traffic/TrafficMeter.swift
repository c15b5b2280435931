import Histogram
package import Journal
import Synchronization
import Translation

/// Folds the bus's events into counts. A subscriber like any other: the hot path does not know it.
package final class TrafficMeter: Sendable {
    private struct State {
        var snapshot = TrafficSnapshot()
        var runningIDs: Set<ExchangeID> = []
        // Microseconds, up to an hour; two digits are what anyone reads.
        var firstToken = Histogram<UInt32>(highestTrackableValue: 3_600_000_000, numberOfSignificantValueDigits: .two)
        var duration = Histogram<UInt32>(highestTrackableValue: 3_600_000_000, numberOfSignificantValueDigits: .two)
    }

    private let state = Mutex(State())
    private let intake: TelemetryIntake
    private let bus: EventBus
    private let ring: ExchangeRing
    private let clock: EngineClock
    private let edge: EdgeCounts
    private let startedAt: ContinuousClock.Instant
    private let shutdowns: [String: Int]

    /// Names that clients choose may not fill the memory: those beyond this many share one counter.
    private static let maximumNames = 256

    package init(
        intake: TelemetryIntake,
        bus: EventBus,
        ring: ExchangeRing,
        clock: EngineClock,
        edge: EdgeCounts = EdgeCounts(),
        shutdowns: [ModelShutdown] = []
    ) {
        self.edge = edge
        self.shutdowns = Dictionary(shutdowns.map { ($0.model, $0.day.secondsSince1970) }, uniquingKeysWith: min)
        self.intake = intake
        self.bus = bus
        self.ring = ring
        self.clock = clock
        startedAt = clock.now()
    }

    package func run(_ subscription: EventSubscription) async {
        for await batch in subscription {
            state.withLock { state in
                for event in batch { Self.record(event, &state) }
            }
        }
    }

    package func snapshot() -> TrafficSnapshot {
        var snapshot = state.withLock { state in
            var snapshot = state.snapshot
            snapshot.running = state.runningIDs.count
            snapshot.timeToFirstToken = Self.quantiles(state.firstToken)
            snapshot.duration = Self.quantiles(state.duration)
            return snapshot
        }
        snapshot.shutdowns = shutdowns
        snapshot.telemetry = intake.counters
        snapshot.edge = edge.values
        snapshot.droppedEvents = bus.droppedCount
        snapshot.ringBytes = ring.byteCount
        snapshot.ringEvictions = ring.evictedCount
        snapshot.uptime = clock.now() - startedAt
        return snapshot
    }

    private static func record(_ event: ProxyEvent, _ state: inout State) {
        switch event {
        case .request(let request):
            record(request, &state)
        case .translation(.mappingHit(_, let asked, let sent, _)):
            let name = "\(asked) → \(sent)"
            let isNew = state.snapshot.mappings[name] == nil
            let key = isNew && state.snapshot.mappings.count >= maximumNames ? "other" : name
            state.snapshot.mappings[key, default: 0] += 1
        case .translation(.notes(_, let notes)):
            for note in notes { state.snapshot.notes[note.kind, default: 0] += 1 }
        case .translation(.parameterRefused):
            state.snapshot.refusedParameters += 1
        case .log(let log):
            if log.level >= .warning { state.snapshot.warnings += 1 }
        case .unrouted:
            state.snapshot.unrouted += 1
        case .telemetry:
            // The intake counts these itself, so that none is missed when the bus drops one.
            break
        }
    }

    private static func record(_ event: RequestEvent, _ state: inout State) {
        guard event.phase.isTerminal else {
            state.runningIDs.insert(event.snapshot.exchange.id)
            return
        }
        let exchange = event.exchange
        state.runningIDs.remove(exchange.id)
        state.snapshot.ended[exchange.outcome.label, default: 0] += 1
        if let failure = exchange.outcome.failure { state.snapshot.failures[failure.label, default: 0] += 1 }
        switch event.phase {
        case .failed: state.snapshot.failed += 1
        case .refused: state.snapshot.refused += 1
        case .cancelled: state.snapshot.cancelled += 1
        case .arrived, .routed, .sent, .firstByte, .progressed, .finished: break
        }
        if let mark = exchange.marks.firstToken { _ = state.firstToken.record(microseconds(mark)) }
        if let mark = exchange.marks.finished { _ = state.duration.record(microseconds(mark)) }
        guard exchange.endpoint == .messages, let sent = exchange.modelSent else { return }
        let isNew = state.snapshot.byModel[sent] == nil
        let model = isNew && state.snapshot.byModel.count >= maximumNames ? "other" : sent
        state.snapshot.byModel[model, default: .init()].requests += 1
        guard let usage = exchange.usage else { return }
        state.snapshot.byModel[model]?.inputTokens += usage.inputTokens
        state.snapshot.byModel[model]?.cacheReadTokens += usage.cacheReadInputTokens
        state.snapshot.byModel[model]?.cacheWriteTokens += usage.cacheCreationInputTokens
        state.snapshot.byModel[model]?.outputTokens += usage.outputTokens
        state.snapshot.byModel[model]?.cost += exchange.cost ?? 0
    }

    private static func microseconds(_ duration: Duration) -> UInt64 {
        UInt64(max(duration.nanoseconds / 1000, 1))
    }

    private static func quantiles(_ histogram: Histogram<UInt32>) -> TrafficSnapshot.Quantiles? {
        guard histogram.totalCount > 0 else { return nil }
        return TrafficSnapshot.Quantiles(
            median: .microseconds(Int64(histogram.valueAtPercentile(50))),
            p95: .microseconds(Int64(histogram.valueAtPercentile(95))),
            count: Int(histogram.totalCount)
        )
    }
}
