import Hummingbird

/// Something that answers requests at one path.
protocol Endpoint: Sendable {
    func respond(to request: EdgeRequest) async throws -> Response
}

/// The route table: adding an endpoint is one file and one line here.
struct EdgeRoutes: Sendable {
    struct Entry: Sendable {
        let path: String
        let methods: [String]
        let endpoint: any Endpoint
    }

    enum Match: Sendable {
        case endpoint(any Endpoint)
        case wrongMethod(allowed: [String])
        case unknown
    }

    private let entries: [Entry]

    init(_ engine: EdgeServices) {
        let models = ModelsEndpoint(bridge: engine.bridge)
        let telemetry = { (source: TelemetrySource) in
            TelemetryEndpoint(source: source, intake: engine.telemetry, limit: engine.bodyLimit)
        }
        entries = [
            Entry(path: "/v1/messages", methods: ["POST"], endpoint: MessagesEndpoint(engine)),
            Entry(path: "/v1/messages/count_tokens", methods: ["POST"], endpoint: CountTokensEndpoint(engine)),
            Entry(path: "/v1/models", methods: ["GET", "HEAD"], endpoint: models),
            Entry(path: "/v1/models/*", methods: ["GET", "HEAD"], endpoint: models),
            Entry(path: "/", methods: ["HEAD", "GET"], endpoint: HelloEndpoint()),
            Entry(path: "/api/hello", methods: ["HEAD", "GET"], endpoint: HelloEndpoint()),
            Entry(path: "/api/event_logging/batch", methods: ["POST"], endpoint: telemetry(.eventLoggingV1)),
            Entry(path: "/api/event_logging/v2/batch", methods: ["POST"], endpoint: telemetry(.eventLoggingV2)),
            Entry(path: "/v1/logs", methods: ["POST"], endpoint: telemetry(.otlpLogs)),
            Entry(path: "/v1/metrics", methods: ["POST"], endpoint: telemetry(.otlpMetrics)),
            Entry(path: "/v1/traces", methods: ["POST"], endpoint: telemetry(.otlpTraces)),
            Entry(path: "/health", methods: ["GET", "HEAD"], endpoint: HealthEndpoint(engine)),
            Entry(path: "/metrics", methods: ["GET", "HEAD"], endpoint: MetricsEndpoint(meter: engine.meter)),
        ]
    }

    /// A path that ends in `/*` takes whatever follows, which must be something.
    func match(method: String, path: String) -> Match {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let entry = entries.first(where: { Self.matches($0.path, path) }) else { return .unknown }
        return entry.methods.contains(method) ? .endpoint(entry.endpoint) : .wrongMethod(allowed: entry.methods)
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        guard pattern.hasSuffix("*") else { return pattern == path }
        return path.hasPrefix(pattern.dropLast()) && path.count >= pattern.count
    }
}
