import Journal
import Translation

/// Keeps one exchange's record: every change goes to the ring and, as an event, to the bus.
///
/// Used on one event loop, or by one task; the values it publishes are copies. Events are collected, since one
/// publication of many wakes its readers once.
struct ExchangeRecorder: Sendable {
    private(set) var exchange: Exchange
    let arrived: ContinuousClock.Instant
    private let clock: EngineClock
    private let bus: EventBus
    private let ring: ExchangeRing
    private let record: ExchangeRecord
    private var collected: [ProxyEvent] = []

    init(_ exchange: Exchange, clock: EngineClock, bus: EventBus, ring: ExchangeRing) {
        self.exchange = exchange
        self.clock = clock
        self.bus = bus
        self.ring = ring
        arrived = clock.now()
        record = ring.begin(exchange)
    }

    var elapsed: Duration { clock.now() - arrived }

    /// Changes the record without an event of its own; the next event carries it.
    mutating func change(_ body: (inout Exchange) -> Void) {
        body(&exchange)
    }

    mutating func note(_ notes: [TranslationNote]) {
        guard !notes.isEmpty else { return }
        exchange.notes += notes
        collected.append(.translation(.notes(exchange.id, notes)))
    }

    /// Forgets the notes of an attempt that is made anew.
    mutating func forgetNotes() {
        exchange.notes.removeAll()
    }

    mutating func publish(_ phase: RequestEvent.Phase) {
        let snapshot = ExchangeSnapshot(exchange)
        ring.update(record, to: snapshot)
        collected.append(.request(RequestEvent(phase, snapshot)))
    }

    mutating func publish(_ event: TranslationEvent) {
        collected.append(.translation(event))
    }

    /// Hands what has been published since the last call to the bus.
    mutating func publishCollected() {
        guard !collected.isEmpty else { return }
        bus.publish(contentsOf: collected)
        collected.removeAll(keepingCapacity: true)
    }

    mutating func end(_ outcome: Exchange.Outcome) {
        guard exchange.isRunning else { return }
        exchange.outcome = outcome
        exchange.marks.finished = elapsed
        switch outcome {
        case .running: break
        case .finished, .counted: publish(.finished)
        case .failed: publish(.failed)
        case .refused: publish(.refused)
        case .cancelled: publish(.cancelled)
        }
    }

    // MARK: Stages

    func set(_ stage: ExchangeStages.Stage, headers: [HeaderField], body: [UInt8] = []) {
        ring.set(stage, of: record, headers: headers, body: body)
    }

    /// A piece of a body, with the time it came.
    func append(_ bytes: some Collection<UInt8>, to stage: ExchangeStages.Stage) {
        ring.append(bytes, to: stage, of: record, at: elapsed)
    }
}
