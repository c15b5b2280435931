package import Journal
package import Translation

extension ExchangeFailure {
    /// An upstream's error that the client gets as one of `kind`, with `message` as the upstream's words.
    package static func sample(_ kind: APIError.Kind, _ message: String, model: String = "gpt-5.2") -> ExchangeFailure {
        let (status, type, code): (Int, String?, String?) =
            switch kind {
            case .invalidRequest: (400, "invalid_request_error", nil)
            case .authentication: (401, nil, "invalid_api_key")
            case .billing: (400, "billing_error", nil)
            case .permission: (403, nil, nil)
            case .notFound: (404, nil, "model_not_found")
            case .requestTooLarge: (413, nil, nil)
            case .rateLimit: (429, nil, "rate_limit_exceeded")
            case .api: (500, "server_error", nil)
            case .timeout: (504, nil, nil)
            case .overloaded: (529, nil, nil)
            }
        let error = OpenAIError(status: status, type: type, code: code, message: message)
        return .upstream(UpstreamFailure(error, model: model))
    }
}
