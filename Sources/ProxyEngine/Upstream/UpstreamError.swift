package import Translation

/// Why no answer, or no whole answer, came back. Holds no content and no key.
package enum UpstreamError: Error, Sendable, Equatable, CustomStringConvertible {
    case connectTimeout
    case connectionRefused(String)
    /// There is no way to its network or host.
    case unreachable(String)
    /// The proxy that the environment names will not let this through.
    case proxy(String)
    case hostNotFound(String)
    case tls(String)
    case firstByteTimeout(Duration)
    case idleTimeout(Duration)
    case connectionLost(String)
    case answerTooLarge(limit: Int)
    case invalidRequest(String)

    package var description: String {
        switch self {
        case .connectTimeout: "no connection within the time allowed"
        case .connectionRefused(let detail): "connection refused (\(detail))"
        case .unreachable(let detail): "no way there (\(detail))"
        case .proxy(let detail): "the proxy refused (\(detail))"
        case .hostNotFound(let detail): "host not found (\(detail))"
        case .tls(let detail): "TLS failed (\(detail))"
        case .firstByteTimeout(let limit): "no answer within \(limit)"
        case .idleTimeout(let limit): "no byte for \(limit) in the middle of the answer"
        case .connectionLost(let detail): "the connection was lost (\(detail))"
        case .answerTooLarge(let limit): "the answer is larger than \(limit) bytes"
        case .invalidRequest(let detail): "the request could not be sent (\(detail))"
        }
    }

    /// A word for metrics, free of what varies.
    package var label: String {
        switch self {
        case .connectTimeout: "connect_timeout"
        case .connectionRefused: "connection_refused"
        case .unreachable: "unreachable"
        case .proxy: "proxy"
        case .hostNotFound: "host_not_found"
        case .tls: "tls"
        case .firstByteTimeout: "first_byte_timeout"
        case .idleTimeout: "idle_timeout"
        case .connectionLost: "connection_lost"
        case .answerTooLarge: "answer_too_large"
        case .invalidRequest: "invalid_request"
        }
    }

    /// Whether another try may end better.
    package var isTransient: Bool {
        switch self {
        case .connectTimeout, .connectionRefused, .unreachable, .hostNotFound, .connectionLost: true
        case .tls, .proxy, .firstByteTimeout, .idleTimeout, .answerTooLarge, .invalidRequest: false
        }
    }

    /// How the client is told.
    package var apiError: APIError {
        switch self {
        case .firstByteTimeout, .idleTimeout, .connectTimeout:
            APIError(.timeout, "The upstream API did not answer in time: \(self).")
        case .connectionRefused, .unreachable, .proxy, .hostNotFound, .tls, .invalidRequest:
            APIError(.api, "Could not reach the upstream API: \(self).")
        case .connectionLost, .answerTooLarge:
            APIError(.api, "The upstream API's answer broke off: \(self).")
        }
    }
}
