import Journal
import Translation

/// Failures of the upstream and of the way to it.
extension Explanation {
    static func failed(_ error: APIError, _ exchange: Exchange, _ complaint: Complaint?) -> Explanation {
        if let transport = transport(error, exchange) { return transport }
        if let complaint, let about = about(complaint, exchange) { return about }
        if let broken = brokenAnswer(error) { return broken }
        let attempts = exchange.attempts.count > 1 ? " (\(exchange.attempts.count) attempts)" : ""
        switch error.kind {
        case .authentication:
            return Explanation(
                "The upstream does not accept the key: \(sentence(error.message))",
                "Set \(setting("api_key", exchange)), or the variable it names, and start again."
            )
        case .permission:
            return Explanation(
                "The key may not do this: \(sentence(error.message))",
                "Use a key that may (\(setting("api_key", exchange))), or another model\(citation(exchange))."
            )
        case .billing:
            return Explanation(
                "The account is not in credit: \(sentence(error.message))",
                "Only its owner can mend that, at the upstream."
            )
        case .rateLimit where error.shouldRetry == false:
            return Explanation(
                "The quota of this key is used up, or the request is above it: \(sentence(error.message))",
                "Waiting does not help: raise the limit at the upstream, or use another key (\(setting("api_key", exchange)))."
            )
        case .rateLimit:
            let wait = error.retryAfter.map { "in \(Quantity.counted($0, "second"))" } ?? "later"
            return Explanation(
                "The upstream's rate limit is reached\(attempts): \(sentence(error.message))",
                "Try again \(wait) (r); \(setting("max_concurrent", exchange)) sends less side by side."
            )
        case .notFound:
            return Explanation(
                "The upstream has no model \"\(exchange.modelSent ?? exchange.modelAsked ?? "")\" for this key.",
                "Put a name that it has into `to:` of the rule\(citation(exchange))."
            )
        case .overloaded:
            return Explanation(
                "The upstream is overloaded\(attempts): \(sentence(error.message))",
                "Try again later (r)."
            )
        case .timeout:
            return Explanation(
                "The upstream ran out of its own time\(attempts): \(sentence(error.message))",
                "Try again (r)."
            )
        case .requestTooLarge:
            return Explanation(
                "The request is too large for the upstream: \(sentence(error.message))",
                "/compact in Claude Code makes it smaller."
            )
        case .invalidRequest: return invalid(error, exchange, complaint)
        case .api: return unexplained(error, exchange, attempts)
        }
    }

    private static func unexplained(_ error: APIError, _ exchange: Exchange, _ attempts: String) -> Explanation {
        let status = exchange.attempts.last?.status.map { "HTTP \($0)" }
        if error.message.contains("did not say why") || error.message.contains("said nothing else") {
            return Explanation(
                "The upstream gave no reason\(status.map { " (\($0))" } ?? "")\(attempts).",
                "Try again (r); if it stays, x saves a bug report for its operator."
            )
        }
        return Explanation(
            "The upstream failed\(attempts): \(sentence(error.message))",
            "Try again (r); x saves a bug report for its operator."
        )
    }

    // MARK: The request

