extension APIError {
    /// An upstream's error in the form that Claude Code acts on: by code, then type, then wording, then status.
    public init(_ failure: UpstreamFailure) {
        let error = failure.error
        if let kind = error.statedKind {
            self.init(kind, failure.message, status: error.status, retryAfter: error.retryAfter?.secondsRoundedUp)
            shouldRetry = error.shouldRetry
            return
        }
        if let overflow = error.overflow {
            self.init(.invalidRequest, Self.message(overflow, failure))
            return
        }
        let kind = error.kind
        self.init(kind, Self.message(failure, kind))
        switch kind {
        case .authentication, .billing, .permission:
            shouldRetry = false
        case .rateLimit:
            let cannotSucceed = error.isQuotaExhausted || error.exceedsRateLimitAlone
            shouldRetry = cannotSucceed ? false : error.shouldRetry
            retryAfter = cannotSucceed ? nil : error.retryAfter?.secondsRoundedUp
        case .api, .timeout, .overloaded:
            shouldRetry = error.isRedirect ? false : error.shouldRetry
            retryAfter = error.retryAfter?.secondsRoundedUp
        case .invalidRequest, .notFound, .requestTooLarge:
            break
        }
    }

    public init(_ error: OpenAIError, replyingTo context: ReplyContext) {
        self.init(UpstreamFailure(error, replyingTo: context))
    }

    private static func message(_ overflow: OpenAIError.Overflow, _ failure: UpstreamFailure) -> String {
        switch overflow {
        case .input(let tokens, let window):
            let window = window ?? failure.inputWindow
            // The client compacts by these two numbers, so the first must be greater.
            let tokens = max(tokens ?? failure.estimatedInputTokens, window + 1)
            return "prompt is too long: \(tokens) tokens > \(window) maximum"
        case .inputAndOutput(let input, let output, let window):
            return """
                input length and `max_tokens` exceed context limit: \(input) + \(output) > \(window), \
                decrease input length or `max_tokens` and try again
                """
        }
    }

    private static func message(_ failure: UpstreamFailure, _ kind: Kind) -> String {
        let error = failure.error
        if kind == .notFound { return "model: \(failure.model)" }
        if error.status == 404 {
            return "The upstream does not know the address (HTTP 404). \(error.message)"
        }
        if error.isRedirect {
            return "The upstream redirects elsewhere, and redirects are not followed. \(error.message)"
        }
        // On this wording Claude Code removes the picture and tries again.
        if error.code == "image_too_large" || error.code == "image_file_too_large" {
            return "image exceeds the upstream's maximum: \(error.message)"
        }
        return failure.message
    }
}

extension OpenAIError {
    var isRedirect: Bool { status.map { (300...399).contains($0) } ?? false }
}
