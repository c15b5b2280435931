package import Translation

/// What an answer cost.
package enum Cost {
    /// Dollars for `usage` at a model's prices. Input beyond a model's threshold makes the whole request dearer, its
    /// output and what it read from the cache included.
    package static func dollars(_ usage: Usage, at prices: ModelProfile.Prices) -> Double {
        let long = prices.long.flatMap { usage.totalInputTokens > $0.threshold ? $0 : nil }
        let millionths =
            Double(usage.inputTokens) * (long?.input ?? prices.input)
            + Double(usage.cacheReadInputTokens) * (long?.cachedInput ?? prices.cachedInput)
            + Double(usage.cacheCreationInputTokens) * (long?.cacheWrite ?? prices.cacheWrite)
            + Double(usage.outputTokens) * (long?.output ?? prices.output)
        return millionths / 1_000_000
    }
}
