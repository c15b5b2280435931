import Synchronization

/// What waits for the dashboard's thread: anyone puts messages in, and the first of a batch wakes it.
final class Inbox: Sendable {
    private let messages = Mutex<[DashboardMessage]>([])
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    func post(_ message: DashboardMessage) {
        let isFirst = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if isFirst { wake() }
    }

    func takeAll() -> [DashboardMessage] {
        messages.withLock { messages in
            defer { messages.removeAll(keepingCapacity: true) }
            return messages
        }
    }
}
