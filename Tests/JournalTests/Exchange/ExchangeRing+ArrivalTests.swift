import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

@Suite struct ExchangeRingArrivalTests {
    private static let overhead = 2048
    private static let arrival = MemoryLayout<ExchangeStages.Arrival>.stride

    private static func ring(_ capacity: Int = 100_000) -> (ExchangeRing, ExchangeID) {
        let ring = ExchangeRing(capacity: capacity)
        ring.begin(EventSamples.exchange())
        return (ring, EventSamples.exchange().id)
    }

    @Test func `the pieces of a body have the times they came at`() throws {
        let (ring, id) = Self.ring()
        ring.append([1, 2, 3], to: .upstreamAnswer, of: id, at: .milliseconds(1204))
        ring.append([4, 5], to: .upstreamAnswer, of: id, at: .milliseconds(1310))

        let capture = try #require(ring.stages(of: id)?.upstreamAnswer)
        #expect(capture.arrivals.map(\.offset) == [0, 3])
        #expect(capture.arrivals.map(\.at) == [.milliseconds(1204), .milliseconds(1310)])
    }

    @Test func `pieces of one millisecond are one, and the times count as bytes`() throws {
        let (ring, id) = Self.ring()
        for byte in 0..<10 {
            ring.append([UInt8(byte)], to: .upstreamAnswer, of: id, at: .microseconds(5000 + byte * 50))
        }

        #expect(ring.stages(of: id)?.upstreamAnswer.arrivals.count == 1)
        #expect(ring.byteCount == Self.overhead + 10 + Self.arrival)
    }

    @Test func `a stage that is replaced gives its times back`() {
        let (ring, id) = Self.ring()
        ring.append([1], to: .upstreamAnswer, of: id, at: .milliseconds(1))
        ring.set(.upstreamAnswer, of: id, headers: [], body: [])

        #expect(ring.byteCount == Self.overhead)
        #expect(ring.stages(of: id)?.upstreamAnswer.arrivals.isEmpty == true)
    }

    @Test func `a full ring stores no times either`() {
        let (ring, id) = Self.ring(2 * (Self.overhead + 20))
        for moment in 0..<100 { ring.append([0], to: .upstreamAnswer, of: id, at: .milliseconds(moment)) }

        #expect(ring.byteCount <= Self.overhead + 20)
        #expect((ring.stages(of: id)?.upstreamAnswer.omittedBytes ?? 0) > 0)
    }
}
