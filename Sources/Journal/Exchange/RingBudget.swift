import Synchronization

/// How many bytes the records of a ring take together, and may take.
final class RingBudget: Sendable {
    let capacity: Int
    private let count = Atomic(0)

    init(capacity: Int) {
        self.capacity = max(capacity, 0)
    }

    var used: Int { count.load(ordering: .relaxed) }
    var isExceeded: Bool { used > capacity }

    func add(_ bytes: Int) {
        count.wrappingAdd(bytes, ordering: .relaxed)
    }
}
