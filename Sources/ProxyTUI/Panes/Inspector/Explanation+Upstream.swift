import Journal
import Translation

/// The upstream's error and its meaning.
extension Explanation {
    static func upstream(_ failure: UpstreamFailure, _ exchange: Exchange, _ complaint: LocatedError?) -> Explanation {
        if let complaint, let tool = complaint.tool {
            let place = complaint.sentPath.map { " at \($0.shortened(to: 28, "..."))" } ?? ""
            return Explanation(
                "The upstream refused the tool \"\(tool)\"\(place): \(sentence(failure.toolComplaint))",
                .turnOffTool,
                exchange
            )
        }
        return Explanation(self.sentence(failure, exchange, complaint), failure.remedy, exchange)
    }

    private static func sentence(
        _ failure: UpstreamFailure,
        _ exchange: Exchange,
        _ complaint: LocatedError?
    ) -> String {
        let attempts = exchange.attempts.count > 1 ? " (\(exchange.attempts.count) attempts)" : ""
        let said = sentence(failure.message)
        let status = failure.error.status.map { " (HTTP \($0))" } ?? ""
        switch failure.cause {
        case .contextOverflow:
            return "The conversation does not fit the model's window: \(said)\(sizes(failure))"
        case .contentPolicy: return "A policy of the upstream blocked the request: \(said)"
        case .quotaUsedUp: return "The quota of this key is used up: \(said)"
        case .requestAboveRate: return "This request alone exceeds the key's limit for one minute: \(said)"
        case .rateLimit: return "The upstream's rate limit is reached\(attempts): \(said)"
        case .keyRefused: return "The upstream does not accept the key: \(said)"
        case .proxyCredentials:
            return "The proxy in front of the upstream requires a user name and a password\(status): \(said)"
        case .forbidden: return "The key may not do this: \(said)"
        case .billing: return "The account has no credit: \(said)"
        case .modelNotFound: return "The upstream has no model \"\(failure.model)\" for this key."
        case .addressNotFound: return "The upstream does not know the address\(status): \(said)"
        case .redirected: return "The upstream redirects elsewhere\(status), and redirects are not followed."
        case .imageTooLarge: return "An image is larger than the upstream takes: \(said)"
        case .parameterRefused:
            let name =
                (failure.error.parameter ?? complaint?.sentPath?.description).map { "\"\($0)\"" } ?? "a parameter"
            return "The upstream does not take \(name) for \(failure.model): \(said)"
        case .requestTooLarge: return "The request is too large for the upstream: \(said)"
        case .timeout: return "The upstream timed out\(attempts): \(said)"
        case .overloaded: return "The upstream is overloaded\(attempts): \(said)"
        case .invalidRequest:
            guard failure.error.words.text != nil else {
                return "The upstream refused the request\(status) and gave no reason."
            }
            let place = complaint?.sentPath.map { " at \($0)" } ?? ""
            return "The upstream refused the request\(place): \(said)"
        case .failed:
            guard failure.error.words.text != nil else { return "The upstream gave no reason\(status)\(attempts)." }
            return "The upstream failed\(attempts): \(said)"
        }
    }

    /// The proxy's own numbers, for an upstream that gives none.
    private static func sizes(_ failure: UpstreamFailure) -> String {
        guard case .input(tokens: nil, let window)? = failure.error.overflow else { return "" }
        let estimate = failure.estimatedInputTokens > 0 ? " It is about \(failure.estimatedInputTokens) tokens," : ""
        guard window == nil, !estimate.isEmpty else { return "" }
        return "\(estimate) estimated here; the catalog has a window of \(failure.inputWindow)."
    }
}
