import DequeModule
import Synchronization

/// Limits how many requests run at one upstream. The others wait, first come, first served.
package final class ConcurrencyGate: Sendable {
    /// A place in the queue, or a permit.
    package struct Ticket: Sendable, Hashable {
        fileprivate let number: UInt64
    }

    private struct State {
        var free: Int
        var next: UInt64 = 0
        var waiting: Deque<(ticket: Ticket, grant: @Sendable () -> Void)> = []
        var holding: Set<Ticket> = []
    }

    private let state: Mutex<State>

    package init(permits: Int) {
        state = Mutex(State(free: max(permits, 1)))
    }

    package var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Calls `grant` as soon as there is a permit, at once if one is free.
    package func enter(_ grant: @escaping @Sendable () -> Void) -> Ticket {
        let (ticket, isFree) = state.withLock { state in
            let ticket = Ticket(number: state.next)
            state.next += 1
            guard state.free > 0 else {
                state.waiting.append((ticket, grant))
                return (ticket, false)
            }
            state.free -= 1
            state.holding.insert(ticket)
            return (ticket, true)
        }
        if isFree { grant() }
        return ticket
    }

    /// Gives the permit back, or leaves the queue. Further calls with the same ticket do nothing.
    package func leave(_ ticket: Ticket) {
        let grant = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.holding.remove(ticket) != nil else {
                state.waiting.removeAll { $0.ticket == ticket }
                return nil
            }
            guard let next = state.waiting.popFirst() else {
                state.free += 1
                return nil
            }
            state.holding.insert(next.ticket)
            return next.grant
        }
        grant?()
    }
}
