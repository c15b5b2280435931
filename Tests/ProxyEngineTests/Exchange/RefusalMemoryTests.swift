import Testing

@testable import ProxyEngine

@Suite struct RefusalMemoryTests {
    @Test func `what one upstream has refused for one model is known for those alone`() {
        let memory = RefusalMemory()

        #expect(memory.remember("temperature", upstream: "a", model: "m"))
        #expect(memory.parameters(upstream: "a", model: "m") == ["temperature"])
        #expect(memory.parameters(upstream: "a", model: "n").isEmpty)
        #expect(memory.parameters(upstream: "b", model: "m").isEmpty)
    }

    @Test func `the second time is no news`() {
        let memory = RefusalMemory()
        _ = memory.remember("temperature", upstream: "a", model: "m")

        #expect(!memory.remember("temperature", upstream: "a", model: "m"))
        #expect(memory.remember("top_p", upstream: "a", model: "m"))
    }

    @Test func `an upstream that refuses everything does not fill the memory`() {
        let memory = RefusalMemory()
        for number in 0..<100 { _ = memory.remember("p\(number)", upstream: "a", model: "m") }

        #expect(memory.parameters(upstream: "a", model: "m").count == 32)
        #expect(!memory.remember("one more", upstream: "a", model: "m"))
    }
}
