import Synchronization

/// A mailbox with a door: anyone puts events in without waiting, one reader takes them out in batches.
///
/// With a rest, the reader gets a batch at once when it has been idle, and then none before the rest is over. Closing
/// the queue, cancelling the reader and a mailbox that is half full end the rest early.
package final class EventQueue: Sendable {
    private struct State {
        var mailbox: EventMailbox
        var reader: CheckedContinuation<Void, Never>?
        var isResting = false
        /// The number of the latest rest: the end of an earlier one, which was cut short, does not end it.
        var rest = 0
        var isClosed = false

        /// Whether the reader has something to do.
        var isReady: Bool { isClosed || !isResting && !mailbox.isEmpty }
    }

    private enum Turn {
        case batch([ProxyEvent], rest: Int)
        case end
        case wait
    }

    private let rest: EventRest?
    private let state: Mutex<State>
    /// How many waiting events end a rest early.
    private let crowd: Int

    package init(capacity: Int = 8192, rest: EventRest? = nil) {
        self.rest = rest
        crowd = max(capacity / 2, 1)
        state = Mutex(State(mailbox: EventMailbox(capacity: capacity)))
    }

    package var droppedCount: Int { state.withLock { $0.mailbox.droppedCount } }

    package func put(_ event: ProxyEvent) {
        put { $0.put(event) }
    }

    /// Takes the lock once and wakes the reader at most once. Gives the number of events that were dropped.
    @discardableResult
    package func put(contentsOf events: [ProxyEvent]) -> Int {
        guard !events.isEmpty else { return 0 }
        return put { mailbox in
            for event in events { mailbox.put(event) }
        }
    }

    @discardableResult
    private func put(_ body: (inout EventMailbox) -> Void) -> Int {
        let (reader, dropped) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Int) in
            guard !state.isClosed else { return (nil, 0) }
            let before = state.mailbox.droppedCount
            body(&state.mailbox)
            if state.mailbox.count >= crowd { state.isResting = false }
            return (state.isReady ? state.reader.take() : nil, state.mailbox.droppedCount - before)
        }
        reader?.resume()
        return dropped
    }

    /// The next batch; nil once the queue is closed and empty, or the reader's task is cancelled.
    package func next(isolation: isolated (any Actor)? = #isolation) async -> [ProxyEvent]? {
        while true {
            switch turn(isCancelled: Task.isCancelled) {
            case .batch(let batch, let number):
                rest?.begin { [weak self] in self?.endRest(number) }
                return batch
            case .end:
                return nil
            case .wait:
                await waitUntilReady()
            }
        }
    }

    /// The waiting events, without a rest afterwards.
    package func takeWaiting() -> [ProxyEvent] {
        state.withLock { $0.mailbox.takeAll() }
    }

    package func close() {
        state.withLock { $0.isClosed = true }
        wake()
    }

    private func turn(isCancelled: Bool) -> Turn {
        state.withLock { state in
            let isEnding = state.isClosed || isCancelled
            guard isEnding || !state.isResting else { return .wait }
            let batch = state.mailbox.takeAll()
            guard !batch.isEmpty else { return isEnding ? .end : .wait }
            state.isResting = rest != nil
            state.rest += 1
            return .batch(batch, rest: state.rest)
        }
    }

    private func waitUntilReady(isolation: isolated (any Actor)? = #isolation) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    guard !state.isReady, !Task.isCancelled else { return true }
                    state.reader = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
    }

    private func endRest(_ number: Int) {
        let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.rest == number else { return nil }
            state.isResting = false
            return state.isReady ? state.reader.take() : nil
        }
        reader?.resume()
    }

    private func wake() {
        state.withLock { $0.reader.take() }?.resume()
    }
}
