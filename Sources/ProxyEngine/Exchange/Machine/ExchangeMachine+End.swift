import Journal
import Translation

/// How an exchange ends.
extension ExchangeMachine {
    /// The answer's last event has been written.
    mutating func conclude() {
        let summary = answer.summary
        record(summary)
        if let usage = summary.usage, usage.webSearchRequests == nil {
            actions.append(.learnCount(usage.totalInputTokens, context))
        }
        if let failure = summary.failure.map({ keyMask.masked(ExchangeFailure($0)) }) {
            if !wantsStream { self.failure = failure }
            end(.failed(failure))
        } else {
            end(.finished(summary.stopReason ?? .endTurn))
        }
    }

    mutating func end(_ outcome: Exchange.Outcome) {
        guard !hasEnded else { return }
        state = .ended
        self.outcome = outcome
        if case .finished(let reason) = outcome, reason != .stopSequence {
            // One whose answer goes on unheard ends at once; this one is complete but for the end of the HTTP message.
            if hasCall { actions.append(.letCallEnd) }
            hasCall = false
        }
        leaveUpstream()
        if outcome == .cancelled { recordSummary() }
        endCapture()
        recordOutput()
        recordWholeAnswer(outcome)
        record(.ended(outcome))
    }

    /// A client that still waits learns that the answer will not be complete, and may ask again elsewhere.
    mutating func endWithServer() {
        record(.attemptFailed(.shutdown))
        if hasSpoken, wantsStream { write([.error(APIError(.shutdown))]) } else { failure = .shutdown }
        recordSummary()
        end(.failed(.shutdown))
    }

    mutating func leaveUpstream() {
        if hasCall { actions.append(.cancelCall) }
        if isInGate { actions.append(.leaveGate) }
        hasCall = false
        isInGate = false
    }

    mutating func recordSummary() {
        record(answer.summary)
    }

    private mutating func record(_ summary: ReplySummary) {
        // An answer that failed was not mended.
        let repairs = summary.failure == nil ? assembler.repairs.map(TranslationNote.init) : []
        record(.summary(summary, notes: (summary.notes + repairs).map(keyMask.masked)))
    }
}
