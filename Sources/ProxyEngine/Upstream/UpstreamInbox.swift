import DequeModule
package import NIOCore
import Synchronization

/// An upstream's answer to one request, for a task that waits for it: for questions outside of any exchange.
///
/// Bounded: when more than `highWater` bytes of the answer wait, the connection is not read until they are taken.
package final class UpstreamInbox: UpstreamReceiver {
    private struct State {
        var signals: Deque<UpstreamSignal> = []
        var waitingBytes = 0
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
        // No one will read on; a connection that waits for it must not wait for ever.
        state.withLock { $0.resumeReading.take() }?.succeed()
    }

    package func deliver(_ signal: UpstreamSignal, attempt: Int) {
        put(signal)
    }

    package func deliver(_ body: ByteBuffer, attempt: Int, on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        put(.body(body))
        let promise = state.withLock { state -> EventLoopPromise<Void>? in
            guard !state.isCancelled, state.waitingBytes > highWater else { return nil }
            let promise = state.resumeReading ?? eventLoop.makePromise()
            state.resumeReading = promise
            return promise
        }
        return promise?.futureResult ?? eventLoop.makeSucceededVoidFuture()
    }

    /// Nothing here depends on the time.
    package func tick() {}

    /// Whether everything that came has been taken, and its reader waits for more.
    package var isAwaited: Bool { state.withLock { $0.reader != nil } }

    /// The next signal. Nil when the reader's task is cancelled: what still comes is dropped.
    package func next() async -> UpstreamSignal? {
        await withTaskCancellationHandler {
            while !Task.isCancelled {
                if let signal = take() { return signal }
                await withCheckedContinuation { continuation in
                    let goesOn = state.withLock { state in
                        guard state.signals.isEmpty, !state.isCancelled else { return true }
                        state.reader = continuation
                        return false
                    }
                    if goesOn { continuation.resume() }
                }
            }
            return nil
        } onCancel: {
            cancel()
        }
    }

    private func put(_ signal: UpstreamSignal) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.isCancelled else { return nil }
            state.signals.append(signal)
            if case .body(let bytes) = signal { state.waitingBytes += bytes.readableBytes }
            return state.reader.take()
        }
        reader?.resume()
    }

    private func take() -> UpstreamSignal? {
        let (signal, promise) = state.withLock { state -> (UpstreamSignal?, EventLoopPromise<Void>?) in
            let signal = state.signals.popFirst()
            if case .body(let bytes)? = signal { state.waitingBytes -= bytes.readableBytes }
            return (signal, state.waitingBytes > highWater ? nil : state.resumeReading.take())
        }
        promise?.succeed()
        return signal
    }

    private func cancel() {
        let (reader, promise) = state.withLock { state in
            state.isCancelled = true
            state.signals.removeAll()
            state.waitingBytes = 0
            return (state.reader.take(), state.resumeReading.take())
        }
        promise?.succeed()
        reader?.resume()
    }
}
