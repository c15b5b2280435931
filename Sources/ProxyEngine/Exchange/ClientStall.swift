import Journal
import Synchronization

/// Notices a client that has stopped reading: bytes were handed over and the next are not asked for.
///
/// Such a client would hold its place at the upstream for as long as it likes.
final class ClientStall: Sendable {
    private struct State {
        var handedOver: ContinuousClock.Instant?
        var hangUp: (@Sendable () -> Void)?
    }

    private let limit: Duration
    private let clock: EngineClock
    private let state = Mutex(State())

    init(limit: Duration, clock: EngineClock) {
        self.limit = limit
        self.clock = clock
    }

    /// What ends the connection of a client that has stalled.
    func whenStalled(_ hangUp: @escaping @Sendable () -> Void) {
        state.withLock { $0.hangUp = hangUp }
    }

    func handOver() {
        let now = clock.now()
        state.withLock { $0.handedOver = now }
    }

    func taken() {
        state.withLock { $0.handedOver = nil }
    }

    /// Called from time to time.
    func check() {
        let now = clock.now()
        let hangUp = state.withLock { state -> (@Sendable () -> Void)? in
            guard let handedOver = state.handedOver, now - handedOver >= limit else { return nil }
            state.handedOver = nil
            return state.hangUp
        }
        hangUp?()
    }
}
