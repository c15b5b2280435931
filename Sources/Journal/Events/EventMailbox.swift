/// Events that wait for a reader: bounded, in order, and with a delivery class for each.
///
/// Progress is coalesced (the newest for an exchange replaces the one that waits). When the box is full, an event that
/// ends something takes the place of the oldest that does not; everything else is dropped and counted. Where only ends
/// wait, further ones are kept up to ``mostEnds``, so that a reader that hangs does not take all memory.
///
/// Puts take no longer when many events wait: each event is looked at once to make room.
package struct EventMailbox: Sendable {
    private var waiting: [ProxyEvent] = []
    private var progressIndices: [ExchangeID: Int] = [:]
    /// Below this index only ends still wait. Other events there are dropped, but stay in the array until it is taken:
    /// removing one would move all behind it.
    private var firstDroppable = 0
    /// How many events in the array are dropped.
    private var gaps = 0
    private let capacity: Int
    package private(set) var droppedCount = 0

    package init(capacity: Int = 8192) {
        self.capacity = max(capacity, 1)
    }

    /// The most ends that wait: far more than can end while a reader that works is busy.
    package var mostEnds: Int { 8 * capacity }

    package var isEmpty: Bool { waiting.count == gaps }
    package var count: Int { waiting.count - gaps }

    package mutating func put(_ event: ProxyEvent) {
        if Self.isTerminal(event) {
            guard count < capacity || dropOldest() || count < mostEnds else { return droppedCount += 1 }
            return waiting.append(event)
        }
        let exchange = Self.exchangeInProgress(event)
        if let exchange, let index = progressIndices[exchange] {
            waiting[index] = event
            return
        }
        guard count < capacity else { return droppedCount += 1 }
        if let exchange { progressIndices[exchange] = waiting.count }
        waiting.append(event)
    }

    /// Everything that waits, oldest first.
    package mutating func takeAll() -> [ProxyEvent] {
        var events: [ProxyEvent] = []
        swap(&events, &waiting)
        if !progressIndices.isEmpty { progressIndices.removeAll(keepingCapacity: true) }
        defer { (firstDroppable, gaps) = (0, 0) }
        return gaps == 0 ? events : events[..<firstDroppable].filter(Self.isTerminal) + events[firstDroppable...]
    }

    /// Drops the oldest event that ends nothing. False if only ends wait.
    private mutating func dropOldest() -> Bool {
        while firstDroppable < waiting.count {
            let event = waiting[firstDroppable]
            firstDroppable += 1
            guard !Self.isTerminal(event) else { continue }
            if let exchange = Self.exchangeInProgress(event) { progressIndices[exchange] = nil }
            gaps += 1
            droppedCount += 1
            return true
        }
        return false
    }

    private static func isTerminal(_ event: ProxyEvent) -> Bool {
        if case .request(let request) = event { request.phase.isTerminal } else { false }
    }

    /// The exchange whose progress the event is.
    private static func exchangeInProgress(_ event: ProxyEvent) -> ExchangeID? {
        if case .request(let request) = event, request.phase == .progressed {
            request.snapshot.exchange.id
        } else {
            nil
        }
    }
}
