import Synchronization

/// A call that may still wait for its permit: cancelling it before it starts keeps it from starting.
final class PendingCall: Sendable {
    private enum State {
        case waiting
        case running(UpstreamCall)
        case cancelled
    }

    private let state = Mutex(State.waiting)

    var isWaiting: Bool {
        state.withLock { if case .waiting = $0 { true } else { false } }
    }

    func start(_ send: () -> UpstreamCall) {
        guard isWaiting else { return }
        let call = send()
        let wasCancelled = state.withLock { state in
            if case .cancelled = state { return true }
            state = .running(call)
            return false
        }
        if wasCancelled { call.cancel() }
    }

    func cancel() {
        let call = state.withLock { state -> UpstreamCall? in
            defer { state = .cancelled }
            if case .running(let call) = state { return call }
            return nil
        }
        call?.cancel()
    }
}
