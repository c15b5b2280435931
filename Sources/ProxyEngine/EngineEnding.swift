import Synchronization

/// How a running engine is ended, by a signal or from within the process. Neither request waits, and each can be made
/// from anywhere and more than once.
package final class EngineEnding: Sendable {
    enum Cause: Sendable, Equatable {
        case signal(Int32)
        case program
    }

    enum Request: Sendable, Equatable {
        /// The running streams are finished first.
        case finish(Cause)
        /// What still streams is broken off.
        case endNow(Cause)
    }

    let requests: AsyncStream<Request>
    private let input: AsyncStream<Request>.Continuation
    private let began = Mutex<ContinuousClock.Instant?>(nil)

    /// Supervisors signal the process and its group; what comes within this time is one signal, sent twice.
    private static let sameSignal: Duration = .milliseconds(250)

    package init() {
        // There is room for one of each; any further one repeats one that waits.
        (requests, input) = AsyncStream.makeStream(of: Request.self, bufferingPolicy: .bufferingOldest(2))
    }

    /// Further calls do nothing.
    package func finish() {
        _ = finish(.program, at: .now)
    }

    package func endNow() {
        endNow(.program)
    }

    /// The first signal finishes, another ends now. Returns the request; nil where it is no new one.
    func receive(_ signal: Int32, at now: ContinuousClock.Instant = .now) -> Request? {
        guard let passed = finish(.signal(signal), at: now) else { return .finish(.signal(signal)) }
        guard passed >= Self.sameSignal else { return nil }
        endNow(.signal(signal))
        return .endNow(.signal(signal))
    }

    /// Nil the first time, later the time that has passed since then.
    private func finish(_ cause: Cause, at now: ContinuousClock.Instant) -> Duration? {
        let passed = began.withLock { began -> Duration? in
            if let began { return now - began }
            began = now
            return nil
        }
        if passed == nil { input.yield(.finish(cause)) }
        return passed
    }

    private func endNow(_ cause: Cause) {
        input.yield(.endNow(cause))
        // No later request can ask for more.
        input.finish()
    }
}
