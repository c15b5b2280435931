import DequeModule
import Synchronization
import Translation

/// Counts that an upstream has given, by the hash of the body it was asked with: clients count the same tools again
/// and again. The oldest makes room.
package final class CountMemory: Sendable {
    package struct Key: Hashable, Sendable {
        private let upstream: String
        private let digest: [UInt8]

        package init(upstream: String, body: [UInt8]) {
            self.upstream = upstream
            digest = SHA256.digest(of: body)
        }
    }

    private struct State {
        var counts: [Key: Int] = [:]
        var order: Deque<Key> = []
    }

    private let limit: Int
    private let state = Mutex(State())

    package init(limit: Int = 512) {
        self.limit = limit
    }

    package func count(_ key: Key) -> Int? {
        state.withLock { $0.counts[key] }
    }

    package func remember(_ count: Int, for key: Key) {
        state.withLock { state in
            guard state.counts.updateValue(count, forKey: key) == nil else { return }
            state.order.append(key)
            if state.order.count > limit, let oldest = state.order.popFirst() { state.counts[oldest] = nil }
        }
    }
}
