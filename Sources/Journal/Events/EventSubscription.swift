/// One reader's share of the bus: batches of events, in order.
package struct EventSubscription: AsyncSequence, Sendable {
    private let queue: EventQueue

    init(capacity: Int) {
        queue = EventQueue(capacity: capacity)
    }

    /// Events that this reader was too slow for.
    package var droppedCount: Int { queue.droppedCount }

    /// The number of events that were dropped.
    func deliver(_ events: [ProxyEvent]) -> Int {
        queue.put(contentsOf: events)
    }

    func close() {
        queue.close()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(queue: queue)
    }

    package struct Iterator: AsyncIteratorProtocol {
        let queue: EventQueue

        package func next() async -> [ProxyEvent]? {
            await queue.next()
        }
    }
}
