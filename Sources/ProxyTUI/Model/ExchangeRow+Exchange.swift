import Journal
import Translation

extension ExchangeRow {
    /// The exchange without what a row does not keep: bodies and notes.
    var exchange: Exchange {
        var exchange = Exchange(id: id, endpoint: endpoint, arrivedAt: arrivedAt)
        exchange.session = sessionID
        exchange.client = client
        exchange.modelAsked = asked
        exchange.modelSent = sent
        exchange.modelAnswered = answered
        exchange.marks.firstByte = state == .streaming ? firstToken ?? .zero : firstToken
        exchange.marks.firstToken = firstToken
        exchange.marks.finished = duration
        exchange.estimatedInputTokens = areTokensEstimated ? inputTokens : nil
        exchange.cost = cost
        if let outputTokens, let inputTokens {
            exchange.usage = Usage(
                inputTokens: max(inputTokens - cachedTokens, 0),
                cacheReadInputTokens: cachedTokens,
                outputTokens: outputTokens
            )
        }
        exchange.outcome = outcome
        if hasUpstreamStatus { exchange.attempts = [Exchange.Attempt(status: status, failure: failure, began: .zero)] }
        return exchange
    }

    /// Whether the status is the upstream's: for an incomplete answer the row has the client's.
    private var hasUpstreamStatus: Bool {
        guard case .failed(.upstream(let failure)) = outcome else { return false }
        return failure.error.status != nil
    }

    private var outcome: Exchange.Outcome {
        switch state {
        case .waiting, .streaming: .running
        case .finished: .finished(StopReason(rawValue: ending) ?? .endTurn)
        case .counted: .counted(tokens: inputTokens ?? 0, isEstimate: areTokensEstimated)
        case .failed: .failed(failure ?? .broken(.nameless))
        case .refused: .refused(failure ?? .broken(.nameless))
        case .cancelled: .cancelled
        }
    }
}
