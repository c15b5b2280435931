import DequeModule
import Journal

/// The latest lines of the program's own log.
struct EventLog: Sendable {
    static let capacity = 1_000

    private(set) var entries: Deque<LogEvent> = []
    /// The number of removed lines, which is the number of the first kept one.
    private(set) var droppedCount = 0
    private(set) var warningCount = 0

    mutating func add(_ entry: LogEvent) {
        if entries.count == Self.capacity {
            if entries.removeFirst().level >= .warning { warningCount -= 1 }
            droppedCount += 1
        }
        entries.append(entry)
        if entry.level >= .warning { warningCount += 1 }
    }
}
