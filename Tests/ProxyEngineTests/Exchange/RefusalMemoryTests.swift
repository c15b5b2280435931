import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct RefusalMemoryTests {
    @Test func `a refusal is remembered for its upstream and model only`() {
        let memory = RefusalMemory()

        #expect(memory.remember("temperature", upstream: "a", model: "m") == .new)
        #expect(memory.parameters(upstream: "a", model: "m") == ["temperature"])
        #expect(memory.parameters(upstream: "a", model: "n").isEmpty)
        #expect(memory.parameters(upstream: "b", model: "m").isEmpty)
    }

    @Test func `a repeated refusal is not new`() {
        let memory = RefusalMemory()
        _ = memory.remember("temperature", upstream: "a", model: "m")

        #expect(memory.remember("temperature", upstream: "a", model: "m") == .known)
        #expect(memory.remember("top_p", upstream: "a", model: "m") == .new)
    }

    @Test func `a refused effort is remembered by its value, in addition to the parameters`() {
        let memory = RefusalMemory()

        #expect(memory.remember(.xhigh, upstream: "a", model: "m") == .new)
        #expect(memory.remember(.xhigh, upstream: "a", model: "m") == .known)
        #expect(memory.efforts(upstream: "a", model: "m") == [.xhigh])
        #expect(memory.efforts(upstream: "a", model: "n").isEmpty)
        #expect(memory.parameters(upstream: "a", model: "m").isEmpty)
    }

    @Test func `names without end do not fill the memory`() {
        let memory = RefusalMemory()
        for number in 0..<1024 { _ = memory.remember("p", upstream: "a", model: "m\(number)") }

        #expect(memory.remember("p", upstream: "a", model: "one more") == .full)
        #expect(memory.remember("q", upstream: "a", model: "m5") == .new)
    }

    @Test func `an upstream that refuses everything does not fill the memory`() {
        let memory = RefusalMemory()
        for number in 0..<100 { _ = memory.remember("p\(number)", upstream: "a", model: "m") }

        #expect(memory.parameters(upstream: "a", model: "m").count == 32)
        #expect(memory.remember("one more", upstream: "a", model: "m") == .full)
    }
}
