/// Maps an upstream's error to one of Anthropic's kinds.
extension OpenAIError {
    public var kind: APIError.Kind {
        if let statedKind { return statedKind }
        if isQuotaExhausted { return .rateLimit }
        if isContentPolicy { return .invalidRequest }
        return Self.kind(ofCode: code) ?? Self.kind(ofType: type) ?? kindOfWording ?? status.map(Self.kind(ofStatus:))
            ?? kindOfServersOwn ?? (type == "invalid_request_error" ? .invalidRequest : .api)
    }

    private static func kind(ofCode code: String?) -> APIError.Kind? {
        switch code {
        case "invalid_api_key", "ip_not_authorized", "account_deactivated", "invalid_authentication":
            .authentication
        case "model_not_found": .notFound
        case "rate_limit_exceeded", "slow_down": .rateLimit
        case "server_is_overloaded", "overloaded", "engine_overloaded": .overloaded
        case "unsupported_parameter", "unsupported_value", "unknown_parameter", "invalid_function_parameters",
            "invalid_encrypted_content", "array_above_max_length", "string_above_max_length", "invalid_value",
            "missing_required_parameter":
            .invalidRequest
        case .some(let code) where code.hasPrefix("invalid_image") || code.hasPrefix("image_"): .invalidRequest
        default: nil
        }
    }

    /// `invalid_request_error` does not decide: OpenAI uses it for wrong keys and unknown models too.
    private static func kind(ofType type: String?) -> APIError.Kind? {
        switch type {
        case "authentication_error": .authentication
        case "permission_error", "permission_denied_error": .permission
        case "billing_error": .billing
        case "rate_limit_error", "tokens", "requests": .rateLimit
        case "overloaded_error", "service_unavailable_error": .overloaded
        case "timeout_error": .timeout
        default: nil
        }
    }

    /// `server_error` is sent with 500, 503 and 504: it decides only inside a stream, which has no status.
    private var kindOfServersOwn: APIError.Kind? {
        switch (code, type) {
        case ("server_error", _), ("internal_error", _), (_, "server_error"): .api
        default: nil
        }
    }

    private var kindOfWording: APIError.Kind? {
        let text = wording.lowercased()
        if status.map({ $0 >= 500 }) ?? true, text.contains("overloaded") { return .overloaded }
        if status == 404 || status == 400,
            text.contains(/\bmodel\b.*(?:does not exist|not found|not exist)/)
        {
            return .notFound
        }
        if status == 400, text.contains("api key"), text.contains("invalid") || text.contains("incorrect") {
            return .authentication
        }
        return nil
    }

    private static func kind(ofStatus status: Int) -> APIError.Kind {
        switch status {
        case 401, 407: .authentication
        case 402: .billing
        case 403, 451: .permission
        case 413: .requestTooLarge
        case 429: .rateLimit
        case 408, 504, 522, 524: .timeout
        case 503, 529: .overloaded
        // A 404 that is not about a model means a wrong base URL. Claude Code hides the text of a 404, but shows a 400's.
        case 400, 404, 405, 406, 410...412, 414...428, 430...450: .invalidRequest
        default: .api
        }
    }
}
