import Journal
import Translation

/// An answer in one piece.
struct EdgeResponse: Sendable {
    var status = 200
    /// Without the body's length, the id and the date, which every answer has.
    var headers: [HeaderField]
    var body: [UInt8] = []
    /// Methods that a 405 names.
    var allowed: [String] = []
}

extension EdgeResponse {
    /// An error in Anthropic's envelope.
    init(_ error: APIError, id: ExchangeID, headers: [HeaderField] = []) {
        var error = error
        error.requestID = id.description
        var headers = headers
        headers.append(HeaderField("Content-Type", "application/json"))
        if let seconds = error.retryAfter { headers.append(HeaderField("Retry-After", String(seconds))) }
        if let shouldRetry = error.shouldRetry {
            headers.append(HeaderField("x-should-retry", shouldRetry ? "true" : "false"))
        }
        self.init(status: error.status, headers: headers, body: error.envelope)
    }

    init(json: [UInt8], headers: [HeaderField] = []) {
        self.init(headers: headers + [HeaderField("Content-Type", "application/json")], body: json)
    }

    /// A stream whose events are all there.
    init(stream: [UInt8], headers: [HeaderField]) {
        self.init(headers: Self.streamHeaders(headers), body: stream)
    }

    static func streamHeaders(_ headers: [HeaderField]) -> [HeaderField] {
        headers + [
            HeaderField("Content-Type", "text/event-stream; charset=utf-8"), HeaderField("Cache-Control", "no-cache"),
        ]
    }
}
