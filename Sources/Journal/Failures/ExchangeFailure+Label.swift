import Translation

extension ExchangeFailure {
    /// A word for metrics and filters, free of what varies.
    package var label: String {
        switch self {
        case .transport(let error): error.label
        case .upstream(let failure): "upstream_" + failure.cause.rawValue
        case .broken(let broken): broken.label
        case .malformed: "malformed_json"
        case .invalid: "invalid_request"
        case .unrouted: "unknown_model"
        case .unauthenticated: "unauthenticated"
        case .tooLarge: "request_too_large"
        case .undecodable: "undecodable_body"
        case .clientGone: "client_gone"
        case .shutdown: "shutdown"
        case .fault: "internal"
        case .unrecognized: "unrecognized"
        }
    }

    /// In one line for tables: the kind of error that the client got, and its words.
    package var line: String {
        let error = APIError(self)
        return "\(error.kind.rawValue): \(error.message)"
    }
}
