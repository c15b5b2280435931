/// Tokens of one answer as Anthropic counts them: `inputTokens` excludes tokens read from or written to the cache.
public struct Usage: Sendable, Equatable {
    public var inputTokens: Int
    public var cacheCreationInputTokens: Int
    public var cacheReadInputTokens: Int
    public var outputTokens: Int
    /// Part of the output tokens, if the upstream reports it.
    public var thinkingTokens: Int?
    public var serviceTier: String?
    public var webSearchRequests: Int?

    public init(
        inputTokens: Int = 0,
        cacheCreationInputTokens: Int = 0,
        cacheReadInputTokens: Int = 0,
        outputTokens: Int = 0,
        thinkingTokens: Int? = nil,
        serviceTier: String? = nil,
        webSearchRequests: Int? = nil
    ) {
        self.inputTokens = inputTokens
        self.cacheCreationInputTokens = cacheCreationInputTokens
        self.cacheReadInputTokens = cacheReadInputTokens
        self.outputTokens = outputTokens
        self.thinkingTokens = thinkingTokens
        self.serviceTier = serviceTier
        self.webSearchRequests = webSearchRequests
    }

    /// All input of the model: OpenAI's input or prompt tokens.
    public var totalInputTokens: Int { inputTokens + cacheCreationInputTokens + cacheReadInputTokens }

    public func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("input_tokens", inputTokens)
            json.member("cache_creation_input_tokens", cacheCreationInputTokens)
            json.member("cache_read_input_tokens", cacheReadInputTokens)
            json.member("output_tokens", outputTokens)
            if let thinkingTokens {
                json.object("output_tokens_details") { $0.member("thinking_tokens", thinkingTokens) }
            }
            json.member("service_tier", ifPresent: serviceTier)
            if let webSearchRequests {
                json.object("server_tool_use") { json in
                    json.member("web_search_requests", webSearchRequests)
                    // The proxy fetches nothing, but the SDK's type requires the count.
                    json.member("web_fetch_requests", 0)
                }
            }
        }
    }
}
