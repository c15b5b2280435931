import Journal
import Translation

/// Why an exchange ended as it did: one sentence, and the next step.
///
/// A function of the outcome and the record; without facts it says so.
struct Explanation: Sendable, Equatable {
    var sentence: String
    var action: String?
    /// The action leads to a stage, so it is useless if no stage is kept.
    var needsStages: Bool

    init(_ sentence: String, _ action: String? = nil, needsStages: Bool = false) {
        self.sentence = sentence
        self.action = action
        self.needsStages = needsStages
    }

    init(_ exchange: Exchange, _ complaint: LocatedError?) {
        switch exchange.outcome {
        case .running: self = .running(exchange)
        case .finished(let reason): self = .finished(reason, exchange)
        case .failed(let failure), .refused(let failure): self = .failed(failure, exchange, complaint)
        case .cancelled: self = .cancelled(exchange)
        case .counted(let tokens, let isEstimate): self = .counted(tokens, isEstimate, exchange)
        }
    }

    // MARK: No error

    private static func running(_ exchange: Exchange) -> Explanation {
        if let last = exchange.attempts.last, let problem = last.failure?.line {
            return Explanation(
                "Attempt \(exchange.attempts.count) failed (\(quoted(problem))); another follows.",
                "t shows the attempts."
            )
        }
        if exchange.marks.firstToken != nil {
            return Explanation("The answer is streaming.", "s shows it put together or in events, F follows its end.")
        }
        if exchange.marks.firstByte != nil {
            return Explanation("The upstream has accepted the request, but sent no token yet.")
        }
        if exchange.marks.sent != nil {
            return Explanation(
                "Waiting for the first byte of the upstream.",
                "\(terms(exchange).firstByteTimeout) limits how long."
            )
        }
        return Explanation("Not sent yet: it is being translated, or waits for a free slot (max_concurrent).")
    }

    private static func finished(_ reason: StopReason, _ exchange: Exchange) -> Explanation {
        switch reason {
        case .maxTokens where exchange.attempts.isEmpty:
            return Explanation("max_tokens is 0, so it was answered here and nothing was sent.")
        case .maxTokens:
            let count = exchange.usage.map { " after \($0.outputTokens) tokens" } ?? ""
            return Explanation(
                "The answer was cut off at the output limit\(count).",
                outputLimit(exchange)
            )
        case .refusal:
            return Explanation(refusal(exchange.refusedBy), .rephrase, exchange)
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
            "It worked, but the translation lost something\(place.map { " at \($0)" } ?? ""): \(first.sentence).\(more)",
            "n goes to the note, ! shows only such notes."
        )
    }

    private static func refusal(_ source: RefusalSource?) -> String {
        switch source {
        case .model?: "The model refused to answer."
        case .contentFilter?: "The upstream's content filter refused to answer."
        case .policy(let code)?:
            "A policy of the upstream refused to answer\(code.map { " (\(quoted($0)))" } ?? "")."
        case nil: "The model, or a content filter before it, refused to answer."
        }
    }

    /// The source of the limit at which the answer was cut.
    private static func outputLimit(_ exchange: Exchange) -> String {
        switch exchange.outputLimit?.setBy {
        case .client?: "The client asked for no more (max_tokens)."
        case .rule?: "max_output_tokens of the model's rule\(citation(exchange)) sets the limit."
        case .model?: "The catalog says that the model can give no more (max_output_tokens)."
        case nil: "max_tokens of the request, a rule\(citation(exchange)) or the catalog sets the limit."
        }
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
            ModelName.differs(answered, from: sent)
        else { return nil }
        return Explanation(
            "A different model answered: \(answered) instead of \(sent).",
            "The upstream chose it; `to:` of the rule\(citation(exchange)) sets the model to ask for."
        )
    }

    static func cancelled(_ exchange: Exchange) -> Explanation {
        let when = exchange.marks.finished.map { " after \(DurationText.precise($0))" } ?? ""
        let how = exchange.marks.firstToken == nil ? "before the first token" : "in the middle of the answer"
        return Explanation(
            "Claude Code closed the connection\(when), \(how).",
            "Nothing to fix here: Esc in Claude Code does this, and so does its own time limit."
        )
    }

    private static func counted(_ tokens: Int, _ isEstimate: Bool, _ exchange: Exchange) -> Explanation {
        isEstimate
            ? Explanation("Claude Code asked for the number of tokens: about \(tokens), estimated here.")
            : Explanation("Claude Code asked for the number of tokens: the upstream counted \(tokens).")
    }

    // MARK: Words

    /// ` (config.yaml:14)`
    static func citation(_ exchange: Exchange) -> String {
        exchange.destination?.rule.map { " (\($0))" } ?? ""
    }

    /// A foreign text on one line, of bounded length, with a full stop.
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
