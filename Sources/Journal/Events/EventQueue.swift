import Synchronization

/// A mailbox with a door: anyone puts events in without waiting, one reader takes them out in batches.
package final class EventQueue: Sendable {
    private struct State {
        var mailbox: EventMailbox
        var reader: CheckedContinuation<Void, Never>?
        var isClosed = false
    }

    private let state: Mutex<State>

    package init(capacity: Int = 8192) {
        state = Mutex(State(mailbox: EventMailbox(capacity: capacity)))
    }

    package var droppedCount: Int { state.withLock { $0.mailbox.droppedCount } }

    package func put(_ event: ProxyEvent) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.isClosed else { return nil }
            state.mailbox.put(event)
            return state.reader.take()
        }
        reader?.resume()
    }

    /// The next batch; nil once the queue is closed and empty, or the reader's task is cancelled.
    package func next() async -> [ProxyEvent]? {
        while true {
            let batch = state.withLock { $0.mailbox.takeAll() }
            if !batch.isEmpty { return batch }
            if Task.isCancelled || state.withLock({ $0.isClosed }) { return nil }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let goesOn = state.withLock { state in
                        guard state.mailbox.isEmpty, !state.isClosed, !Task.isCancelled else { return true }
                        state.reader = continuation
                        return false
                    }
                    if goesOn { continuation.resume() }
                }
            } onCancel: {
                wake()
            }
        }
    }

    package func close() {
        state.withLock { $0.isClosed = true }
        wake()
    }

    private func wake() {
        state.withLock { $0.reader.take() }?.resume()
    }
}
