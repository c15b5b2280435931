import Journal
import ProxyConfiguration
import Translation

/// The paths clients report to: Claude Code's event logging, and OpenTelemetry's three signals over HTTP.
struct TelemetryEndpoint: Endpoint {
    let source: TelemetrySource
    let intake: TelemetryIntake
    let permits: TelemetryPermits
    let limit: Int

    init(_ source: TelemetrySource, _ services: EdgeServices) {
        self.source = source
        intake = services.telemetry
        permits = services.telemetryPermits
        limit = services.server.maxTelemetry.bytes
    }

    /// Clients need no key to report, so only a few large bodies are held in memory at a time.
    func admit(_ request: EdgeRequest) throws -> Admission? {
        _ = try encoding(of: request)
        guard request.mayHaveLongBody || request.encoding != nil else { return Admission(limit: limit) }
        guard let permit = permits.enter() else {
            throw APIError(
                .overloaded,
                "Too much telemetry is being read (server.max_telemetry_at_once in the proxy's config.yaml).",
                status: 503,
                retryAfter: 1
            )
        }
        return Admission(limit: limit, permit: permit)
    }

    func refused(_ request: EdgeRequest, _ failure: ExchangeFailure) -> any Error {
        guard case .tooLarge(let limit) = failure else { return failure }
        return APIError(
            .requestTooLarge,
            "The telemetry is larger than \(limit) bytes (server.max_telemetry in the proxy's config.yaml)."
        )
    }

    func answer(_ request: EdgeRequest, _ body: [UInt8]) throws -> EdgeAnswer {
        let encoding = try encoding(of: request)
        do throws(TelemetryError) {
            try intake.take(body, from: source, as: encoding, session: request.header("x-claude-code-session-id"))
        } catch {
            throw APIError(.invalidRequest, "Nothing was recorded: \(error).")
        }
        return .response(Self.accepted(source, encoding))
    }

    private func encoding(of request: EdgeRequest) throws(APIError) -> TelemetryEncoding {
        guard let encoding = TelemetryEncoding(contentType: request.header("content-type")) else {
            let types = "application/json or application/x-protobuf"
            throw APIError(.invalidRequest, "Telemetry needs the content-type \(types).", status: 415)
        }
        return encoding
    }

    /// OTLP answers in the encoding it was asked in; an empty protobuf message has no bytes.
    private static func accepted(_ source: TelemetrySource, _ encoding: TelemetryEncoding) -> EdgeResponse {
        switch (source, encoding) {
        case (.eventLoggingV1, _), (.eventLoggingV2, _):
            return EdgeResponse(json: Array(#"{"status":"ok"}"#.utf8))
        case (_, .json):
            return EdgeResponse(json: Array("{}".utf8))
        case (_, .protobuf):
            return EdgeResponse(headers: [HeaderField("Content-Type", "application/x-protobuf")])
        }
    }
}
