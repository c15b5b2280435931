import Synchronization
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct ConcurrencyGateTests {
    /// Who was let in, in order.
    private final class Entered: Sendable {
        private let names = Mutex<[String]>([])

        var all: [String] { names.withLock { $0 } }

        func add(_ name: String) {
            names.withLock { $0.append(name) }
        }
    }

    /// How many are in, and how many were at most.
    private final class Inside: Sendable {
        private let counts = Mutex((now: 0, most: 0))

        var most: Int { counts.withLock { $0.most } }

        func come() {
            counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        }

        func go() {
            counts.withLock { $0.now -= 1 }
        }
    }

    private let entered = Entered()

    private func enter(_ gate: ConcurrencyGate, _ name: String) -> ConcurrencyGate.Ticket {
        gate.enter { [entered] in entered.add(name) }
    }

    @Test func `as many enter at once as the gate has permits`() {
        let gate = ConcurrencyGate(permits: 2)
        for name in ["a", "b", "c"] { _ = enter(gate, name) }

        #expect(entered.all == ["a", "b"])
        #expect(gate.waitingCount == 1)
    }

    @Test func `those who wait are served in the order they came`() {
        let gate = ConcurrencyGate(permits: 1)
        let tickets = ["a", "b", "c"].map { enter(gate, $0) }
        for ticket in tickets { gate.leave(ticket) }

        #expect(entered.all == ["a", "b", "c"])
        #expect(gate.waitingCount == 0)
    }

    @Test func `who leaves the queue is not let in`() {
        let gate = ConcurrencyGate(permits: 1)
        let tickets = ["a", "b", "c"].map { enter(gate, $0) }
        gate.leave(tickets[1])
        gate.leave(tickets[0])

        #expect(entered.all == ["a", "c"])
    }

    @Test func `leaving twice gives one permit back`() {
        let gate = ConcurrencyGate(permits: 1)
        let first = enter(gate, "a")
        for _ in 0..<2 { gate.leave(first) }
        for name in ["b", "c"] { _ = enter(gate, name) }

        #expect(entered.all == ["a", "b"])
    }

    @Test(arguments: [0, -5])
    func `a gate lets at least one through`(permits: Int) {
        _ = enter(ConcurrencyGate(permits: permits), "a")

        #expect(entered.all == ["a"])
    }

    @Test func `entering from within a grant does not lock`() {
        let gate = ConcurrencyGate(permits: 2)
        _ = gate.enter { [entered] in
            _ = gate.enter { entered.add("inner") }
        }

        #expect(entered.all == ["inner"])
    }

    @Test func `many at once never exceed the permits, and all get in`() async {
        let gate = ConcurrencyGate(permits: 3)
        let inside = Inside()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let (granted, grant) = AsyncStream.makeStream(of: Void.self)
                    let ticket = gate.enter { grant.finish() }
                    for await _ in granted {}
                    inside.come()
                    await Task.yield()
                    inside.go()
                    gate.leave(ticket)
                }
            }
        }

        #expect(inside.most <= 3)
        #expect(gate.waitingCount == 0)
    }
}
