package import Foundation
import Synchronization

/// telemetry.jsonl: one JSON object a line with `received_at`, `source`, `session`, `event_name` and `event`.
///
/// A request leaves its batch in a bounded queue and goes on; the actor, which has a thread of its own, brings the
/// queue to disk. A slow, full or unwritable disk therefore costs requests nothing: the queue fills, what is beyond
/// its bound is dropped and counted, and the disk is tried again when a batch comes in after the delay.
package actor TelemetryLog {
    package nonisolated let configuration: TelemetryLogConfiguration
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private nonisolated let executor = TelemetryLogExecutor()
    private nonisolated let queue: Mutex<TelemetryLogQueue>
    private nonisolated let wakeUp: AsyncStream<Void>.Continuation
    private let wakeUps: AsyncStream<Void>
    /// The program's own keys, which no line may have.
    private let ownKeys: KeyMask
    private let now: @Sendable () -> ContinuousClock.Instant
    private let onWarning: @Sendable (TelemetryLogWarning) -> Void

    private var file: TelemetryLogFile
    private var unfinished: (entry: TelemetryLogQueue.Entry, lines: TelemetryLines)?
    /// Set from a failure to the next success.
    private var retryAt: ContinuousClock.Instant?

    /// `onWarning` is called at the first of a row of failures, from any thread.
    package init(
        _ configuration: TelemetryLogConfiguration,
        ownKeys: KeyMask = KeyMask([]),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        onWarning: @escaping @Sendable (TelemetryLogWarning) -> Void
    ) {
        self.configuration = configuration
        self.ownKeys = ownKeys
        self.now = now
        self.onWarning = onWarning
        queue = Mutex(TelemetryLogQueue(limit: configuration.queueLimit))
        (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        file = TelemetryLogFile(configuration)
    }

    package nonisolated var counts: TelemetryLogCounts {
        queue.withLock { $0.counts }
    }

    /// Queues the batch's events. Neither blocks nor fails; the first of a row of batches for which there is no room is
    /// reported.
    package nonisolated func append(_ batch: TelemetryBatch, receivedAt: Date) {
        guard !batch.records.isEmpty else { return }
        switch queue.withLock({ $0.append(TelemetryLogQueue.Entry(batch: batch, receivedAt: receivedAt)) }) {
        case .queued: wakeUp.yield()
        case .dropped(isFirst: false): break
        case .dropped(isFirst: true):
            let reason = "the queue is full, and events are lost"
            onWarning(TelemetryLogWarning(path: configuration.path, step: .keepUp, reason: reason))
        }
    }

    /// Writes what is queued, whenever something is, until ``finish()`` or cancellation; then closes the log.
    package func run() async {
        for await _ in wakeUps { wake() }
        close()
    }

    /// Lets ``run()`` end after it has written what is queued.
    package nonisolated func finish() {
        wakeUp.finish()
    }

    /// Tries to write all that is queued at once, the delay after a failure or not.
    package func flush() {
        drain()
    }

    /// Writes what can be written, counts the rest as dropped and takes nothing more.
    package func close() {
        wakeUp.finish()
        drain()
        let lost = unfinished.map { $0.lines.ends.count - $0.lines.written } ?? 0
        unfinished = nil
        queue.withLock { $0.close(unfinished: lost) }
        file.shut()
    }

    /// Writes what is queued, unless the disk failed a short while ago.
    func wake() {
        if let retryAt, now() < retryAt { return }
        drain()
    }

    private func drain() {
        while let (entry, lines) = unfinished ?? takeFirst() {
            var lines = lines
            let alreadyWritten = lines.written
            let failure = write(&lines)
            queue.withLock { queue in
                queue.wrote(lines.written - alreadyWritten)
                if failure == nil { queue.settle(entry) } else { queue.failed() }
            }
            if let failure {
                unfinished = (entry, lines)
                if retryAt == nil { onWarning(failure) }
                retryAt = now().advanced(by: configuration.retryDelay)
                return
            }
            unfinished = nil
            retryAt = nil
        }
    }

    private func takeFirst() -> (TelemetryLogQueue.Entry, TelemetryLines)? {
        queue.withLock { $0.takeFirst() }.map { entry in
            (entry, TelemetryLines(entry.batch, receivedAt: entry.receivedAt, without: ownKeys))
        }
    }

    private func write(_ lines: inout TelemetryLines) -> TelemetryLogWarning? {
        do throws(TelemetryLogWarning) {
            try file.append(&lines)
            return nil
        } catch {
            return error
        }
    }
}
