import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct CountMemoryTests {
    private static func key(_ text: String, _ upstream: String = "u") -> CountMemory.Key {
        CountMemory.Key(upstream: upstream, body: Array(text.utf8))
    }

    @Test func `a count is remembered for the same body and upstream only`() {
        let memory = CountMemory()
        memory.remember(7, for: Self.key("a"))

        #expect(memory.count(Self.key("a")) == 7)
        #expect(memory.count(Self.key("b")) == nil)
        #expect(memory.count(Self.key("a", "v")) == nil)
    }

    @Test func `the oldest makes room`() {
        let memory = CountMemory(limit: 3)
        for number in 0..<4 { memory.remember(number, for: Self.key("\(number)")) }

        #expect((0..<4).map { memory.count(Self.key("\($0)")) } == [nil, 1, 2, 3])
    }

    @Test func `a new count takes the old one's place`() {
        let memory = CountMemory(limit: 2)
        for count in [1, 2, 3] { memory.remember(count, for: Self.key("a")) }
        memory.remember(9, for: Self.key("b"))

        #expect(memory.count(Self.key("a")) == 3)
        #expect(memory.count(Self.key("b")) == 9)
    }
}
