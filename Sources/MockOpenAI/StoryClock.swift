package import Foundation
package import Journal
import Synchronization

/// A clock that only the story of the demonstration moves, so that measurements are the same on every machine and in
/// every run.
package final class StoryClock: Sendable {
    private struct State {
        var elapsed = Duration.zero
        var dice: DemoDice
    }

    /// Decides how fast answers come, and how long the client takes.
    package let seed: UInt32
    private let state: Mutex<State>
    private let origin = ContinuousClock.now
    private let start: Date

    /// `start` is the time of the story's beginning.
    package init(start: Date, seed: UInt32) {
        self.start = start
        self.seed = seed
        state = Mutex(State(dice: DemoDice(seed: UInt64(seed))))
    }

    package var engineClock: EngineClock {
        EngineClock(
            now: { [self] in origin + state.withLock { $0.elapsed } },
            date: { [self] in start.addingTimeInterval(state.withLock { $0.elapsed } / .seconds(1)) }
        )
    }

    func advance(by duration: Duration) {
        state.withLock { $0.elapsed += duration }
    }

    /// The client works: it runs a command or reads an answer.
    func passBetweenSteps() {
        state.withLock { $0.elapsed += .milliseconds($0.dice.roll(300...4_000)) }
    }
}
