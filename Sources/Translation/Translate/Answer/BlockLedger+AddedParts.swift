// Parts of an answer that do not come from the upstream.
extension BlockLedger {
    mutating func notePlaceholderSignature() {
        note(.add, to: ["content", .each, "signature"], .thinkingUnsealed)
    }

    mutating func noteEstimate() {
        note(.add, to: ["usage"], .usageEstimated)
    }
}
