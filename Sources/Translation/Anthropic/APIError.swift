/// An error for the client: Anthropic's kinds, each with its status.
public struct APIError: Error, Sendable, Equatable {
    /// The kinds of Anthropic's API, by the names it gives them.
    public enum Kind: String, Sendable, CaseIterable {
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

        /// The kind's usual HTTP status.
        public var status: Int {
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

    public var kind: Kind
    public var message: String
    /// The status if it differs from the kind's own (405 for a wrong method, 501 for an unsupported endpoint).
    public var status: Int
    /// Whole seconds for `retry-after`, rounded up.
    public var retryAfter: Int?
    /// `x-should-retry`; nil leaves the decision to the client's own rules.
    public var shouldRetry: Bool?
    /// The id in the envelope, for people.
    public var requestID: String?

    public init(
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

    /// The envelope for the client of one exchange.
    public func envelope(for exchange: some CustomStringConvertible) -> [UInt8] {
        var error = self
        error.requestID = exchange.description
        return error.envelope
    }

    /// `{"type":"error","error":{…},"request_id":…}`
    public var envelope: [UInt8] {
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
    public init(_ invalid: InvalidRequest) {
        self.init(.invalidRequest, invalid.description)
    }
}
