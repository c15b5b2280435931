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
        if let failure = summary.failure {
            end(.failed(keyMask.masked(ExchangeFailure(failure))))
        } else {
            end(.finished(summary.stopReason ?? .endTurn))
        }
    }

    mutating func end(_ outcome: Exchange.Outcome) {
        guard !hasEnded else { return }
        let opening = wholeAnswer(outcome)
        leave(for: .ended(opening), call: Self.isComplete(outcome) ? .letCallEnd : .cancelCall)
        if outcome == .cancelled { recordSummary() }
        endCapture()
        recordOutput()
        if outcome != .cancelled, let opening { recordWholeAnswer(opening) }
        record(.ended(outcome))
    }

    /// Whether only the end of the HTTP message may be missing. What follows a stop sequence would go on unheard.
    private static func isComplete(_ outcome: Exchange.Outcome) -> Bool {
        switch outcome {
        case .finished(let reason): reason != .stopSequence
        case .running, .failed, .refused, .cancelled, .counted: false
        }
    }

    /// A client that still waits learns that the answer will not be complete, and may ask again elsewhere.
    mutating func endWithServer() {
        record(.attemptFailed(.shutdown))
        if wantsStream, delivery != .heldBack { write([.error(APIError(.shutdown))]) }
        recordSummary()
        end(.failed(.shutdown))
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
