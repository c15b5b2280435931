/// Events that wait for a reader: bounded, in order, and with a delivery class for each.
///
/// Progress is coalesced (the newest for an exchange replaces the one that waits). When the box is full, an event that
/// ends something takes the place of the oldest that does not; everything else is dropped and counted. Terminal events
/// are never dropped.
package struct EventMailbox: Sendable {
    private var waiting: [ProxyEvent] = []
    private var progressIndices: [ExchangeID: Int] = [:]
    private let capacity: Int
    package private(set) var droppedCount = 0

    package init(capacity: Int = 8192) {
        self.capacity = max(capacity, 1)
    }

    package var isEmpty: Bool { waiting.isEmpty }
    package var count: Int { waiting.count }

    package mutating func put(_ event: ProxyEvent) {
        if case .request(let request) = event, request.phase == .progressed {
            let id = request.snapshot.exchange.id
            if let index = progressIndices[id] {
                waiting[index] = event
                return
            }
            guard waiting.count < capacity else {
                droppedCount += 1
                return
            }
            progressIndices[id] = waiting.count
            waiting.append(event)
            return
        }
        guard waiting.count >= capacity else {
            waiting.append(event)
            return
        }
        guard Self.isTerminal(event) else {
            droppedCount += 1
            return
        }
        dropOldestThatMayGo()
        waiting.append(event)
    }

    /// Everything that waits, oldest first.
    package mutating func takeAll() -> [ProxyEvent] {
        var events: [ProxyEvent] = []
        swap(&events, &waiting)
        if !progressIndices.isEmpty { progressIndices.removeAll(keepingCapacity: true) }
        return events
    }

    private mutating func dropOldestThatMayGo() {
        guard let index = waiting.firstIndex(where: { !Self.isTerminal($0) }) else { return }
        waiting.remove(at: index)
        droppedCount += 1
        // Everything behind the gap moved up; rare enough that the indices are simply made anew.
        progressIndices.removeAll(keepingCapacity: true)
        for (index, event) in waiting.enumerated() {
            if case .request(let request) = event, request.phase == .progressed {
                progressIndices[request.snapshot.exchange.id] = index
            }
        }
    }

    private static func isTerminal(_ event: ProxyEvent) -> Bool {
        if case .request(let request) = event { request.phase.isTerminal } else { false }
    }
}
