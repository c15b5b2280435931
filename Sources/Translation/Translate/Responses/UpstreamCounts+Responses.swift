extension UpstreamCounts {
    /// The `usage` of a response.
    init(responses usage: JSONValue) {
        let input = usage["input_tokens_details"]
        self.init(
            input: usage["input_tokens"]?.int,
            cached: input?["cached_tokens"]?.int,
            cacheWrite: input?["cache_write_tokens"]?.int,
            output: usage["output_tokens"]?.int,
            reasoning: usage["output_tokens_details"]?["reasoning_tokens"]?.int
        )
    }
}

extension Usage {
    init?(responses usage: JSONValue) {
        guard let usage = UpstreamCounts(responses: usage).usage else { return nil }
        self = usage
    }
}
