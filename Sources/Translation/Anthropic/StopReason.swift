/// Why the model stopped.
public enum StopReason: String, Sendable, Equatable, CaseIterable {
    case endTurn = "end_turn"
    case maxTokens = "max_tokens"
    case stopSequence = "stop_sequence"
    case toolUse = "tool_use"
    case refusal
}
