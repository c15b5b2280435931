extension StopReason {
    /// What a `finish_reason` of Chat Completions says: why the model stopped, or that the answer broke off.
    enum ChatFinish: Equatable {
        case reason(StopReason)
        /// The server stopped for a reason of its own; what came is not a whole answer.
        case brokenOff
        /// A word this program does not know; taken for `stop`.
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
