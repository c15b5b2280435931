import OrderedCollections

/// What has come in by telemetry, for the metrics page and the dashboard.
///
/// A pure fold over batches. The first names get a counter each, all later ones share one, so that a client that makes
/// names up cannot fill the memory.
package struct TelemetryCounters: Sendable, Equatable {
    package struct Tally: Sendable, Equatable {
        package var batches = 0
        package var events = 0
        /// Events of a batch that could not be read, beside others that could.
        package var skipped = 0
        /// Bodies of which nothing could be read.
        package var unreadable = 0
    }

    package static let defaultMaximumNames = 256

    package private(set) var total = Tally()
    package private(set) var bySource: [TelemetrySource: Tally] = [:]
    /// Events whose names came when there were as many as may have a counter.
    package private(set) var otherNames = 0
    /// What became of the events on their way to disk: the log's own count, taken over.
    package var log = TelemetryLogCounts()

    private let maximumNames: Int
    private var countsByName: OrderedDictionary<String, Int> = [:]

    package init(maximumNames: Int = defaultMaximumNames) {
        self.maximumNames = maximumNames
    }

    /// Events by name, in the order the names first came.
    package var byName: [TelemetryCount] {
        countsByName.map { TelemetryCount(name: $0.key, count: $0.value) }
    }

    package mutating func record(_ batch: TelemetryBatch) {
        let tally = Tally(batches: 1, events: batch.records.count, skipped: batch.skipped)
        total.add(tally)
        bySource[batch.source, default: Tally()].add(tally)
        for named in batch.counts {
            if let known = countsByName[named.name] {
                countsByName[named.name] = known + named.count
            } else if countsByName.count < maximumNames {
                countsByName[named.name] = named.count
            } else {
                otherNames += named.count
            }
        }
    }

    package mutating func recordUnreadable(from source: TelemetrySource) {
        let tally = Tally(unreadable: 1)
        total.add(tally)
        bySource[source, default: Tally()].add(tally)
    }
}

extension TelemetryCounters.Tally {
    fileprivate mutating func add(_ other: Self) {
        batches += other.batches
        events += other.events
        skipped += other.skipped
        unreadable += other.unreadable
    }
}
