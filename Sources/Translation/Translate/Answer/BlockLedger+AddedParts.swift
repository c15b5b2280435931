// What an answer gets that its upstream has not said.
extension BlockLedger {
    mutating func notePlaceholderSignature() {
        note(TranslationNote(.add, .answer, to: ["content", .each, "signature"], .thinkingUnsealed))
    }

    mutating func noteEstimate() {
        note(TranslationNote(.add, .answer, to: ["usage"], .usageEstimated))
    }
}
