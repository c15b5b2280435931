/// Where a telemetry batch came in; the raw value is its name in the log and in the metrics.
package enum TelemetrySource: String, Sendable, CaseIterable {
    case eventLoggingV1 = "event_logging_v1"
    case eventLoggingV2 = "event_logging_v2"
    case otlpLogs = "otlp_logs"
    case otlpMetrics = "otlp_metrics"
    case otlpTraces = "otlp_traces"

    /// The path the client posts to.
    package var path: String {
        switch self {
        case .eventLoggingV1: "/api/event_logging/batch"
        case .eventLoggingV2: "/api/event_logging/v2/batch"
        case .otlpLogs: "/v1/logs"
        case .otlpMetrics: "/v1/metrics"
        case .otlpTraces: "/v1/traces"
        }
    }

    package init?(path: String) {
        guard let source = Self.allCases.first(where: { $0.path == path }) else { return nil }
        self = source
    }
}
