extension APIError {
    /// An upstream's error as Claude Code can act on it: by code, then type, then wording, then status.
    public init(_ error: OpenAIError, replyingTo context: ReplyContext) {
        if let overflow = error.overflow {
            self.init(.invalidRequest, Self.message(overflow, context))
            return
        }
        let kind = Self.kind(of: error)
        self.init(kind, Self.message(error, kind, context))
        switch kind {
        case .authentication, .billing, .permission:
            shouldRetry = false
        case .rateLimit:
            let isHopeless = error.isUsedUp || error.asksTooMuchAtOnce
            shouldRetry = isHopeless ? false : error.shouldRetry
            retryAfter = isHopeless ? nil : error.retryAfter?.secondsRoundedUp
        case .api, .timeout, .overloaded:
            shouldRetry = error.isRedirect ? false : error.shouldRetry
            retryAfter = error.retryAfter?.secondsRoundedUp
        case .invalidRequest, .notFound, .requestTooLarge:
            break
        }
    }

    private static func kind(of error: OpenAIError) -> Kind {
        if error.isUsedUp { return .rateLimit }
        if error.isContentPolicy { return .invalidRequest }
        return kind(ofCode: error.code) ?? kind(ofType: error.type) ?? kind(ofWording: error)
            ?? error.status.map(kind(ofStatus:)) ?? kind(ofServersOwn: error)
            ?? (error.type == "invalid_request_error" ? .invalidRequest : .api)
    }

    private static func kind(ofCode code: String?) -> Kind? {
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

    /// `invalid_request_error` says nothing: OpenAI gives it to wrong keys and unknown models too.
    private static func kind(ofType type: String?) -> Kind? {
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

    /// `server_error` goes with 500, 503 and 504 alike: it decides only inside a stream, where there is no status.
    private static func kind(ofServersOwn error: OpenAIError) -> Kind? {
        switch (error.code, error.type) {
        case ("server_error", _), ("internal_error", _), (_, "server_error"): .api
        default: nil
        }
    }

    private static func kind(ofWording error: OpenAIError) -> Kind? {
        let text = error.message.lowercased()
        if error.status.map({ $0 >= 500 }) ?? true, text.contains("overloaded") { return .overloaded }
        if error.status == 404 || error.status == 400,
            text.contains(/\bmodel\b.*(?:does not exist|not found|not exist)/)
        {
            return .notFound
        }
        if error.status == 400, text.contains("api key"), text.contains("invalid") || text.contains("incorrect") {
            return .authentication
        }
        return nil
    }

    private static func kind(ofStatus status: Int) -> Kind {
        switch status {
        case 401, 407: .authentication
        case 402: .billing
        case 403, 451: .permission
        case 413: .requestTooLarge
        case 429: .rateLimit
        case 408, 504, 522, 524: .timeout
        case 503, 529: .overloaded
        // A 404 about no model is a wrong base URL; Claude Code hides the text of a 404 and shows that of a 400.
        case 400, 404, 405, 406, 410...412, 414...428, 430...450: .invalidRequest
        default: .api
        }
    }

    // MARK: Wording

    private static func message(_ overflow: OpenAIError.Overflow, _ context: ReplyContext) -> String {
        switch overflow {
        case .input(let tokens, let window):
            let window = window ?? context.inputWindow
            // The client compacts by these two numbers, so the first must be the greater one.
            let tokens = max(tokens ?? context.estimatedInputTokens, window + 1)
            return "prompt is too long: \(tokens) tokens > \(window) maximum"
        case .inputAndOutput(let input, let output, let window):
            return """
                input length and `max_tokens` exceed context limit: \(input) + \(output) > \(window), \
                decrease input length or `max_tokens` and try again
                """
        }
    }

    private static func message(_ error: OpenAIError, _ kind: Kind, _ context: ReplyContext) -> String {
        if kind == .notFound { return "model: \(context.upstreamModel)" }
        if error.status == 404 {
            return "The upstream does not know the address it was asked at (HTTP 404): check base_url. \(error.message)"
        }
        if error.isRedirect {
            return "The upstream redirects elsewhere, which is not followed: check base_url. \(error.message)"
        }
        // The wording at which Claude Code takes the picture out and tries again.
        if error.code == "image_too_large" || error.code == "image_file_too_large" {
            return "image exceeds the upstream's maximum: \(error.message)"
        }
        var message = error.message
        for (sent, name) in context.toolNames { message = message.replacing("'\(sent)'", with: "'\(name)'") }
        return message
    }
}

extension OpenAIError {
    fileprivate var isRedirect: Bool { status.map { (300...399).contains($0) } ?? false }
}
