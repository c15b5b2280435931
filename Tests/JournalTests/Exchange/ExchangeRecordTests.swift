import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

/// Writing to the record that the ring gives out.
@Suite struct ExchangeRecordTests {
    private static let overhead = 2048

    @Test func `a record's writes are read by its id`() throws {
        let ring = ExchangeRing(capacity: 100_000)
        var exchange = EventSamples.exchange()
        let record = ring.begin(exchange)
        ring.set(.upstreamRequest, of: record, headers: [HeaderField("name", "value")], body: [1])
        ring.append([2, 3], to: .upstreamAnswer, of: record, at: .milliseconds(5))
        exchange.outcome = .finished(.endTurn)
        ring.update(record, to: ExchangeSnapshot(exchange))

        let stages = try #require(ring.stages(of: exchange.id))
        #expect(stages.upstreamRequest.body == [1])
        #expect(stages.upstreamAnswer.body == [2, 3])
        #expect(stages.upstreamAnswer.arrivals.map(\.at) == [.milliseconds(5)])
        #expect(ring.exchange(exchange.id)?.outcome == .finished(.endTurn))
        #expect(ring.tail(of: .upstreamAnswer, of: exchange.id, count: 1) == [3])
    }

    @Test func `an evicted record ignores writes`() {
        let ring = ExchangeRing(capacity: 2 * Self.overhead)
        let first = ring.begin(EventSamples.exchange(1))
        ring.append([1, 2, 3], to: .upstreamAnswer, of: first)
        for number in 2...3 { ring.begin(EventSamples.exchange(UInt32(number))) }
        ring.append([4], to: .upstreamAnswer, of: first)
        ring.set(.clientAnswer, of: first, headers: [], body: [5])
        ring.update(first, to: ExchangeSnapshot(EventSamples.exchange(1)))

        #expect(ring.exchange(first.id) == nil)
        #expect(ring.byteCount == 2 * Self.overhead)
        #expect(ring.evictedCount == 1)
    }

    @Test func `a body that was reserved whole is not copied when the exchange ends`() {
        let ring = ExchangeRing(capacity: 1_000_000)
        let record = ring.begin(EventSamples.full)
        var body: [UInt8] = []
        body.reserveCapacity(100_000)
        body += repeatElement(1, count: 95_000)
        ring.set(.upstreamRequest, of: record, headers: [], body: body)
        ring.update(record, to: ExchangeSnapshot(EventSamples.full))

        let kept = ring.stages(of: record.id)?.upstreamRequest.body
        #expect(kept?.withUnsafeBufferPointer(\.baseAddress) == body.withUnsafeBufferPointer(\.baseAddress))
    }

    @Test func `the notes of an exchange that has ended count once`() {
        let ring = ExchangeRing(capacity: 1_000_000)
        let record = ring.begin(EventSamples.full)
        ring.update(record, to: ExchangeSnapshot(EventSamples.full))
        let count = ring.byteCount
        ring.update(record, to: ExchangeSnapshot(EventSamples.full))

        #expect(count > Self.overhead)
        #expect(ring.byteCount == count)
    }

    @Test(.untilHung) func `exchanges that write at once stay within the budget, and the count is exact`() async {
        let ring = ExchangeRing(capacity: 200_000)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<50 {
                        let record = ring.begin(EventSamples.exchange(UInt32(task * 1_000 + number)))
                        for _ in 0..<20 {
                            ring.append(Array(repeating: 7, count: 300), to: .upstreamAnswer, of: record)
                        }
                    }
                }
            }
        }

        let kept = ring.exchanges().compactMap { ring.stages(of: $0.id)?.byteCount }
        #expect(ring.byteCount <= 200_000)
        #expect(ring.byteCount == kept.reduce(0) { $0 + $1 + Self.overhead })
        #expect(ring.evictedCount + kept.count == 400)
    }
}
