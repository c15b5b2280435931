import JournalTestSupport

/// A point at which the far side stops until the test lets it go on.
package final class Gate: Sendable {
    private struct Passage {
        var isReached = false
        var isOpen = false
    }

    private let passage = Observed(Passage())

    package init() {}

    /// Lets everything through, now and from now on.
    package func open() {
        passage.update { $0.isOpen = true }
    }

    /// Returns once something stands at the gate (or has gone through).
    package func waitUntilReached() async throws {
        try await passage.wait { $0.isReached }
    }

    /// What the far side calls: says that it has come, and waits for the gate to open.
    func pass() async throws {
        passage.update { $0.isReached = true }
        try await passage.wait { $0.isOpen }
    }
}
