/// An error as the client is told it: Anthropic's kinds, one status for each.
package struct APIError: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case invalidRequest = "invalid_request_error"
        case authentication = "authentication_error"
        case billing = "billing_error"
        case permission = "permission_error"
        case notFound = "not_found_error"
        case requestTooLarge = "request_too_large"
        case rateLimit = "rate_limit_error"
        case api = "api_error"
        case timeout = "timeout_error"
        case overloaded = "overloaded_error"

        package var status: Int {
            switch self {
            case .invalidRequest: 400
            case .authentication: 401
            case .billing: 402
            case .permission: 403
            case .notFound: 404
            case .requestTooLarge: 413
            case .rateLimit: 429
            case .api: 500
            case .timeout: 504
            case .overloaded: 529
            }
        }
    }

    package var kind: Kind
    package var message: String
    /// Where it differs from the kind's own (405 for a wrong method, 501 for what is not served).
    package var status: Int
    /// Whole seconds for `retry-after`, rounded up.
    package var retryAfter: Int?
    /// `x-should-retry`; nil leaves the decision to the client's own rules.
    package var shouldRetry: Bool?
    /// Put into the envelope, where a person will look for it.
    package var requestID: String?

    package init(
        _ kind: Kind,
        _ message: String,
        status: Int? = nil,
        retryAfter: Int? = nil,
        shouldRetry: Bool? = nil,
        requestID: String? = nil
    ) {
        self.kind = kind
        self.message = message
        self.status = status ?? kind.status
        self.retryAfter = retryAfter
        self.shouldRetry = shouldRetry
        self.requestID = requestID
    }

    /// The envelope as the client of one exchange gets it.
    package func envelope(for exchange: some CustomStringConvertible) -> [UInt8] {
        var error = self
        error.requestID = exchange.description
        return error.envelope
    }

    /// `{"type":"error","error":{…},"request_id":…}`
    package var envelope: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("type", literal: "error")
            json.object("error") { json in
                json.member("type", kind.rawValue)
                json.member("message", message)
            }
            json.member("request_id", ifPresent: requestID)
        }
        return json.bytes
    }
}

extension APIError {
    package init(_ invalid: InvalidRequest) {
        self.init(.invalidRequest, invalid.description)
    }
}
