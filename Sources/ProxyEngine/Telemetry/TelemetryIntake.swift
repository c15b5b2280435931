package import Journal
import Synchronization

/// Takes telemetry in at the edge: reads it, counts it, tells the bus, and leaves it with the log. Nothing of it goes
/// upstream, and no disk is waited for.
package final class TelemetryIntake: Sendable {
    private let log: TelemetryLog?
    private let bus: EventBus
    private let clock: EngineClock
    private let state = Mutex(TelemetryCounters())

    /// Without a log, telemetry is counted and shown but not kept.
    package init(log: TelemetryLog?, bus: EventBus, clock: EngineClock) {
        self.log = log
        self.bus = bus
        self.clock = clock
    }

    package var counters: TelemetryCounters {
        var counters = state.withLock { $0 }
        if let log { counters.log = log.counts }
        return counters
    }

    package func take(
        _ body: [UInt8],
        from source: TelemetrySource,
        as encoding: TelemetryEncoding,
        session: String?
    ) throws(TelemetryError) {
        var batch: TelemetryBatch
        do throws(TelemetryError) {
            batch = try TelemetryParser.parse(body, from: source, as: encoding)
        } catch {
            state.withLock { $0.recordUnreadable(from: source) }
            throw error
        }
        batch.session = batch.session ?? session
        state.withLock { [batch] in $0.record(batch) }
        let now = clock.date()
        log?.append(batch, receivedAt: now)
        bus.publish(
            .telemetry(
                TelemetryEvent(
                    source: source.rawValue,
                    session: batch.session,
                    recordCount: batch.records.count,
                    skippedCount: batch.skipped,
                    byteCount: body.count,
                    names: batch.counts.map { ($0.name, $0.count) },
                    receivedAt: now
                )
            )
        )
    }
}
