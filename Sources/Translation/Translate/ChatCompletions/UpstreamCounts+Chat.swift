extension UpstreamCounts {
    /// The `usage` of a chat completion; DeepSeek's name for cached tokens is understood too.
    init(chat usage: JSONValue) {
        let input = usage["prompt_tokens_details"]
        let output = usage["completion_tokens_details"]
        self.init(
            input: usage["prompt_tokens"]?.int,
            cached: input?["cached_tokens"]?.int ?? usage["prompt_cache_hit_tokens"]?.int,
            cacheWrite: input?["cache_write_tokens"]?.int,
            output: usage["completion_tokens"]?.int,
            reasoning: output?["reasoning_tokens"]?.int
        )
    }
}

extension Usage {
    init?(chat usage: JSONValue) {
        guard let usage = UpstreamCounts(chat: usage).usage else { return nil }
        self = usage
    }
}
