/// An upstream's error with the relevant facts about the refused request, for clients, people and logs.
public struct UpstreamFailure: Error, Sendable, Equatable {
    /// The upstream's error.
    public var error: OpenAIError
    /// The model that was asked.
    public var model: String
    /// The proxy's estimate; the upstream's own count, if any, is in ``OpenAIError/overflow``.
    public var estimatedInputTokens: Int
    /// The model's window in the catalog.
    public var inputWindow: Int
    /// For the tools that the upstream's text names: the sent name and the client's own.
    public var toolNames: [String: String]

    public init(
        _ error: OpenAIError,
        model: String,
        estimatedInputTokens: Int = 0,
        inputWindow: Int = ModelCatalog.assumedInputWindow,
        toolNames: [String: String] = [:]
    ) {
        self.error = error
        self.model = model
        self.estimatedInputTokens = estimatedInputTokens
        self.inputWindow = inputWindow
        self.toolNames = toolNames
    }

    public init(_ error: OpenAIError, replyingTo context: ReplyContext) {
        let wording = error.wording
        self.init(
            error,
            model: context.upstreamModel,
            estimatedInputTokens: context.estimatedInputTokens,
            inputWindow: context.inputWindow,
            toolNames: context.toolNames.filter { wording.contains("'\($0.key)'") }
        )
    }

    /// The upstream's text, with the client's own names of its tools.
    public var message: String {
        toolNames.reduce(error.message) { $0.replacing("'\($1.key)'", with: "'\($1.value)'") }
    }

    public var cause: UpstreamCause { error.cause }
}

/// The cause of an upstream's error, which decides advice, retries and labels.
public enum UpstreamCause: String, Sendable, CaseIterable {
    /// The conversation does not fit the model's window.
    case contextOverflow = "context_overflow"
    /// A policy stopped the request.
    case contentPolicy = "content_policy"
    /// Money or a quota is used up: waiting does not help.
    case quotaUsedUp = "quota_used_up"
    /// One request exceeds the tokens of a whole minute.
    case requestAboveRate = "request_above_rate"
    case rateLimit = "rate_limit"
    case keyRefused = "key_refused"
    /// A proxy on the way wants a user and a password (HTTP 407).
    case proxyCredentials = "proxy_credentials"
    case forbidden
    case billing
    case modelNotFound = "model_not_found"
    /// A 404 that is not about a model: the base URL is wrong.
    case addressNotFound = "address_not_found"
    case redirected
    case imageTooLarge = "image_too_large"
    /// The model does not take a parameter, or its value.
    case parameterRefused = "parameter_refused"
    case invalidRequest = "invalid_request"
    case requestTooLarge = "request_too_large"
    case timeout
    case overloaded
    /// The upstream's own fault, or an error of an unknown kind.
    case failed
}

extension OpenAIError {
    public var cause: UpstreamCause {
        if overflow != nil { return .contextOverflow }
        if isQuotaExhausted { return .quotaUsedUp }
        if isContentPolicy { return .contentPolicy }
        switch kind {
        case .authentication: return status == 407 ? .proxyCredentials : .keyRefused
        case .billing: return .billing
        case .permission: return .forbidden
        case .notFound: return .modelNotFound
        case .rateLimit: return exceedsRateLimitAlone ? .requestAboveRate : .rateLimit
        case .requestTooLarge: return .requestTooLarge
        case .timeout: return .timeout
        case .overloaded: return .overloaded
        case .invalidRequest, .api: break
        }
        if status == 404 { return .addressNotFound }
        if isRedirect { return .redirected }
        guard kind == .invalidRequest else { return .failed }
        switch code ?? type {
        case "image_too_large", "image_file_too_large": return .imageTooLarge
        case "unsupported_parameter", "unknown_parameter", "unsupported_value", "extra_forbidden":
            return .parameterRefused
        default: return .invalidRequest
        }
    }
}
