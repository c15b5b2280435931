import Synchronization

/// Carries events from the hot path to its subscribers.
///
/// An actor, because it owns the subscribers and the fan-out; `publish` is nonisolated and synchronous, because nothing
/// between a token's arrival and its way to the client may wait for a reader. The actor drains the mailbox in batches
/// and rests between them.
package actor EventBus {
    private let incoming: EventQueue
    /// Events that subscribers were too slow for.
    private let missed = Atomic(0)
    private var subscriptions: [EventSubscription] = []
    private var state = State.waiting

    private enum State {
        /// Not running yet: events are kept.
        case waiting
        case running
        case closed
    }

    package init(capacity: Int = 8192, rest: EventRest? = .milliseconds(10)) {
        incoming = EventQueue(capacity: capacity, rest: rest)
    }

    /// Never waits. Under a flood events may be dropped, those that end something last; `droppedCount` says how many.
    package nonisolated func publish(_ event: ProxyEvent) {
        incoming.put(event)
    }

    /// Publishes several events in order, for the price of one.
    package nonisolated func publish(contentsOf events: [ProxyEvent]) {
        incoming.put(contentsOf: events)
    }

    /// Before the bus, and by the mailboxes of its subscribers.
    package nonisolated var droppedCount: Int { incoming.droppedCount + missed.load(ordering: .relaxed) }

    /// A subscription sees the events published after it was made. Events published before the bus runs go to all
    /// subscriptions made before it runs.
    package func subscribe(capacity: Int = 8192) -> EventSubscription {
        let subscription = EventSubscription(capacity: capacity)
        switch state {
        case .waiting: break
        // Events that wait for the end of the rest are older than the new subscription.
        case .running: deliver(incoming.takeWaiting())
        case .closed:
            subscription.close()
            return subscription
        }
        subscriptions.append(subscription)
        return subscription
    }

    /// Drains until the bus is closed (after delivering what waits) or the task is cancelled.
    package func run() async {
        state = .running
        while let batch = await incoming.next() { deliver(batch) }
        state = .closed
        for subscription in subscriptions { subscription.close() }
        subscriptions.removeAll()
    }

    private func deliver(_ batch: [ProxyEvent]) {
        for subscription in subscriptions { missed.add(subscription.deliver(batch), ordering: .relaxed) }
    }

    /// No event published after this is delivered.
    package nonisolated func close() {
        incoming.close()
    }
}
