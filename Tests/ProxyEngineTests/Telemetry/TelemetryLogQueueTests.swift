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

        #expect(taken == [.queued, .queued, .dropped(isFirst: true)])
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

        #expect(whileHeld == .dropped(isFirst: true))
        #expect(afterwards == .queued)
    }

    @Test func `closing counts waiting and discarded events, and accepts no more`() throws {
        let batch = try TelemetrySamples.batch(numbered: 0..<3)
        var queue = TelemetryLogQueue(limit: 1 << 20)
        _ = queue.append(entry(batch))

        queue.close(unfinished: 2)
        let taken = queue.append(entry(batch))

        #expect(taken == .dropped(isFirst: true))
        #expect(queue.counts == TelemetryLogCounts(dropped: 3 + 2 + 3))
        let left = queue.takeFirst()
        #expect(left == nil)
    }

    private func entry(_ batch: TelemetryBatch) -> TelemetryLogQueue.Entry {
        TelemetryLogQueue.Entry(batch: batch, receivedAt: TelemetrySamples.received)
    }

    @Test func `the first of a row of dropped batches is known`() throws {
        let batch = try TelemetrySamples.batch(numbered: 0..<3)
        var queue = TelemetryLogQueue(limit: batch.retainedBytes)
        let before = (0..<3).map { _ in queue.append(entry(batch)) }
        let taken = queue.takeFirst()
        queue.settle(try #require(taken))
        let after = (0..<2).map { _ in queue.append(entry(batch)) }

        #expect(before == [.queued, .dropped(isFirst: true), .dropped(isFirst: false)])
        #expect(after == [.queued, .dropped(isFirst: true)])
    }

    @Test func `an empty queue has room for any batch that is read`() throws {
        let configuration = TelemetryLogConfiguration(path: "x")
        let most = TelemetryParser.maximumEventBytes + TelemetryParser.maximumRecords * 128

        #expect(configuration.queueLimit >= most)
    }
}
