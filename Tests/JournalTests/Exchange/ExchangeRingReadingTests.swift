import JournalTestSupport
import Testing

@testable import Journal
@testable import Translation

/// What a reader gets of an exchange while it runs.
@Suite struct ExchangeRingReadingTests {
    private static func running(_ capacity: Int = 4 << 20) -> (ExchangeRing, Exchange) {
        let ring = ExchangeRing(capacity: capacity)
        let exchange = EventSamples.exchange()
        ring.begin(exchange)
        return (ring, exchange)
    }

    private static func address(_ bytes: [UInt8]?) -> UnsafeRawPointer? {
        bytes?.withUnsafeBytes(\.baseAddress)
    }

    @Test func `a growing answer is not shared`() throws {
        let (ring, exchange) = Self.running()
        ring.append(Array(repeating: 1, count: 5_000), to: .clientAnswer, of: exchange.id)
        let first = try #require(ring.stages(of: exchange.id))
        let second = try #require(ring.stages(of: exchange.id))
        #expect(Self.address(first.clientAnswer.body) != Self.address(second.clientAnswer.body))
        #expect(first == second)
    }

    @Test func `a finished answer is not copied`() throws {
        var (ring, exchange) = Self.running()
        ring.append(Array(repeating: 1, count: 5_000), to: .clientAnswer, of: exchange.id)
        exchange.outcome = .finished(.endTurn)
        ring.update(exchange)
        let first = try #require(ring.stages(of: exchange.id))
        let second = try #require(ring.stages(of: exchange.id))
        #expect(Self.address(first.clientAnswer.body) == Self.address(second.clientAnswer.body))
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])
    func `a copy is whole, with its moments and headers`(_ count: Int) throws {
        let (ring, exchange) = Self.running()
        ring.set(.upstreamAnswer, of: exchange.id, headers: [HeaderField("name", "value")], body: [])
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        ring.append(bytes.prefix(count / 2), to: .upstreamAnswer, of: exchange.id, at: .milliseconds(5))
        ring.append(bytes.dropFirst(count / 2), to: .upstreamAnswer, of: exchange.id, at: .milliseconds(9))
        let capture = try #require(ring.stages(of: exchange.id)).upstreamAnswer
        #expect(capture.body == bytes)
        #expect(capture.headers.map(\.name) == ["name"])
        #expect(capture.arrivals.map(\.offset) == (count == 0 ? [] : count == 1 ? [0] : [0, count / 2]))
    }

    @Test func `another attempt's answer is of another generation`() throws {
        let (ring, exchange) = Self.running()
        ring.append([1], to: .upstreamAnswer, of: exchange.id)
        let first = try #require(ring.stages(of: exchange.id)).upstreamAnswer
        ring.append([2], to: .upstreamAnswer, of: exchange.id)
        let grown = try #require(ring.stages(of: exchange.id)).upstreamAnswer
        ring.set(.upstreamAnswer, of: exchange.id, headers: [], body: [3])
        let replaced = try #require(ring.stages(of: exchange.id)).upstreamAnswer
        #expect(first.generation == grown.generation)
        #expect(replaced.generation != grown.generation)
        #expect(replaced.body == [3])
    }
}
