/// A request's conversation in the order and the parts that both of OpenAI's APIs require.
///
/// Its rules: consecutive turns of one role are one turn; no text is blank and no turn empty; the results of a turn's
/// calls follow it directly, one for each call, in the order of the calls; instructions are never between a call and its
/// result; every reasoning item is followed by another item of the same turn. The same messages always become the same
/// turns, and added messages change none of them, except that a user's message can extend a user's turn at the end.
public struct Conversation: Sendable {
    /// The place of the system prompt in the request.
    public var instructions: [RequestPart<JSONText>]
    public var turns: [Turn]

    /// The parts of one side, in their order.
    public enum Turn: Sendable {
        case user([RequestPart<UserContent>])
        case assistant([RequestPart<AssistantContent>])
        case results([RequestPart<ToolResult>])
        /// Instructions in mid-conversation.
        case instructions([RequestPart<JSONText>])
    }
}

/// Input of the model: from the user or in a tool's result.
public enum UserContent: Sendable {
    case text(JSONText)
    /// Base64 of a checked image, and the media type of its first bytes.
    case imageData(mediaType: String, data: JSONText)
    case imageURL(JSONText)
    /// Base64 of a PDF, and its name if any.
    case fileData(name: JSONText?, data: JSONText)
    case fileURL(JSONText)

    var text: JSONText? {
        if case .text(let text) = self { text } else { nil }
    }
}

/// Output of the model in an earlier turn.
public enum AssistantContent: Sendable {
    case text(JSONText)
    case call(ToolUseBlock)
    /// A reasoning item of the same model and key.
    case reasoning(summary: JSONText, encryptedContent: String)
}

/// The result of one call. The text of an error says that it is one.
public struct ToolResult: Sendable {
    public var callID: String
    public var toolName: String
    public var content: [RequestPart<UserContent>]
}
