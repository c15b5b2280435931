/// Carries events from the hot path to its subscribers.
///
/// An actor, because it owns the subscribers and the fan-out; `publish` is nonisolated and synchronous, because nothing
/// between a token's arrival and its way to the client may wait for a watcher. The actor drains the mailbox in batches
/// and rests between them.
package actor EventBus {
    private let incoming: EventQueue
    private var subscriptions: [Int: EventSubscription] = [:]
    private var nextSubscription = 0
    private var isRunning = false
    private var isClosed = false

    package init(capacity: Int = 8192, rest: EventRest? = .milliseconds(10)) {
        incoming = EventQueue(capacity: capacity, rest: rest)
    }

    /// Never waits. Under a flood, events that end nothing may be dropped; `droppedCount` says how many.
    package nonisolated func publish(_ event: ProxyEvent) {
        incoming.put(event)
    }

    /// Publishes several events in order, for the price of one.
    package nonisolated func publish(contentsOf events: [ProxyEvent]) {
        incoming.put(contentsOf: events)
    }

    package nonisolated var droppedCount: Int { incoming.droppedCount }

    /// A subscription sees the events published after it was made. Events published before the bus runs go to all
    /// subscriptions made before it runs.
    package func subscribe(capacity: Int = 8192) -> EventSubscription {
        // Events that wait for the end of the rest are older than the new subscription.
        if isRunning { deliver(incoming.takeWaiting()) }
        let number = nextSubscription
        nextSubscription += 1
        let subscription = EventSubscription(number: number, capacity: capacity)
        if isClosed {
            subscription.close()
        } else {
            subscriptions[number] = subscription
        }
        return subscription
    }

    package func unsubscribe(_ subscription: EventSubscription) {
        subscriptions.removeValue(forKey: subscription.number)?.close()
    }

    /// Drains until the bus is closed (after delivering what waits) or the task is cancelled.
    package func run() async {
        isRunning = true
        while let batch = await incoming.next() { deliver(batch) }
        isRunning = false
        isClosed = true
        for subscription in subscriptions.values { subscription.close() }
        subscriptions.removeAll()
    }

    private func deliver(_ batch: [ProxyEvent]) {
        for subscription in subscriptions.values { subscription.deliver(batch) }
    }

    /// No event published after this is delivered.
    package nonisolated func close() {
        incoming.close()
    }
}
