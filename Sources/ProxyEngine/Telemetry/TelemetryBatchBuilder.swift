import Translation

/// Collects a batch's records within the parser's limits.
struct TelemetryBatchBuilder {
    private let source: TelemetrySource
    private var records: [TelemetryRecord] = []
    private var skipped = 0
    private var eventBytes = 0
    /// Set where the events are slices of something larger.
    var retainedBytes: Int?

    /// What a record costs beside its event.
    private static let recordOverhead = 96

    init(source: TelemetrySource) {
        self.source = source
    }

    mutating func skip() {
        skipped += 1
    }

    /// `size` is what the event will take; it is not put together where that is too much.
    mutating func add(name: String?, session: String?, size: Int, event: @autoclosure () -> RawJSON) {
        guard records.count < TelemetryParser.maximumRecords,
            eventBytes + size <= TelemetryParser.maximumEventBytes
        else {
            skipped += 1
            return
        }
        eventBytes += size
        records.append(TelemetryRecord(name: name ?? TelemetryParser.unnamed, session: session, event: event()))
    }

    var batch: TelemetryBatch {
        TelemetryBatch(
            source: source,
            session: agreedSession,
            records: records,
            skipped: skipped,
            retainedBytes: (retainedBytes ?? eventBytes) + records.count * Self.recordOverhead
        )
    }

    private var agreedSession: String? {
        guard let session = records.lazy.compactMap(\.session).first else { return nil }
        return records.allSatisfy { $0.session == nil || $0.session == session } ? session : nil
    }
}
