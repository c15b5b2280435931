import Foundation
import Translation

/// The lines of telemetry.jsonl that a batch becomes: one JSON object each.
struct TelemetryLines: Equatable {
    private(set) var bytes: [UInt8] = []
    /// The offset behind each line's line feed.
    private(set) var ends: [Int] = []
    /// How many of the lines are on disk.
    var written = 0

    var isWritten: Bool { written == ends.count }

    init(_ batch: TelemetryBatch, receivedAt: Date, without ownKeys: KeyMask = KeyMask([])) {
        let receivedAt = Self.timestamp(receivedAt)
        bytes.reserveCapacity(batch.retainedBytes + batch.records.count * 160)
        ends.reserveCapacity(batch.records.count)
        var writer = JSONWriter(reservingCapacity: 4096)
        for record in batch.records {
            writer.removeAll()
            writer.object { writer in
                writer.member("received_at", receivedAt)
                writer.member("source", batch.source.rawValue)
                if let session = record.session ?? batch.session {
                    writer.member("session", session)
                } else {
                    writer.null("session")
                }
                writer.member("event_name", record.name)
                if let document = try? JSONDocument(Array(record.event.bytes)) {
                    writer.key("event")
                    TelemetryRedaction.copy(document.root, without: ownKeys, to: &writer)
                } else {
                    writer.null("event")
                }
            }
            bytes.append(contentsOf: writer.bytes)
            bytes.append(UInt8(ascii: "\n"))
            ends.append(bytes.count)
        }
    }

    /// RFC 3339 in UTC, to the millisecond.
    static func timestamp(_ date: Date) -> String {
        Timestamp.milliseconds(date)
    }
}
