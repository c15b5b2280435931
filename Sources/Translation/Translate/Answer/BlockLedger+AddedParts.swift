// Parts of an answer that do not come from the upstream.
extension BlockLedger {
    mutating func notePlaceholderSignature() {
        note(TranslationNote(.add, .answer, to: ["content", .each, "signature"], .thinkingUnsealed))
    }

    mutating func noteEstimate() {
        note(TranslationNote(.add, .answer, to: ["usage"], .usageEstimated))
    }
}
