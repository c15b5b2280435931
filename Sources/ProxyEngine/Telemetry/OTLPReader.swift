import Translation

/// Walks an OTLP/JSON export request down to its log records, metrics or spans.
///
/// The three requests have one shape and differ in three names (opentelemetry-proto, `collector/*/v1`). Both spellings
/// that proto3's JSON mapping allows are read: `lowerCamelCase` and the names in the .proto files.
struct OTLPReader {
    private let groups: OTLPName
    private let scopes: OTLPName
    private let records: OTLPName
    private let identify: @Sendable (JSONValue) -> (name: String?, session: String?)

    static let logs = OTLPReader(
        groups: OTLPName("resourceLogs", "resource_logs"),
        scopes: OTLPName("scopeLogs", "scope_logs"),
        records: OTLPName("logRecords", "log_records"),
        identify: { record in
            let name =
                record.attribute("event.name") ?? TelemetryParser.label(record[OTLPName("eventName", "event_name")])
                ?? record.present("body")?.stringValue
            return (name, record.attribute("session.id"))
        }
    )

    static let metrics = OTLPReader(
        groups: OTLPName("resourceMetrics", "resource_metrics"),
        scopes: OTLPName("scopeMetrics", "scope_metrics"),
        records: OTLPName("metrics", "metrics"),
        identify: { (TelemetryParser.label($0["name"]), session(ofMetric: $0)) }
    )

    static let traces = OTLPReader(
        groups: OTLPName("resourceSpans", "resource_spans"),
        scopes: OTLPName("scopeSpans", "scope_spans"),
        records: OTLPName("spans", "spans"),
        identify: { (TelemetryParser.label($0["name"]), $0.attribute("session.id")) }
    )

    func read(_ root: JSONValue, into builder: inout TelemetryBatchBuilder) throws(JSONMismatch) {
        guard root.kind == .object else { throw JSONMismatch(at: root, expected: "an object") }
        if let list = root[groups], list.kind != .array { throw JSONMismatch(at: list, expected: "an array") }
        for group in objects(groups, of: root, &builder) {
            let resource = group.present("resource")
            let resourceSession = resource?.attribute("session.id")
            for scope in objects(scopes, of: group, &builder) {
                let additions = Additions(resource: resource, scope: scope.present("scope"))
                for record in objects(records, of: scope, &builder) {
                    let (name, session) = identify(record)
                    builder.add(
                        name: name,
                        session: session ?? resourceSession,
                        size: record.raw.bytes.count + additions.size,
                        event: additions.added(to: record)
                    )
                }
            }
        }
    }

    /// The objects in the list called `name`; whatever else stands there is counted as left out.
    private func objects(
        _ name: OTLPName,
        of parent: JSONValue,
        _ builder: inout TelemetryBatchBuilder
    ) -> [JSONValue] {
        guard let list = parent[name] else { return [] }
        guard list.kind == .array else {
            builder.skip()
            return []
        }
        var objects: [JSONValue] = []
        for element in list.elements {
            if element.kind == .object { objects.append(element) } else { builder.skip() }
        }
        return objects
    }

    /// A metric's attributes are those of its points.
    private static func session(ofMetric metric: JSONValue) -> String? {
        for kind in kinds {
            guard let points = metric[kind]?[OTLPName("dataPoints", "data_points")] else { continue }
            for point in points.elements {
                if let session = point.attribute("session.id") { return session }
            }
        }
        return nil
    }

    private static let kinds = [
        OTLPName("sum", "sum"),
        OTLPName("gauge", "gauge"),
        OTLPName("histogram", "histogram"),
        OTLPName("exponentialHistogram", "exponential_histogram"),
        OTLPName("summary", "summary"),
    ]
}

/// What a record says only through its place in the request: its resource and its instrumentation scope.
private struct Additions {
    private let members: [(key: StaticString, value: JSONValue)]
    /// At least what the additions make a record longer by.
    let size: Int

    init(resource: JSONValue?, scope: JSONValue?) {
        var members: [(key: StaticString, value: JSONValue)] = []
        if let resource { members.append(("resource", resource)) }
        if let scope { members.append(("scope", scope)) }
        self.members = members
        size = members.reduce(0) { $0 + $1.key.utf8CodeUnitCount + $1.value.raw.bytes.count + 4 }
    }

    /// The record as it was written, and behind its own members the added ones.
    func added(to record: JSONValue) -> RawJSON {
        guard !members.isEmpty else { return record.raw }
        var bytes = Array(record.raw.bytes.dropLast())
        var isFirst = !record.members.contains { _ in true }
        for (key, value) in members where record[key] == nil {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: key.description.utf8)
            bytes.append(UInt8(ascii: "\""))
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: value.raw.bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return RawJSON(bytes: bytes[...])
    }
}

/// A field's two spellings.
private struct OTLPName: Sendable {
    let camel: StaticString
    let snake: StaticString

    init(_ camel: StaticString, _ snake: StaticString) {
        self.camel = camel
        self.snake = snake
    }
}

extension JSONValue {
    fileprivate subscript(name: OTLPName) -> JSONValue? {
        present(name.camel) ?? present(name.snake)
    }

    /// The text in an OTLP `AnyValue`.
    fileprivate var stringValue: String? {
        TelemetryParser.label(self[OTLPName("stringValue", "string_value")])
    }

    /// The text of the attribute called `key`.
    fileprivate func attribute(_ key: StaticString) -> String? {
        guard let attributes = self["attributes"] else { return nil }
        return attributes.elements.first { $0["key"]?.equals(key) == true }?["value"]?.stringValue
    }
}
