import Journal

/// Something that answers requests at one path.
protocol Endpoint: Sendable {
    /// Decides by its head alone whether a request is answered, and how its body is read; nil where none is.
    func admit(_ request: EdgeRequest) throws -> Admission?

    /// Called with the whole body, unpacked.
    func answer(_ request: EdgeRequest, _ body: [UInt8]) throws -> EdgeAnswer

    /// The body of a request was not read, or could not be. Gives the error that the client gets.
    func refused(_ request: EdgeRequest, _ failure: ExchangeFailure) -> any Error
}

/// How a request's body is read.
struct Admission {
    /// The most bytes, unpacked as well.
    var limit: Int
    /// Kept until the request is answered.
    var permit: TelemetryPermit?
}

extension Endpoint {
    func admit(_ request: EdgeRequest) throws -> Admission? { nil }
    func refused(_ request: EdgeRequest, _ failure: ExchangeFailure) -> any Error { failure }
}

/// What becomes of a request.
enum EdgeAnswer: Sendable {
    case response(EdgeResponse)
    /// Takes its time, or more of it than an event loop has.
    case later(@Sendable () async throws -> EdgeResponse)
    case exchange(RunningExchange)
}

/// The route table: adding an endpoint is one file and one line here.
package struct EdgeRoutes: Sendable {
    /// A path, its methods, and the endpoint that answers there.
    package struct Entry: Sendable {
        package let path: String
        package let methods: [String]
        let make: @Sendable (EdgeServices) -> any Endpoint
    }

    enum Match: Sendable {
        case endpoint(any Endpoint)
        case wrongMethod(allowed: [String])
        case unknown
    }

    package static let table: [Entry] = [
        Entry(path: "/v1/messages", methods: ["POST"]) { MessagesEndpoint($0) },
        Entry(path: "/v1/messages/count_tokens", methods: ["POST"]) { CountTokensEndpoint($0) },
        Entry(path: "/v1/models", methods: ["GET", "HEAD"]) { ModelsEndpoint(bridge: $0.bridge) },
        Entry(path: "/v1/models/*", methods: ["GET", "HEAD"]) { ModelsEndpoint(bridge: $0.bridge) },
        Entry(path: "/", methods: ["HEAD", "GET"]) { _ in HelloEndpoint() },
        Entry(path: "/api/hello", methods: ["HEAD", "GET"]) { _ in HelloEndpoint() },
        Entry(path: "/api/event_logging/batch", methods: ["POST"]) { TelemetryEndpoint(.eventLoggingV1, $0) },
        Entry(path: "/api/event_logging/v2/batch", methods: ["POST"]) { TelemetryEndpoint(.eventLoggingV2, $0) },
        Entry(path: "/v1/logs", methods: ["POST"]) { TelemetryEndpoint(.otlpLogs, $0) },
        Entry(path: "/v1/metrics", methods: ["POST"]) { TelemetryEndpoint(.otlpMetrics, $0) },
        Entry(path: "/v1/traces", methods: ["POST"]) { TelemetryEndpoint(.otlpTraces, $0) },
        Entry(path: "/health", methods: ["GET", "HEAD"]) { HealthEndpoint($0) },
        Entry(path: "/metrics", methods: ["GET", "HEAD"]) { MetricsEndpoint(meter: $0.meter) },
    ]

    private let entries: [(entry: Entry, endpoint: any Endpoint)]

    init(_ services: EdgeServices) {
        entries = Self.table.map { ($0, $0.make(services)) }
    }

    /// A path that ends in `/*` takes whatever follows, which must be something.
    func match(method: String, path: String) -> Match {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard let found = entries.first(where: { Self.matches($0.entry.path, path) }) else { return .unknown }
        let methods = found.entry.methods
        return methods.contains(method) ? .endpoint(found.endpoint) : .wrongMethod(allowed: methods)
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        guard pattern.hasSuffix("*") else { return pattern == path }
        return path.hasPrefix(pattern.dropLast()) && path.count >= pattern.count
    }
}
