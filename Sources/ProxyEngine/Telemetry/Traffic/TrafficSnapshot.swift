package import Translation

/// What has gone through the proxy, counted: the metrics page and the dashboard's header are written from it.
package struct TrafficSnapshot: Sendable {
    /// One model's share of the traffic.
    package struct ModelTraffic: Sendable, Equatable {
        package var requests = 0
        package var inputTokens = 0
        package var cacheReadTokens = 0
        package var cacheWriteTokens = 0
        package var outputTokens = 0
        /// Dollars.
        package var cost = 0.0
    }

    /// A latency as its quantiles.
    package struct Quantiles: Sendable, Equatable {
        package var median: Duration
        package var p95: Duration
        package var count: Int
    }

    package var running = 0
    /// By what they ended with: a stop reason, an error's kind, or `cancelled`.
    package var ended: [String: Int] = [:]
    /// Failures and refusals by their label.
    package var failures: [String: Int] = [:]
    package var refused = 0
    package var failed = 0
    package var cancelled = 0
    package var byModel: [String: ModelTraffic] = [:]
    /// Requests by `asked → sent`.
    package var mappings: [String: Int] = [:]
    package var notes: [TranslationNote.Kind: Int] = [:]
    package var unrouted = 0
    package var edge = EdgeCounts.Values()
    package var refusedParameters = 0
    package var warnings = 0
    package var timeToFirstToken: Quantiles?
    package var duration: Quantiles?
    /// When mapped models are switched off, in seconds since 1970, where that is known.
    package var shutdowns: [String: Int] = [:]
    package var telemetry = TelemetryCounters()
    package var droppedEvents = 0
    package var ringBytes = 0
    package var ringEvictions = 0
    package var uptime: Duration = .zero

    package init() {}
}
