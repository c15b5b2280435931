package import Journal
import Synchronization

/// A rest that lasts until the test ends it.
package final class ManualRest: Sendable {
    private let ends = Mutex<[@Sendable () -> Void]>([])

    package init() {}

    package var rest: EventRest {
        EventRest { [self] end in ends.withLock { $0.append(end) } }
    }

    /// How many rests have begun.
    package var count: Int { ends.withLock { $0.count } }

    /// Ends the rest of this number, the latest by default.
    package func end(_ number: Int? = nil) {
        let end = ends.withLock { ends in number.map { ends[$0] } ?? ends.last }
        end?()
    }
}
