extension Usage {
    /// From OpenAI's counts, whose input includes cached tokens; Anthropic's does not.
    ///
    /// Nil if all counts are zero, as some servers send them.
    init?(openAIInput input: Int?, cached: Int?, cacheWrite: Int?, output: Int?, reasoning: Int?) {
        let total = Self.clamped(input)
        let output = Self.clamped(output)
        guard total + output > 0 else { return nil }
        let cached = min(Self.clamped(cached), total)
        let cacheWrite = min(Self.clamped(cacheWrite), total - cached)
        self.init(
            inputTokens: total - cached - cacheWrite,
            cacheCreationInputTokens: cacheWrite,
            cacheReadInputTokens: cached,
            outputTokens: output,
            thinkingTokens: reasoning.map { min(Self.clamped($0), output) }
        )
    }

    /// Keeps sums of absurd counts from overflowing.
    private static func clamped(_ count: Int?) -> Int {
        min(max(count ?? 0, 0), 1 << 40)
    }

    /// Anthropic's name for OpenAI's service tier.
    static func serviceTier(_ value: JSONValue?) -> String? {
        switch value?.string {
        case "default", "flex": "standard"
        case "priority": "priority"
        case "batch": "batch"
        default: nil
        }
    }
}
