import JournalTestSupport
import NIOEmbedded
import TestSupport
import Testing

@testable import ProxyEngine

@Suite struct MemoryReturnTests {
    /// How often memory is given back for exchanges of these sizes, each followed by the delay or not.
    private static func returns(_ sizes: [Int], waitingBetween: Bool) -> Int {
        let count = Observed(0)
        let memory = MemoryReturn { count.update { $0 += 1 } }
        let eventLoop = EmbeddedEventLoop()
        for size in sizes {
            memory.handled(size, on: eventLoop)
            if waitingBetween { eventLoop.advanceTime(by: MemoryReturn.delay) }
        }
        eventLoop.advanceTime(by: MemoryReturn.delay)
        return count.value
    }

    static let cases: [(sizes: [Int], waitingBetween: Bool, returns: Int)] = [
        ([1 << 20], false, 0),
        ([31 << 20, 1 << 20], false, 1),
        ([64 << 20, 64 << 20, 64 << 20], false, 1),
        ([64 << 20, 64 << 20], true, 2),
        ([20 << 20, 20 << 20, 20 << 20, 20 << 20], true, 2),
    ]

    @Test(arguments: cases.indices)
    func `memory is given back once after each 32 MB`(_ index: Int) {
        let (sizes, waitingBetween, returns) = Self.cases[index]

        #expect(Self.returns(sizes, waitingBetween: waitingBetween) == returns)
    }
}
