import Journal
import NIOCore

/// One timer for deadlines of which most never come: setting a later one, or none, costs nothing.
///
/// It may ring too early; its owner then looks at the clock and sets it anew.
final class LazyAlarm {
    private let eventLoop: any EventLoop
    private let clock: EngineClock
    private var scheduled: (task: Scheduled<Void>, at: ContinuousClock.Instant)?
    private var ring: (() -> Void)?

    /// To be made on `eventLoop`, where `ring` is called until the alarm is stopped.
    init(on eventLoop: any EventLoop, clock: EngineClock, ring: @escaping () -> Void) {
        self.eventLoop = eventLoop
        self.clock = clock
        self.ring = ring
        // A clock that is moved by hand may pass a deadline at any moment.
        guard let onMove = clock.onMove else { return }
        let alarm = NIOLoopBound(self, eventLoop: eventLoop)
        onMove { eventLoop.execute { alarm.value.ring?() } }
    }

    func set(_ deadline: ContinuousClock.Instant) {
        if let scheduled, scheduled.at <= deadline { return }
        scheduled?.task.cancel()
        let wait = max(deadline - clock.now(), .zero)
        let task = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait)) { [self] in
            scheduled = nil
            ring?()
        }
        scheduled = (task, deadline)
    }

    func stop() {
        scheduled?.task.cancel()
        scheduled = nil
        ring = nil
    }
}
