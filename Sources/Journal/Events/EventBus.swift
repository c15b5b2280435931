/// Carries events from the hot path to whoever watches.
///
/// An actor, because it owns the subscribers and the fan-out; `publish` is nonisolated and synchronous, because nothing
/// between a token's arrival and its way to the client may wait for a watcher. The actor drains the mailbox in batches.
package actor EventBus {
    private let incoming: EventQueue
    private var subscriptions: [Int: EventSubscription] = [:]
    private var nextSubscription = 0
    private var isClosed = false

    package init(capacity: Int = 8192) {
        incoming = EventQueue(capacity: capacity)
    }

    /// Never waits. Under a flood, events that end nothing may be dropped; `droppedCount` says how many.
    package nonisolated func publish(_ event: ProxyEvent) {
        incoming.put(event)
    }

    /// Publishes several events in order.
    package nonisolated func publish(contentsOf events: [ProxyEvent]) {
        for event in events { incoming.put(event) }
    }

    package nonisolated var droppedCount: Int { incoming.droppedCount }

    /// A subscription sees the events published after it was made.
    package func subscribe(capacity: Int = 8192) -> EventSubscription {
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
        while let batch = await incoming.next() {
            for subscription in subscriptions.values {
                for event in batch { subscription.deliver(event) }
            }
        }
        isClosed = true
        for subscription in subscriptions.values { subscription.close() }
        subscriptions.removeAll()
    }

    /// No event published after this is delivered.
    package nonisolated func close() {
        incoming.close()
    }
}
