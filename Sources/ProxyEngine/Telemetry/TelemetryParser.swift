import Translation

/// Reads telemetry requests: bytes in, batch out.
///
/// Keeps the records that it can read and counts the others. A body without any record is an error: it is not JSON,
/// not protobuf, or has no list of events.
package enum TelemetryParser {
    /// Claude Code sends up to 200 events, OpenTelemetry's exporters up to 512 records at a time.
    package static let maximumRecords = 10_000
    /// An OTLP record is stored with its resource, so that a small body could grow without this bound.
    package static let maximumEventBytes = 8 << 20
    package static let maximumLabelLength = 128
    static let maximumDepth = 128
    static let unnamed = "unnamed"

    package static func parse(
        _ body: [UInt8],
        from source: TelemetrySource,
        as encoding: TelemetryEncoding = .json
    ) throws(TelemetryError) -> TelemetryBatch {
        let json =
            switch encoding {
            case .json: body
            case .protobuf: try OTLPProtobuf.json(body, from: source)
            }
        let root = try document(json).root
        var builder = TelemetryBatchBuilder(source: source)
        do throws(JSONMismatch) {
            switch source {
            case .eventLoggingV1, .eventLoggingV2:
                try events(of: root, into: &builder)
                // Events are slices of the body, which stays in memory as long as one of them does.
                builder.retainedBytes = json.count
            case .otlpLogs: try OTLPReader.logs.read(root, into: &builder)
            case .otlpMetrics: try OTLPReader.metrics.read(root, into: &builder)
            case .otlpTraces: try OTLPReader.traces.read(root, into: &builder)
            }
        } catch {
            throw .unexpected(error)
        }
        return builder.batch
    }

    static func document(_ json: [UInt8]) throws(TelemetryError) -> JSONDocument {
        do {
            return try JSONDocument(json, maximumDepth: maximumDepth)
        } catch {
            throw .notJSON(error)
        }
    }

    /// `{"events":[{"event_type":…,"event_data":{"event_name":…,"session_id":…}}]}`, the same in both versions.
    private static func events(
        of root: JSONValue,
        into builder: inout TelemetryBatchBuilder
    ) throws(JSONMismatch) {
        var fields = try JSONFields(root)
        guard let events = try fields.optionalArray("events") else {
            throw JSONMismatch(path: ["events"], expected: "an array", found: nil)
        }
        for event in events.elements {
            guard event.kind == .object else {
                builder.skip()
                continue
            }
            let data = event.present("event_data")
            builder.add(
                name: label(data?["event_name"]) ?? label(event["event_name"]) ?? label(event["name"])
                    ?? label(event["event_type"]),
                session: label(data?["session_id"]) ?? label(event["session_id"]),
                size: event.raw.bytes.count,
                event: event.raw
            )
        }
    }

    /// A name or id as counters and the screen can bear it: one line, bounded. Nil for anything but text.
    static func label(_ value: JSONValue?) -> String? {
        guard let text = value?.text, !text.isEmpty else { return nil }
        var label = String.UnicodeScalarView()
        for scalar in ForeignText.withoutKeys(text.string).unicodeScalars.prefix(maximumLabelLength) {
            label.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(label)
    }
}
