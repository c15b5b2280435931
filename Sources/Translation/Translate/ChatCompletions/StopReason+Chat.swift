extension StopReason {
    /// The meaning of a `finish_reason`: why the model stopped, or that the answer is incomplete.
    enum ChatFinish: Equatable {
        case reason(StopReason)
        /// The server stopped; the answer is incomplete.
        case brokenOff
        /// An unknown reason; treated as `stop`.
        case unrecognized
    }

    static func chat(_ finishReason: String) -> ChatFinish {
        switch finishReason {
        case "stop": .reason(.endTurn)
        case "tool_calls", "function_call": .reason(.toolUse)
        // `model_length` is Mistral's, for a window that is full.
        case "length", "max_tokens", "model_length": .reason(.maxTokens)
        case "content_filter": .reason(.refusal)
        // OpenRouter, vLLM, SGLang and DeepSeek, in this order.
        case "error", "abort", "insufficient_system_resource": .brokenOff
        default: .unrecognized
        }
    }
}
