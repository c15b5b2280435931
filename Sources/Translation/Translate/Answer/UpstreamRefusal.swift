/// How the proxy can react to an upstream's error before the client gets it.
public enum UpstreamRefusal: Sendable, Equatable {
    /// The request may be repeated without this parameter (`temperature`, `reasoning.summary`).
    case unsupportedParameter(String)
    /// The model does not accept this effort; the request may be repeated with another.
    case unsupportedEffort(String)
    /// The upstream cannot open the reasoning of earlier turns, or it has lost its neighbours: repeat without it.
    case invalidEncryptedContent
    /// The request does not fit the model's window: the client must get the error, and compacts.
    case overflow
    /// A policy stopped the request: the client gets an answer with the stop reason `refusal`, and does not retry.
    case contentPolicy
    /// The same request may succeed later.
    case transient(retryAfter: Duration?)
    case final
}

extension OpenAIError {
    public var refusal: UpstreamRefusal {
        if overflow != nil { return .overflow }
        // Nothing of the request is this program's, so nothing of it can be put right.
        if statedKind != nil {
            return shouldRetry != false && isTransient ? .transient(retryAfter: retryAfter) : .final
        }
        if isContentPolicy { return .contentPolicy }
        if isAboutReasoningItems { return .invalidEncryptedContent }
        if let name = unsupportedParameter {
            let isEffort = name == "reasoning_effort" || name == "reasoning.effort"
            return isEffort && code == "unsupported_value" ? .unsupportedEffort(name) : .unsupportedParameter(name)
        }
        if isQuotaExhausted || exceedsRateLimitAlone || shouldRetry == false { return .final }
        switch code ?? type {
        case "server_error", "rate_limit_exceeded", "slow_down", "overloaded_error", "server_is_overloaded",
            "vector_store_timeout":
            return .transient(retryAfter: retryAfter)
        default: break
        }
        return isTransient ? .transient(retryAfter: retryAfter) : .final
    }

    /// By the status; inside a stream, which has none, by the kind that a server states.
    private var isTransient: Bool {
        switch status ?? statedKind?.status ?? 0 {
        case 408, 409, 425, 429, 500, 502, 503, 504, 520...529: true
        default: false
        }
    }

    /// OpenAI's codes for a request that a policy stopped; `content_filter` is Azure's.
    var isContentPolicy: Bool {
        switch code {
        case "content_policy_violation", "invalid_prompt", "bio_policy", "cyber_policy",
            "misalignment_policy_violation", "image_content_policy_violation", "content_filter":
            true
        default: false
        }
    }

    /// Money or a quota is used up: waiting does not help.
    var isQuotaExhausted: Bool {
        func says(_ word: String?) -> Bool {
            switch word {
            case "insufficient_quota", "credit_balance_exhausted", "organization_usage_limit_exceeded",
                "billing_hard_limit_reached", "billing_not_active", "quota_exceeded":
                true
            default: word?.hasSuffix("_spend_limit_exceeded") ?? false
            }
        }
        return says(code) || says(type) || status == 402
            || (status == 429 && wording.lowercased().contains("exceeded your current quota"))
    }

    /// `Request too large for … TPM: Limit L, Requested R`: more than a whole minute's tokens in one request.
    var exceedsRateLimitAlone: Bool {
        guard let match = wording.firstMatch(of: /(?i)Limit:? ([0-9,]+),.*?Requested:? ([0-9,]+)/),
            let limit = Int(match.output.1.filter { $0 != "," }),
            let requested = Int(match.output.2.filter { $0 != "," })
        else { return false }
        return requested > limit
    }

    private var isAboutReasoningItems: Bool {
        code == "invalid_encrypted_content"
            || wording.contains("encrypted content") && wording.contains("could not be")
            || wording.contains("without its required")
    }

    private var unsupportedParameter: String? {
        // Leaving the effort out does not help here: the model's default is refused too.
        guard !wording.hasPrefix("Function tools with reasoning_effort") else { return nil }
        // OpenAI shows summaries to verified organisations only, and refuses them in a special wording.
        if parameter == "reasoning.summary" || wording.contains("verified to generate reasoning summaries") {
            return "reasoning.summary"
        }
        // A cache mark is inside the conversation, but it can be left out, or its lifetime can.
        if let parameter, let mark = parameter.firstRange(of: CacheMark.name) {
            return CacheMark.name + parameter[mark.upperBound...].prefix { $0 == "." || $0.isLetter }
        }
        let named: Substring? =
            wording.firstMatch(of: /Un(?:supported|known) (?:parameter|value): '([^']+)'/)?.output.1
            ?? wording.firstMatch(of: /Unrecognized request arguments? supplied: ([A-Za-z0-9_.]+)/)?.output.1
        switch code ?? type {
        case "unsupported_parameter", "unsupported_value", "unknown_parameter", "extra_forbidden":
            break
        default:
            guard named != nil, status.map({ $0 == 400 || $0 == 422 }) ?? true else { return nil }
        }
        // `Unsupported value: 'none' is not supported …` names the value; the field is in `param`.
        guard let name = parameter ?? named.map(String.init) else { return nil }
        // A place inside the conversation or a tool cannot be left out.
        guard !name.contains("[") else { return nil }
        switch name.prefix(while: { $0 != "." }) {
        case "model", "messages", "input", "tools", "stream": return nil
        default: return name
        }
    }
}
