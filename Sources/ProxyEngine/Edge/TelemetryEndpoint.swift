import Translation

/// The paths clients report to: Claude Code's event logging, and OpenTelemetry's three signals over HTTP.
struct TelemetryEndpoint: Endpoint {
    let source: TelemetrySource
    let intake: TelemetryIntake
    let limit: Int

    init(_ source: TelemetrySource, _ services: EdgeServices) {
        self.source = source
        intake = services.telemetry
        limit = services.bodyLimit
    }

    func admit(_ request: EdgeRequest) throws -> Int? {
        _ = try encoding(of: request)
        return limit
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
            throw APIError(.invalidRequest, "Telemetry is taken as JSON or protobuf.", status: 415)
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
