import HTTPTypes
import Hummingbird
import NIOCore
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

    func respond(to request: EdgeRequest) async throws -> Response {
        guard let encoding = TelemetryEncoding(contentType: request.headers[.contentType]) else {
            throw APIError(.invalidRequest, "Telemetry is taken as JSON or protobuf.", status: 415)
        }
        let body = try await request.body(limit: limit)
        let session = HTTPField.Name("x-claude-code-session-id").flatMap { request.headers[$0] }
        do throws(TelemetryError) {
            try intake.take(body, from: source, as: encoding, session: session)
        } catch {
            throw APIError(.invalidRequest, "Nothing was recorded: \(error).")
        }
        return Self.accepted(source, encoding)
    }

    /// OTLP answers in the encoding it was asked in; an empty protobuf message has no bytes.
    private static func accepted(_ source: TelemetrySource, _ encoding: TelemetryEncoding) -> Response {
        switch (source, encoding) {
        case (.eventLoggingV1, _), (.eventLoggingV2, _):
            return Response(json: Array(#"{"status":"ok"}"#.utf8))
        case (_, .json):
            return Response(json: Array("{}".utf8))
        case (_, .protobuf):
            return Response(status: .ok, headers: [.contentType: "application/x-protobuf"])
        }
    }
}
