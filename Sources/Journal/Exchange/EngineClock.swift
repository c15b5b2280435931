package import Foundation

/// Where the engine gets the time from: the system's clocks, or fixed ones in tests and demonstrations.
package struct EngineClock: Sendable {
    /// Time that only moves forward, for measuring.
    package var now: @Sendable () -> ContinuousClock.Instant
    /// The time of day, for records.
    package var date: @Sendable () -> Date

    /// For a clock that is moved by hand: calls back after each move. Nil for one that runs by itself.
    package var onMove: (@Sendable (_ callback: @escaping @Sendable () -> Void) -> Void)?

    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        date: @escaping @Sendable () -> Date,
        onMove: (@Sendable (_ callback: @escaping @Sendable () -> Void) -> Void)? = nil
    ) {
        self.now = now
        self.date = date
        self.onMove = onMove
    }

    package static let system = EngineClock(now: { ContinuousClock.now }, date: { Date() })
}