    /// What only the upstream's own code and parameter tell.
    private static func about(_ complaint: Complaint, _ exchange: Exchange) -> Explanation? {
        let error = complaint.error
        if let tool = complaint.tool {
            let place = complaint.sentPath.map { " at \(NotePath.shortened($0, to: 28, "..."))" } ?? ""
            let words = error.message.replacing(#/^Invalid schema for function '[^']*': /#, with: "")
            return Explanation(
                "The upstream refused the tool \"\(tool)\"\(place): \(sentence(words))",
                "If it is an MCP server's, turn that off in Claude Code (/mcp); x saves a test case."
            )
        }
        switch error.code ?? error.type ?? "" {
        case "unsupported_parameter", "unknown_parameter", "unsupported_value", "extra_forbidden":
            let name = error.parameter ?? complaint.sentPath
            let model = exchange.modelSent ?? "the model"
            return Explanation(
                "The upstream does not take \(name.map { "\"\($0)\"" } ?? "a parameter") for \(model): \(sentence(error.message))",
                name.map {
                    "catalog.\(model).refuses: [\($0)] leaves it out; a rule\(citation(exchange)) may be what sets it."
                }
            )
        default: return nil
        }
    }

    private static func invalid(_ error: APIError, _ exchange: Exchange, _ complaint: Complaint?) -> Explanation {
        if error.message.hasPrefix("prompt is too long") || error.message.contains("exceed context limit") {
            return Explanation(
                "The conversation does not fit the model's window: \(sentence(error.message))",
                "Claude Code compacts when it reads this; /compact does it now."
            )
        }
        if error.message.contains("check base_url") {
            return Explanation(sentence(error.message), "Set \(setting("base_url", exchange)); it mostly ends in /v1.")
        }
        let place = complaint?.sentPath.map { " at \($0)" } ?? ""
        if error.message.contains("said nothing else") || error.message.contains("did not say why") {
            return Explanation(
                "The upstream refused the request and gave no reason.",
                "2 shows what it was sent; x saves a bug report."
            )
        }
        return Explanation(
            "The upstream refused the request\(place): \(sentence(error.message))",
            "2 shows what it was sent; x saves a test case."
        )
    }

    // MARK: The way there

    private static func transport(_ error: APIError, _ exchange: Exchange) -> Explanation? {
        let message = error.message
        func matches(_ known: String) -> Bool { message.contains(known) }
        if matches("did not answer in time: no connection") {
            return Explanation(
                "No connection to the upstream came about in time.",
                "Check \(setting("base_url", exchange)) and the network, then r; timeouts.connect is the limit."
            )
        }
        if matches("did not answer in time: no answer within") {
            return Explanation(
                "The upstream took the request and sent no first byte in time (\(limit(message))).",
                "Long thinking needs more: \(setting("timeouts.first_byte", exchange))."
            )
        }
        if matches("did not answer in time: no byte for") {
            return Explanation(
                "The upstream fell silent in the middle of the answer (\(limit(message))).",
                "Try again (r); \(setting("timeouts.idle", exchange)) is the limit."
            )
        }
        if matches("Could not reach the upstream API: connection refused") {
            return Explanation(
                "Nothing listens at the upstream's address: \(sentence(reason(message)))",
                "Start it, or set \(setting("base_url", exchange)), then r."
            )
        }
        if matches("Could not reach the upstream API: host not found") {
            return Explanation(
                "The upstream's host name is not known: \(sentence(reason(message)))",
                "Check \(setting("base_url", exchange)) and the network's DNS."
            )
        }
        if matches("Could not reach the upstream API: TLS") {
            return Explanation(
                "The upstream's certificate or TLS does not work: \(sentence(reason(message)))",
                "Check \(setting("base_url", exchange)): https or http, and the right name."
            )
        }
        if matches("Could not reach the upstream API") {
            return Explanation(
                "The request could not be sent: \(sentence(reason(message)))",
                "Check \(setting("base_url", exchange)) and headers."
            )
        }
        if matches("the answer is larger than") {
            return Explanation("The upstream's answer is larger than this program keeps: \(sentence(reason(message)))")
        }
        if matches("answer broke off: the connection was lost") {
            return Explanation(
                "The connection to the upstream was lost: \(sentence(reason(message)))",
                "Try again (r)."
            )
        }
        return nil
    }

    /// Messages of `APIError+BrokenAnswer.swift`.
    private static func brokenAnswer(_ error: APIError) -> Explanation? {
        let message = error.message
        if message.hasPrefix("The upstream closed the stream") || message.contains("broke off before it was complete") {
            return Explanation(
                "The upstream closed the stream before the answer was complete.",
                "Try again (r); 3 shows how far it came."
            )
        }
        if message.hasPrefix("The model's arguments for the tool") {
            return Explanation(
                sentence(message),
                "Try again (r); 3 shows what the model wrote. Another model writes better calls."
            )
        }
        if message.contains("is not a JSON object") || message.contains("answer is not JSON") {
            return Explanation(sentence(message), "3 shows what came; check that base_url is an OpenAI API.")
        }
        if message.hasPrefix("The upstream broke the answer off") || message.hasPrefix("The upstream ended the answer")
        {
            return Explanation(sentence(message), "Try again (r).")
        }
        return nil
    }

    private static func reason(_ message: String) -> String {
        message.firstRange(of: ": ").map { String(message[$0.upperBound...]) } ?? message
    }

    private static func limit(_ message: String) -> String {
        message.firstMatch(of: /[0-9][0-9.]* seconds/).map { String($0.output) } ?? "its time limit"
    }
}
