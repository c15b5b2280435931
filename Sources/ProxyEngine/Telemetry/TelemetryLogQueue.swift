import DequeModule
import Foundation

/// The batches between the requests that brought them and the disk, and the count of what became of their events.
///
/// Bounded by bytes. A batch that was taken out counts as queued until it is settled, so that what the writer still
/// holds of it is inside the bound.
struct TelemetryLogQueue {
    struct Entry {
        let batch: TelemetryBatch
        let receivedAt: Date
    }

    private let limit: Int
    private var entries: Deque<Entry> = []
    private var bytes = 0
    private var isClosed = false
    /// The last batch was dropped.
    private var isDropping = false
    private(set) var counts = TelemetryLogCounts()

    init(limit: Int) {
        self.limit = limit
    }

    enum Place: Equatable {
        case queued
        case dropped(isFirst: Bool)
    }

    mutating func append(_ entry: Entry) -> Place {
        guard !isClosed, entry.batch.retainedBytes <= limit - bytes else {
            counts.dropped += entry.batch.records.count
            defer { isDropping = true }
            return .dropped(isFirst: !isDropping)
        }
        isDropping = false
        bytes += entry.batch.retainedBytes
        entries.append(entry)
        return .queued
    }

    mutating func takeFirst() -> Entry? {
        entries.popFirst()
    }

    /// The batch that was taken needs no more memory.
    mutating func settle(_ entry: Entry) {
        bytes -= entry.batch.retainedBytes
    }

    mutating func wrote(_ events: Int) {
        counts.written += events
    }

    mutating func failed() {
        counts.writeFailures += 1
    }

    /// Gives up what is left: `unfinished` events of the batch that was taken last, and all that wait.
    mutating func close(unfinished: Int) {
        counts.dropped += unfinished + entries.reduce(0) { $0 + $1.batch.records.count }
        entries.removeAll()
        bytes = 0
        isClosed = true
    }
}
