import Foundation
package import Journal
import Synchronization

/// A clock that stands still until the test moves it: what happens when is then the test's decision.
package final class ManualClock: Sendable {
    private let elapsed = Mutex(Duration.zero)
    private let start = ContinuousClock.now

    package init() {}

    package func advance(by duration: Duration) {
        elapsed.withLock { $0 += duration }
    }

    /// For ``Engine/Options``. Its timers tick in real time and only look at this.
    package var engineClock: EngineClock {
        EngineClock(
            now: { [self] in start + elapsed.withLock { $0 } },
            date: { [self] in Date(timeIntervalSince1970: 1_795_000_000 + elapsed.withLock { $0 } / .seconds(1)) }
        )
    }
}
