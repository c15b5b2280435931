import Journal
import Synchronization

/// Messages for the dashboard's thread, from any thread. The first of a batch wakes it.
///
/// It holds one batch of the feed's events at a time; later events wait in the feed's own queue, which is bounded. All
/// other messages answer an action of the user.
final class Inbox: Sendable {
    private let messages = Mutex<[DashboardMessage]>([])
    private let wake: @Sendable () -> Void
    private let taken: AsyncStream<Void>
    private let takenInput: AsyncStream<Void>.Continuation

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
        (taken, takenInput) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    func post(_ message: DashboardMessage) {
        let isFirst = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if isFirst { wake() }
    }

    /// Posts a feed's batches, each when the one before it was taken, until the feed ends. For one feed only.
    func follow(_ feed: some AsyncSequence<[ProxyEvent], Never> & Sendable) async {
        var turns = taken.makeAsyncIterator()
        for await batch in feed {
            post(.events(batch))
            guard await turns.next() != nil else { return }
        }
    }

    func takeAll() -> [DashboardMessage] {
        let taken = messages.withLock { messages in
            defer { messages.removeAll(keepingCapacity: true) }
            return messages
        }
        if taken.contains(where: \.isBatch) { takenInput.yield() }
        return taken
    }
}

extension DashboardMessage {
    fileprivate var isBatch: Bool {
        if case .events = self { true } else { false }
    }
}
