import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetryLogQueueTests {
    @Test func `a batch that does not fit is counted event by event`() throws {
        let batch = try TelemetrySamples.batch(numbered: 0..<3)
        var queue = TelemetryLogQueue(limit: batch.retainedBytes * 2)

        let taken = (0..<3).map { _ in queue.append(entry(batch)) }

        #expect(taken == [true, true, false])
        #expect(queue.counts == TelemetryLogCounts(dropped: 3))
    }

    @Test func `bytes that the writer holds count for the bound`() throws {
        let batch = try TelemetrySamples.batch(numbered: 0..<3)
        var queue = TelemetryLogQueue(limit: batch.retainedBytes)
        _ = queue.append(entry(batch))

        let first = queue.takeFirst()
        let held = try #require(first)
        let whileHeld = queue.append(entry(batch))
        queue.settle(held)
        let afterwards = queue.append(entry(batch))

        #expect(!whileHeld)
        #expect(afterwards)
    }

    @Test func `closing counts waiting and discarded events, and accepts no more`() throws {
        let batch = try TelemetrySamples.batch(numbered: 0..<3)
        var queue = TelemetryLogQueue(limit: 1 << 20)
        _ = queue.append(entry(batch))

        queue.close(unfinished: 2)
        let taken = queue.append(entry(batch))

        #expect(!taken)
        #expect(queue.counts == TelemetryLogCounts(dropped: 3 + 2 + 3))
        let left = queue.takeFirst()
        #expect(left == nil)
    }

    private func entry(_ batch: TelemetryBatch) -> TelemetryLogQueue.Entry {
        TelemetryLogQueue.Entry(batch: batch, receivedAt: TelemetrySamples.received)
    }
}
