import Foundation
package import Journal
import Synchronization

/// A clock that stands still until the test moves it: what happens when is then the test's decision.
package final class ManualClock: Sendable {
    private let elapsed = Mutex(Duration.zero)
    private let start = ContinuousClock.now
    private let callbacks = Mutex<[@Sendable () -> Void]>([])

    package init() {}

    package func advance(by duration: Duration) {
        elapsed.withLock { $0 += duration }
        for callback in callbacks.withLock({ $0 }) { callback() }
    }

    /// For ``Engine/Options``. Timers that are set by it look at it again when it is moved.
    package var engineClock: EngineClock {
        EngineClock(
            now: { [self] in start + elapsed.withLock { $0 } },
            date: { [self] in Date(timeIntervalSince1970: 1_795_000_000 + elapsed.withLock { $0 } / .seconds(1)) },
            onMove: { [self] callback in callbacks.withLock { $0.append(callback) } }
        )
    }
}
