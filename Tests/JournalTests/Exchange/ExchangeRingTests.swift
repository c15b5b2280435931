import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

@Suite struct ExchangeRingTests {
    /// What an exchange costs besides its stages.
    private static let overhead = 2048

    private static func bytes(_ count: Int) -> [UInt8] { Array(repeating: 0x78, count: count) }

    @Test func `exchanges are kept in the order they began, with their newest record`() {
        let ring = ExchangeRing(capacity: 100_000)
        for sequence in 1...3 { ring.begin(EventSamples.exchange(UInt32(sequence))) }
        var second = EventSamples.exchange(2)
        second.outcome = .finished(.endTurn)
        ring.update(second)

        #expect(ring.exchanges().map(\.id.sequence) == [1, 2, 3])
        #expect(ring.exchange(second.id)?.outcome == .finished(.endTurn))
    }

    @Test func `beyond its capacity the oldest go, and are counted`() {
        let ring = ExchangeRing(capacity: 3 * Self.overhead)
        for sequence in 1...5 { ring.begin(EventSamples.exchange(UInt32(sequence))) }

        #expect(ring.exchanges().map(\.id.sequence) == [3, 4, 5])
        #expect(ring.evictedCount == 2)
        #expect(ring.byteCount == 3 * Self.overhead)
        #expect(ring.stages(of: EventSamples.exchange(1).id) == nil)
    }

    @Test func `the bytes of all stages count`() {
        let ring = ExchangeRing(capacity: 100_000)
        let id = EventSamples.exchange().id
        ring.begin(EventSamples.exchange())
        for stage in ExchangeStages.Stage.allCases { ring.set(stage, of: id, headers: [], body: Self.bytes(100)) }
        ring.append(Self.bytes(50), to: .upstreamAnswer, of: id)

        #expect(ring.byteCount == Self.overhead + 450)
        #expect(ring.stages(of: id)?.byteCount == 450)
    }

    @Test func `headers count as well`() {
        let ring = ExchangeRing(capacity: 100_000)
        let id = EventSamples.exchange().id
        ring.begin(EventSamples.exchange())
        for _ in 0..<2 {
            ring.set(.clientRequest, of: id, headers: [HeaderField("name", "value")], body: Self.bytes(1))
        }

        #expect(ring.byteCount == Self.overhead + 10)
    }

    @Test func `setting a stage replaces what an earlier attempt left there`() {
        let ring = ExchangeRing(capacity: 100_000)
        let id = EventSamples.exchange().id
        ring.begin(EventSamples.exchange())
        ring.append(Self.bytes(500), to: .upstreamAnswer, of: id)
        ring.set(.upstreamAnswer, of: id, headers: [], body: [1])
        ring.append([2], to: .upstreamAnswer, of: id)

        #expect(ring.stages(of: id)?.upstreamAnswer.body == [1, 2])
        #expect(ring.byteCount == Self.overhead + 2)
    }

    @Test func `a giant is cut at half the ring, and says how much is missing`() {
        let ring = ExchangeRing(capacity: 20_000)
        let (small, giant) = (EventSamples.exchange(1), EventSamples.exchange(2))
        ring.begin(small)
        ring.begin(giant)
        ring.set(.clientRequest, of: giant.id, headers: [], body: Self.bytes(50_000))
        ring.append(Self.bytes(10), to: .clientAnswer, of: giant.id)

        let stages = ring.stages(of: giant.id)
        let kept = 10_000 - Self.overhead
        #expect(stages?.clientRequest.body.count == kept)
        #expect(stages?.clientRequest.omittedBytes == 50_000 - kept)
        #expect(stages?.clientAnswer.omittedBytes == 10)
        // It did not drive out the others.
        #expect(ring.exchange(small.id) != nil)
    }

    @Test func `an evicted running exchange continues uncaptured`() {
        let ring = ExchangeRing(capacity: 2 * Self.overhead)
        for sequence in 1...3 { ring.begin(EventSamples.exchange(UInt32(sequence))) }
        let gone = EventSamples.exchange(1)
        ring.append(Self.bytes(100), to: .upstreamAnswer, of: gone.id)
        ring.set(.upstreamAnswer, of: gone.id, headers: [], body: Self.bytes(100))
        ring.update(gone)

        #expect(ring.exchange(gone.id) == nil)
        #expect(ring.byteCount == 2 * Self.overhead)
    }

    @Test(arguments: [-1, 0, 1])
    func `a ring with no room keeps nothing and breaks nothing`(capacity: Int) {
        let ring = ExchangeRing(capacity: capacity)
        ring.begin(EventSamples.exchange())
        ring.append([1], to: .upstreamAnswer, of: EventSamples.exchange().id)

        #expect(ring.exchanges().isEmpty)
        #expect(ring.byteCount == 0)
    }

    @Test func `the ring never exceeds its capacity`() {
        let ring = ExchangeRing(capacity: 50_000)
        for sequence in 1...200 {
            let exchange = EventSamples.exchange(UInt32(sequence))
            ring.begin(exchange)
            for stage in ExchangeStages.Stage.allCases {
                ring.append(Self.bytes(sequence * 37 % 9000), to: stage, of: exchange.id)
                #expect(ring.byteCount <= 50_000)
            }
        }
        let kept = ring.exchanges().compactMap { ring.stages(of: $0.id)?.byteCount }
        #expect(ring.byteCount == kept.reduce(0, +) + kept.count * Self.overhead)
    }

    @Test func `headers are redacted before they are kept`() {
        let ring = ExchangeRing(capacity: 100_000)
        ring.begin(EventSamples.exchange())
        ring.set(
            .clientRequest,
            of: EventSamples.exchange().id,
            headers: [HeaderField("X-Api-Key", "secret"), HeaderField("accept", "*/*")],
            body: []
        )

        #expect(
            ring.stages(of: EventSamples.exchange().id)?.clientRequest.headers
                == [HeaderField("X-Api-Key", "•••"), HeaderField("accept", "*/*")]
        )
    }
}
