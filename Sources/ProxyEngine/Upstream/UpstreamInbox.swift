package import DequeModule
package import NIOCore
import Synchronization

/// An upstream's answer for a task that waits for it: for questions outside of any exchange.
///
/// Bounded: when more than `highWater` bytes of an answer wait, the connection is not read any further until they have
/// been taken. Word from an attempt that has been given up is ignored.
package final class UpstreamInbox: UpstreamReceiver {
    private struct State {
        var signals: Deque<UpstreamSignal> = []
        var waitingBytes = 0
        var attempt = 0
        var hasTick = false
        var isCancelled = false
        var reader: CheckedContinuation<Void, Never>?
        var resumeReading: EventLoopPromise<Void>?
    }

    private let highWater: Int
    private let state = Mutex(State())

    package init(highWater: Int = 256 * 1024) {
        self.highWater = highWater
    }

    deinit {
        // Nobody will read on; whoever waits for it must not wait for ever.
        state.withLock { $0.resumeReading.take() }?.succeed()
    }

    /// Begins a new attempt; what the former one still sends is dropped.
    package func beginAttempt() -> Int {
        let (attempt, promise) = state.withLock { state in
            state.signals.removeAll()
            state.waitingBytes = 0
            state.attempt += 1
            return (state.attempt, state.resumeReading.take())
        }
        promise?.succeed()
        return attempt
    }

    package func deliver(_ signal: UpstreamSignal, attempt: Int) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.attempt == attempt, !state.isCancelled else { return nil }
            state.signals.append(signal)
            return state.reader.take()
        }
        reader?.resume()
    }

    /// Takes a piece of the answer; the future completes when the next may be read.
    package func deliver(_ body: ByteBuffer, attempt: Int, on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        let (reader, promise) = state.withLock {
            state -> (CheckedContinuation<Void, Never>?, EventLoopPromise<Void>?) in
            guard state.attempt == attempt, !state.isCancelled else { return (nil, nil) }
            state.signals.append(.body(body))
            state.waitingBytes += body.readableBytes
            if state.waitingBytes > highWater, state.resumeReading == nil {
                state.resumeReading = eventLoop.makePromise()
            }
            return (state.reader.take(), state.resumeReading)
        }
        reader?.resume()
        return promise?.futureResult ?? eventLoop.makeSucceededVoidFuture()
    }

    /// Time has passed. Ticks do not pile up.
    package func tick() {
        state.withLock { state in
            state.hasTick = true
            return state.reader.take()
        }?.resume()
    }

    /// From now on every read gives `.cancelled`.
    package func cancel() {
        let (reader, promise) = state.withLock { state in
            state.isCancelled = true
            state.signals.removeAll()
            state.waitingBytes = 0
            return (state.reader.take(), state.resumeReading.take())
        }
        promise?.succeed()
        reader?.resume()
    }

    /// Everything that waits, in order; at least one signal. A cancelled task gets `.cancelled`.
    package func next() async -> Deque<UpstreamSignal> {
        while true {
            if let batch = take() { return batch }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let goesOn = state.withLock { state in
                        guard state.signals.isEmpty, !state.hasTick, !state.isCancelled, !Task.isCancelled else {
                            return true
                        }
                        state.reader = continuation
                        return false
                    }
                    if goesOn { continuation.resume() }
                }
            } onCancel: {
                cancel()
            }
        }
    }

    /// Whether everything that came has been taken, and its reader waits for more.
    package var isAwaited: Bool {
        state.withLock { $0.reader != nil && $0.signals.isEmpty && !$0.hasTick && !$0.isCancelled }
    }

    private func take() -> Deque<UpstreamSignal>? {
        if Task.isCancelled { return [.cancelled] }
        let (batch, promise) = state.withLock { state -> (Deque<UpstreamSignal>?, EventLoopPromise<Void>?) in
            if state.isCancelled { return ([.cancelled], nil) }
            if state.signals.isEmpty {
                guard state.hasTick else { return (nil, nil) }
                state.hasTick = false
                return ([.tick], nil)
            }
            var batch = Deque<UpstreamSignal>()
            swap(&batch, &state.signals)
            state.waitingBytes = 0
            return (batch, state.resumeReading.take())
        }
        promise?.succeed()
        return batch
    }
}
