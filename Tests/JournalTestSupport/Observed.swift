import Synchronization

/// A value that tests can await: a change wakes the waiters whose condition it fulfils.
///
/// Everything in this target that a test waits for is one of these, so no wait is a sleep and every wait ends when its
/// task is cancelled.
package final class Observed<Value: Sendable>: Sendable {
    private struct Waiter {
        var id: Int
        var condition: @Sendable (Value) -> Bool
        var continuation: CheckedContinuation<Value, any Error>
    }

    private struct State {
        var value: Value
        var waiters: [Waiter] = []
        var nextID = 0
        /// Waits whose task was cancelled before they could be registered.
        var cancelledEarly: Set<Int> = []
    }

    private let state: Mutex<State>

    package init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    package var value: Value {
        state.withLock { $0.value }
    }

    @discardableResult
    package func update<Result: Sendable>(_ change: @Sendable (inout Value) -> Result) -> Result {
        let (result, value, satisfied) = state.withLock { state in
            let result = change(&state.value)
            let value = state.value
            let satisfied = state.waiters.filter { $0.condition(value) }
            state.waiters.removeAll { waiter in satisfied.contains { $0.id == waiter.id } }
            return (result, value, satisfied)
        }
        for waiter in satisfied {
            waiter.continuation.resume(returning: value)
        }
        return result
    }

    /// The first value that meets `condition`, be it the present one. Throws `CancellationError` when cancelled.
    @discardableResult
    package func wait(until condition: @escaping @Sendable (Value) -> Bool) async throws -> Value {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                register(Waiter(id: id, condition: condition, continuation: continuation))
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func register(_ waiter: Waiter) {
        let outcome: Result<Value, any Error>? = state.withLock { state in
            if state.cancelledEarly.remove(waiter.id) != nil { return .failure(CancellationError()) }
            if waiter.condition(state.value) { return .success(state.value) }
            state.waiters.append(waiter)
            return nil
        }
        if let outcome { waiter.continuation.resume(with: outcome) }
    }

    private func cancel(_ id: Int) {
        let waiter: Waiter? = state.withLock { state in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                state.cancelledEarly.insert(id)
                return nil
            }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(throwing: CancellationError())
    }
}
