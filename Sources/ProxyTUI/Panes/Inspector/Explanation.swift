import Journal
import Translation

/// Why an exchange ended as it did: one sentence, and the one thing to do next.
///
/// Written from the kind of the error and from what the upstream said; where nothing is known it says so.
struct Explanation: Sendable, Equatable {
    var sentence: String
    var action: String?

    init(_ sentence: String, _ action: String? = nil) {
        self.sentence = sentence
        self.action = action
    }

    init(_ exchange: Exchange, _ complaint: Complaint?) {
        switch exchange.outcome {
        case .running: self = .running(exchange)
        case .finished(let reason): self = .finished(reason, exchange)
        case .failed(let error): self = .failed(error, exchange, complaint)
        case .refused(let error): self = .refused(error, exchange)
        case .cancelled: self = .cancelled(exchange)
        case .counted(let tokens, let isEstimate): self = .counted(tokens, isEstimate, exchange)
        }
    }

    // MARK: No error

    private static func running(_ exchange: Exchange) -> Explanation {
        if let last = exchange.attempts.last, let problem = last.problem {
            return Explanation(
                "Attempt \(exchange.attempts.count) failed (\(quoted(problem))); another follows.",
                "t shows the attempts."
            )
        }
        if exchange.marks.firstToken != nil {
            return Explanation("The answer is streaming.", "s shows it put together or in events, F follows its end.")
        }
        if exchange.marks.firstByte != nil {
            return Explanation("The upstream has accepted the request; no token has come yet.")
        }
        if exchange.marks.sent != nil {
            return Explanation(
                "Waiting for the first byte of the upstream.",
                "\(setting("timeouts.first_byte", exchange)) limits how long."
            )
        }
        return Explanation("Not sent yet: it is being translated, or waits for its turn (max_concurrent).")
    }

    private static func finished(_ reason: StopReason, _ exchange: Exchange) -> Explanation {
        switch reason {
        case .maxTokens where exchange.attempts.isEmpty:
            return Explanation("max_tokens is 0, so it was answered here and nothing was sent.")
        case .maxTokens:
            let count = exchange.usage.map { " after \($0.outputTokens) tokens" } ?? ""
            return Explanation(
                "The answer was cut off at the output limit\(count).",
                "max_output_tokens of the model's rule\(citation(exchange)) or of its catalog entry sets the limit."
            )
        case .refusal:
            let told = exchange.notes.first { $0.target == "stop_reason" }.map { ": \($0.reason)" } ?? ""
            return Explanation(
                "The model, or a content filter before it, refused to answer\(told).",
                "Say it differently, or go back a turn in Claude Code; the same request is refused again."
            )
        case .endTurn, .stopSequence, .toolUse:
            break
        }
        if let other = otherModel(exchange) { return other }
        let losses = exchange.notes.filter { $0.kind == .fail || $0.kind == .lossy }
        guard let first = losses.first else {
            return Explanation(plainSuccess(reason, exchange))
        }
        let place = first.source ?? first.target
        let more = losses.count > 1 ? " And \(losses.count - 1) more." : ""
        return Explanation(
            "It worked, but the translation lost something\(place.map { " at \($0)" } ?? ""): \(first.reason).\(more)",
            "n goes to the note, ! shows only such notes."
        )
    }

    private static func plainSuccess(_ reason: StopReason, _ exchange: Exchange) -> String {
        let retried = exchange.attempts.count > 1 ? ", at attempt \(exchange.attempts.count)" : ""
        switch reason {
        case .toolUse: return "Answered\(retried), with a tool call; nothing was lost in translation."
        case .stopSequence: return "Answered\(retried), up to a stop sequence; nothing was lost in translation."
        case .endTurn, .maxTokens, .refusal: return "Answered\(retried); nothing was lost in translation."
        }
    }

    /// A dated snapshot of the model that was sent is the same model.
    private static func otherModel(_ exchange: Exchange) -> Explanation? {
        guard let sent = exchange.modelSent, let answered = exchange.modelAnswered,
            ModelName.isOther(answered, than: sent)
        else { return nil }
        return Explanation(
            "Another model answered than was asked: \(answered) instead of \(sent).",
            "The upstream chose it; `to:` of the rule\(citation(exchange)) says what is asked for."
        )
    }

    private static func cancelled(_ exchange: Exchange) -> Explanation {
        let when = exchange.marks.finished.map { " after \(Quantity.duration($0))" } ?? ""
        let how = exchange.marks.firstToken == nil ? "before a token had come" : "in the middle of the answer"
        return Explanation(
            "Claude Code closed the connection\(when), \(how).",
            "Nothing to mend here: Esc in Claude Code does this, and so does its own time limit."
        )
    }

    private static func counted(_ tokens: Int, _ isEstimate: Bool, _ exchange: Exchange) -> Explanation {
        isEstimate
            ? Explanation("Claude Code asked how many tokens this is: about \(tokens), estimated here.")
            : Explanation("Claude Code asked how many tokens this is: the upstream counted \(tokens).")
    }

    // MARK: Refused here

    private static func refused(_ error: APIError, _ exchange: Exchange) -> Explanation {
        if exchange.modelSent == nil, let asked = exchange.modelAsked, error.message.hasPrefix("No model is mapped") {
            let right = error.message.firstMatch(of: /Did you mean "([^"]+)"/).map { String($0.output.1) }
            return Explanation(
                "No model is mapped for \"\(asked.prefix(80))\"\(right.map { "; the nearest is \"\($0)\"" } ?? "").",
                "Add it under models: in the config\(right.map { ", or ask for \"\($0)\" (/model)" } ?? "")."
            )
        }
        switch error.kind {
        case .authentication, .permission:
            return Explanation(
                "The client's key is none of client_keys.",
                "Set ANTHROPIC_AUTH_TOKEN=dummy for Claude Code, or add the key to client_keys."
            )
        case .requestTooLarge:
            return Explanation(
                "Refused here, nothing was sent: \(sentence(error.message))",
                "server.max_body sets the limit."
            )
        case .invalidRequest, .notFound, .rateLimit, .api, .billing, .timeout, .overloaded:
            return Explanation(
                "Refused here, nothing was sent: \(sentence(error.message))",
                exchange.client?.contains("claude") ?? true
                    ? "x saves it as a bug report: Claude Code should send nothing that is refused here."
                    : "1 shows the request; the client has to change it."
            )
        }
    }

    // MARK: Words

    /// `upstreams.openai.timeouts.idle`
    static func setting(_ key: String, _ exchange: Exchange) -> String {
        "upstreams.\(exchange.destination?.upstream ?? "NAME").\(key)"
    }

    /// ` (config.yaml:14)`
    static func citation(_ exchange: Exchange) -> String {
        exchange.destination?.rule.map { " (\($0))" } ?? ""
    }

    /// What somebody said, on one line and of bounded length, with a full stop.
    static func sentence(_ text: String) -> String {
        let text = quoted(text)
        return text.hasSuffix(".") || text.hasSuffix("?") ? text : text + "."
    }

    static func quoted(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > longestQuote ? line.prefix(longestQuote - 3) + "..." : line
    }

    private static let longestQuote = 240
}
