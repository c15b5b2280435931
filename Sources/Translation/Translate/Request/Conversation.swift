/// A request's conversation in the order and the parts both of OpenAI's APIs want it in.
///
/// It upholds what they insist on: consecutive turns of one role are one turn; no text is blank and no turn empty;
/// the results of a turn's calls follow it at once, one for each call, in the order of the calls; instructions never
/// stand between a call and its result; every reasoning item has something of the same turn after it. The same
/// messages always become the same turns, and messages that are added change none of them, but for a user's turn at the
/// end that another one joins.
public struct Conversation: Sendable {
    /// What the request calls its system prompt.
    public var instructions: [RequestPart<JSONText>]
    public var turns: [Turn]

    public enum Turn: Sendable {
        case user([RequestPart<UserContent>])
        case assistant([RequestPart<AssistantContent>])
        case results([RequestPart<ToolResult>])
        /// Instructions in mid-conversation.
        case instructions([RequestPart<JSONText>])
    }
}

/// Something the model is shown: by the user or in a tool's result.
public enum UserContent: Sendable {
    case text(JSONText)
    /// Base64 of a checked image, and its media type as its first bytes tell it.
    case imageData(mediaType: String, data: JSONText)
    case imageURL(JSONText)
    /// Base64 of a PDF, and its name where it has one.
    case fileData(name: JSONText?, data: JSONText)
    case fileURL(JSONText)

    var text: JSONText? {
        if case .text(let text) = self { text } else { nil }
    }
}

/// Something the model said in an earlier turn.
public enum AssistantContent: Sendable {
    case text(JSONText)
    case call(ToolUseBlock)
    /// A reasoning item that came from this very model and key.
    case reasoning(summary: JSONText, encryptedContent: String)
}

/// What one call gave back. An error's text says by itself that it is one.
public struct ToolResult: Sendable {
    public var callID: String
    public var toolName: String
    public var content: [RequestPart<UserContent>]
}
