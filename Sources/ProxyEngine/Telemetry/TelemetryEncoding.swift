/// How the body of a telemetry request is written, once the HTTP layer has decompressed it.
package enum TelemetryEncoding: Sendable {
    case json
    case protobuf

    /// Nil where the content type is neither; none at all is taken for JSON.
    package init?(contentType: String?) {
        guard let contentType else {
            self = .json
            return
        }
        let mediaType = contentType.prefix { $0 != ";" && $0 != " " }
        switch mediaType.lowercased() {
        case "", "application/json", "text/json", "text/plain": self = .json
        case "application/x-protobuf", "application/protobuf": self = .protobuf
        default: return nil
        }
    }
}
