package import Foundation

/// Where the engine gets the time from: the system's clocks, or fixed ones in tests and demonstrations.
package struct EngineClock: Sendable {
    /// Time that only moves forward, for measuring.
    package var now: @Sendable () -> ContinuousClock.Instant
    /// The time of day, for records.
    package var date: @Sendable () -> Date

    package init(
        now: @escaping @Sendable () -> ContinuousClock.Instant,
        date: @escaping @Sendable () -> Date
    ) {
        self.now = now
        self.date = date
    }

    package static let system = EngineClock(now: { ContinuousClock.now }, date: { Date() })
}
