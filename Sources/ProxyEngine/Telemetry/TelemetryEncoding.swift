/// How the body of a telemetry request is written, once the HTTP layer has decompressed it.
package enum TelemetryEncoding: Sendable {
    case json
    case protobuf

    /// Nil where the content type is neither, or is missing: a web page of any site may send those without asking.
    package init?(contentType: String?) {
        let mediaType = (contentType ?? "").prefix { $0 != ";" && $0 != " " }
        switch mediaType.lowercased() {
        case "application/json": self = .json
        case "application/x-protobuf", "application/protobuf": self = .protobuf
        default: return nil
        }
    }
}
