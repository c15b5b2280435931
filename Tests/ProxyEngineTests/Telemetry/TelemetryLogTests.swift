import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetryLogTests {
    private let directory: TelemetryDirectory
    private let disk = Disk()

    init() throws {
        directory = try TelemetryDirectory()
    }

    @Test func `appended events are on disk after a flush`() async throws {
        let log = log()

        log.append(try TelemetrySamples.batch(numbered: 0..<200), receivedAt: TelemetrySamples.received)
        await log.flush()

        #expect(try directory.numbers() == Array(0..<200))
        #expect(log.counts == TelemetryLogCounts(written: 200))
    }

    @Test func `the running log writes its events and ends on request`() async throws {
        let log = log()

        async let running: Void = log.run()
        for number in 0..<50 {
            log.append(
                try TelemetrySamples.batch(numbered: number..<number + 1),
                receivedAt: TelemetrySamples.received
            )
        }
        log.finish()
        await running

        #expect(try directory.numbers() == Array(0..<50))
        #expect(log.counts == TelemetryLogCounts(written: 50))
    }

    @Test func `cancelling the running log loses nothing that was appended`() async throws {
        let log = log()
        let running = Task { await log.run() }

        log.append(try TelemetrySamples.batch(numbered: 0..<3), receivedAt: TelemetrySamples.received)
        running.cancel()
        await running.value

        #expect(try directory.numbers() == [0, 1, 2])
    }

    @Test func `an unwritable path warns once and keeps the events for later`() async throws {
        let log = try logBehindFile()

        for number in 0..<3 {
            log.append(
                try TelemetrySamples.batch(numbered: number..<number + 1),
                receivedAt: TelemetrySamples.received
            )
            await log.flush()
        }

        #expect(disk.warnings.map(\.step) == [.open])
        #expect(log.counts == TelemetryLogCounts(writeFailures: 3))
    }

    @Test func `once the disk is back everything is written in order, and the next failure warns again`() async throws {
        let log = try logBehindFile()
        log.append(try TelemetrySamples.batch(numbered: 0..<2), receivedAt: TelemetrySamples.received)
        await log.flush()

        try clearTheWay()
        log.append(try TelemetrySamples.batch(numbered: 2..<4), receivedAt: TelemetrySamples.received)
        await log.flush()
        let afterRecovery = try directory.numbers("blocked/telemetry.jsonl")
        try blockTheWay()
        log.append(try TelemetrySamples.batch(numbered: 4..<5), receivedAt: TelemetrySamples.received)
        await log.flush()

        #expect(afterRecovery == [0, 1, 2, 3])
        #expect(disk.warnings.count == 2)
        #expect(log.counts == TelemetryLogCounts(written: 4, writeFailures: 2))
    }

    @Test func `after a failure the running log leaves the disk alone until the delay is over`() async throws {
        let log = try logBehindFile()
        log.append(try TelemetrySamples.batch(numbered: 0..<1), receivedAt: TelemetrySamples.received)
        await log.flush()
        try clearTheWay()

        disk.advance(by: .milliseconds(4999))
        await log.wake()
        let early = log.counts.written
        disk.advance(by: .milliseconds(1))
        await log.wake()
        let late = log.counts.written

        #expect(early == 0)
        #expect(late == 1)
    }

    @Test func `a hanging disk does not delay an append, and lost events are counted`() async throws {
        let batch = try TelemetrySamples.batch(numbered: 0..<10)
        let hung = Hanging()
        let log = TelemetryLog(
            TelemetryLogConfiguration(
                path: directory.url.appending(path: "missing/telemetry.jsonl").path,
                queueLimit: batch.retainedBytes * 3
            ),
            onWarning: { if $0.step != .keepUp { hung.hang() } }
        )
        let running = Task { await log.run() }
        log.append(batch, receivedAt: TelemetrySamples.received)
        await hung.began()

        // The writer's thread stands still from here on.
        for _ in 0..<5 { log.append(batch, receivedAt: TelemetrySamples.received) }
        let counts = log.counts
        hung.release()
        running.cancel()
        await running.value

        #expect(counts == TelemetryLogCounts(dropped: 30, writeFailures: 1))
        #expect(log.counts.dropped == 60)
    }

    @Test func `closing over a broken disk counts the lost events and never hangs`() async throws {
        let log = try logBehindFile()
        log.append(try TelemetrySamples.batch(numbered: 0..<2), receivedAt: TelemetrySamples.received)
        log.append(try TelemetrySamples.batch(numbered: 2..<5), receivedAt: TelemetrySamples.received)

        await log.close()
        log.append(try TelemetrySamples.batch(numbered: 5..<6), receivedAt: TelemetrySamples.received)

        #expect(log.counts == TelemetryLogCounts(dropped: 6, writeFailures: 1))
    }

    @Test func `a batch without records leaves no trace`() async throws {
        let log = log()

        log.append(try TelemetrySamples.batch([]), receivedAt: TelemetrySamples.received)
        await log.flush()

        #expect(try directory.names().isEmpty)
    }

    private func log() -> TelemetryLog {
        log(at: directory.log)
    }

    private func log(at path: String) -> TelemetryLog {
        TelemetryLog(
            TelemetryLogConfiguration(path: path, retryDelay: .seconds(5)),
            now: { [disk] in disk.now },
            onWarning: { [disk] in disk.warn($0) }
        )
    }

    /// A log whose directory is a file: not even root can write there.
    private func logBehindFile() throws -> TelemetryLog {
        try blockTheWay()
        return log(at: directory.url.appending(path: "blocked/telemetry.jsonl").path)
    }

    private func blockTheWay() throws {
        let blocked = directory.url.appending(path: "blocked")
        try? FileManager.default.removeItem(at: blocked)
        try Data().write(to: blocked)
    }

    private func clearTheWay() throws {
        let blocked = directory.url.appending(path: "blocked")
        try FileManager.default.removeItem(at: blocked)
        try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: false)
    }
}

/// The clock and the messages of the log under test.
private final class Disk: Sendable {
    private let state = Mutex((now: ContinuousClock.now, warnings: [TelemetryLogWarning]()))

    var now: ContinuousClock.Instant { state.withLock { $0.now } }
    var warnings: [TelemetryLogWarning] { state.withLock { $0.warnings } }

    func advance(by duration: Duration) {
        state.withLock { $0.now = $0.now.advanced(by: duration) }
    }

    func warn(_ warning: TelemetryLogWarning) {
        state.withLock { $0.warnings.append(warning) }
    }
}

/// Holds up the thread that calls `hang()` until it is released.
private final class Hanging: Sendable {
    private let released = DispatchSemaphore(value: 0)
    private let (begun, begin) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    func hang() {
        begin.yield()
        released.wait()
    }

    func began() async {
        for await _ in begun { return }
    }

    func release() {
        released.signal()
    }
}
