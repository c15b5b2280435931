/// The form of Anthropic's API, which ``write(to:)`` writes too.
extension Usage: Codable {
    private enum Key: String, CodingKey {
        case inputTokens = "input_tokens"
        case cacheCreationInputTokens = "cache_creation_input_tokens"
        case cacheReadInputTokens = "cache_read_input_tokens"
        case outputTokens = "output_tokens"
        case details = "output_tokens_details"
        case serviceTier = "service_tier"
        case serverTools = "server_tool_use"
    }

    private enum DetailKey: String, CodingKey {
        case thinkingTokens = "thinking_tokens"
    }

    private enum ServerToolKey: String, CodingKey {
        case webSearchRequests = "web_search_requests"
        case webFetchRequests = "web_fetch_requests"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(inputTokens, forKey: .inputTokens)
        try container.encode(cacheCreationInputTokens, forKey: .cacheCreationInputTokens)
        try container.encode(cacheReadInputTokens, forKey: .cacheReadInputTokens)
        try container.encode(outputTokens, forKey: .outputTokens)
        if let thinkingTokens {
            var details = container.nestedContainer(keyedBy: DetailKey.self, forKey: .details)
            try details.encode(thinkingTokens, forKey: .thinkingTokens)
        }
        try container.encodeIfPresent(serviceTier, forKey: .serviceTier)
        if let webSearchRequests {
            var tools = container.nestedContainer(keyedBy: ServerToolKey.self, forKey: .serverTools)
            try tools.encode(webSearchRequests, forKey: .webSearchRequests)
            try tools.encode(0, forKey: .webFetchRequests)
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            inputTokens: try container.decode(Int.self, forKey: .inputTokens),
            cacheCreationInputTokens: try container.decodeIfPresent(Int.self, forKey: .cacheCreationInputTokens) ?? 0,
            cacheReadInputTokens: try container.decodeIfPresent(Int.self, forKey: .cacheReadInputTokens) ?? 0,
            outputTokens: try container.decode(Int.self, forKey: .outputTokens),
            serviceTier: try container.decodeIfPresent(String.self, forKey: .serviceTier)
        )
        if container.contains(.details) {
            let details = try container.nestedContainer(keyedBy: DetailKey.self, forKey: .details)
            thinkingTokens = try details.decodeIfPresent(Int.self, forKey: .thinkingTokens)
        }
        if container.contains(.serverTools) {
            let tools = try container.nestedContainer(keyedBy: ServerToolKey.self, forKey: .serverTools)
            webSearchRequests = try tools.decodeIfPresent(Int.self, forKey: .webSearchRequests)
        }
    }
}
