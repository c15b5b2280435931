package import Translation

/// A telemetry body of which nothing could be read.
package enum TelemetryError: Error, Equatable, CustomStringConvertible {
    case notJSON(JSONSyntaxError)
    case unexpected(JSONMismatch)
    /// `reason` is the decoder's word for it, without any content.
    case notProtobuf(source: TelemetrySource, reason: String)
    case noProtobufForm(source: TelemetrySource)

    package var description: String {
        switch self {
        case .notJSON(let error): "the telemetry body is not JSON: \(error)"
        case .unexpected(let mismatch): "the telemetry body is not what was expected: \(mismatch)"
        case .notProtobuf(let source, let reason):
            "the telemetry body is not the protobuf export request that \(source.path) takes: \(reason)"
        case .noProtobufForm(let source): "\(source.path) takes JSON, not protobuf"
        }
    }
}
