import OrderedCollections
package import Translation

/// What one telemetry request brought.
package struct TelemetryBatch: Sendable, Equatable {
    package let source: TelemetrySource
    /// The session the records are about, where those that name one agree; the HTTP layer may know better.
    package var session: String?
    package let records: [TelemetryRecord]
    /// How many records were left out: no JSON objects, or beyond the limits of ``TelemetryParser``.
    package let skipped: Int
    /// How much memory the records hold on to.
    package let retainedBytes: Int

    /// How many records there are of each name, in the order the names first came.
    package var counts: [TelemetryCount] {
        let counts = records.reduce(into: OrderedDictionary<String, Int>()) { $0[$1.name, default: 0] += 1 }
        return counts.map { TelemetryCount(name: $0.key, count: $0.value) }
    }
}

/// One event, log record, metric or span.
package struct TelemetryRecord: Sendable, Equatable {
    /// Never empty, one line, at most ``TelemetryParser/maximumLabelLength`` characters.
    package let name: String
    package let session: String?
    /// The event as it came. One from OTLP has its `resource` and `scope` added as members.
    package let event: RawJSON
}

/// How many events of one name there were.
package struct TelemetryCount: Sendable, Equatable {
    package let name: String
    package let count: Int

    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}
