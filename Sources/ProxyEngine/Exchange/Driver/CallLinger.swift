import Journal
import NIOCore

/// Gives the HTTP message of a complete answer a moment to end, so that its connection can be used again, and then
/// closes it. Cancelling a call that has ended does nothing.
struct CallLinger: Sendable {
    private static let patience: Duration = .seconds(1)

    private let call: UpstreamCall
    private let clock: EngineClock
    private let deadline: ContinuousClock.Instant

    init(_ call: UpstreamCall, clock: EngineClock) {
        self.call = call
        self.clock = clock
        deadline = clock.now() + Self.patience
    }

    func begin(on eventLoop: any EventLoop) {
        let rest = deadline - clock.now()
        guard rest > .zero else { return call.cancel() }
        eventLoop.scheduleTask(in: TimeAmount(rest)) { begin(on: eventLoop) }
    }
}
