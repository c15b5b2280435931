import DequeModule
import ProxyEngine

/// The latest lines of the program's own log.
struct EventLog: Sendable {
    static let capacity = 1_000

    private(set) var entries: Deque<LogEvent> = []

    mutating func add(_ entry: LogEvent) {
        if entries.count == Self.capacity { entries.removeFirst() }
        entries.append(entry)
    }
}
