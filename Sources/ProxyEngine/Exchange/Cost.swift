/// What an answer cost.
package enum Cost {
    /// Dollars for `usage` at a model's prices.
    package static func dollars(_ usage: Usage, at prices: ModelProfile.Prices) -> Double {
        let millionths =
            Double(usage.inputTokens) * prices.input
            + Double(usage.cacheReadInputTokens) * prices.cachedInput
            + Double(usage.cacheCreationInputTokens) * prices.cacheWrite
            + Double(usage.outputTokens) * prices.output
        return millionths / 1_000_000
    }
}
