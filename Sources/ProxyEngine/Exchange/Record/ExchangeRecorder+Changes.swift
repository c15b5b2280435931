import Journal
import NIOCore
import ProxyConfiguration
import Translation

extension ExchangeRecorder {
    /// Brings a change that the exchange's machine says to the record.
    mutating func apply(_ change: ExchangeChange, of plan: ExchangePlan) {
        switch change {
        case .prepared(let attempt): prepared(attempt, plan)
        case .sent:
            self.change { [elapsed] exchange in
                exchange.attempts.append(Exchange.Attempt(began: elapsed))
                exchange.marks.sent = exchange.marks.sent ?? elapsed
            }
            publish(.sent)
        case .head(let head): answered(head)
        case .answering: publish(.firstByte)
        case .upstreamBytes(let bytes): append(bytes.readableBytesView, to: .upstreamAnswer)
        case .firstToken: self.change { [elapsed] in $0.marks.firstToken = elapsed }
        case .attemptFailed(let failure):
            self.change { exchange in
                guard let last = exchange.attempts.indices.last else { return }
                exchange.attempts[last].failure = failure
            }
        case .parameterRefused(let parameter):
            publish(.parameterRefused(exchange.id, model: plan.target.model, parameter: parameter))
        case .refusedByPolicy(let code): self.change { $0.refusedBy = .policy(code: code) }
        case .usage(let usage): self.change { $0.usage = usage }
        case .progressed(let summary): progressed(summary)
        case .summary(let summary, let notes): summed(summary, notes, plan)
        case .clientHead(let headers): set(.clientAnswer, headers: headers)
        case .clientBytes(let bytes):
            append(bytes.readableBytesView, to: .clientAnswer)
            self.change { $0.answerBytes += bytes.readableBytes }
        case .wholeAnswer(let body, let headers):
            set(.clientAnswer, headers: headers, body: body)
            self.change { $0.answerBytes = body.count }
        case .ended(let outcome): end(outcome)
        }
    }

    private mutating func prepared(_ attempt: PreparedAttempt, _ plan: ExchangePlan) {
        let translated = attempt.translated
        forgetNotes()
        note(plan.notes + translated.notes)
        change { exchange in
            exchange.outputLimit = attempt.outputLimit
            exchange.estimatedInputTokens = translated.reply.estimatedInputTokens
            exchange.estimateCorrection = translated.reply.estimateCorrection
        }
        set(.upstreamRequest, headers: Self.shownHeaders(translated, plan), body: translated.body)
        set(.upstreamAnswer, headers: [])
    }

    private mutating func answered(_ head: UpstreamHead) {
        change { [elapsed] exchange in
            exchange.marks.firstByte = exchange.marks.firstByte ?? elapsed
            guard let last = exchange.attempts.indices.last else { return }
            exchange.attempts[last].status = head.status
            exchange.attempts[last].upstreamRequestID = head.header("x-request-id") ?? head.header("request-id")
        }
        set(.upstreamAnswer, headers: head.headers)
    }

    private mutating func progressed(_ summary: ReplySummary) {
        change { exchange in
            exchange.usage =
                summary.usage
                ?? Usage(
                    inputTokens: exchange.estimatedInputTokens ?? 0,
                    outputTokens: summary.estimatedOutputTokens
                )
        }
        publish(.progressed)
    }

    private mutating func summed(_ summary: ReplySummary, _ notes: [TranslationNote], _ plan: ExchangePlan) {
        note(notes)
        change { [prices = plan.target.profile.prices] exchange in
            exchange.modelAnswered = summary.modelAnswered ?? exchange.modelAnswered
            exchange.usage = summary.usage ?? exchange.usage
            exchange.refusedBy = summary.refusedBy ?? exchange.refusedBy
            if let usage = exchange.usage, let prices { exchange.cost = Cost.dollars(usage, at: prices) }
        }
    }

    /// What the ring shows of the headers; the key is not among them.
    private static func shownHeaders(_ translated: TranslatedRequest, _ plan: ExchangePlan) -> [HeaderField] {
        [HeaderField("content-type", "application/json")] + translated.headers.map(\.shown)
            + plan.upstream.settings.headers.map { HeaderField($0.name, "•••") }
    }
}
