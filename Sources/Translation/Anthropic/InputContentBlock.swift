/// One block of content in a request, on either side of the conversation.
public struct InputContentBlock: Sendable {
    /// What the block is, with its content.
    public enum Kind: Sendable {
        case text(JSONText)
        case image(MediaSource)
        case document(DocumentBlock)
        case searchResult(SearchResultBlock)
        case toolUse(ToolUseBlock)
        case toolResult(ToolResultBlock)
        case thinking(text: JSONText, signature: JSONText?)
        case redactedThinking(data: JSONText)
        /// A call of a tool that ran at Anthropic: `server_tool_use` and `mcp_tool_use`.
        case serverToolUse(ToolUseBlock)
        /// The result of such a tool: every other block whose type ends in `_tool_result`.
        case serverToolResult(ServerToolResultBlock)
        /// A deferred tool that a search found; only inside a tool result.
        case toolReference(name: JSONText)
        /// Offers or withdraws a tool from here on; only in a system message.
        case toolChange(ToolChangeBlock)
        /// A summary that replaces an earlier part of the conversation.
        case compaction(JSONText)
        /// A type this program does not know.
        case unrecognized(type: String)
    }

    public var kind: Kind
    /// The block in the request; for `content: "…"` the string itself.
    public let source: JSONValue
    /// Present if the client marked the end of a cacheable prefix.
    public var cacheControl: JSONValue?

    public init(kind: Kind, source: JSONValue, cacheControl: JSONValue? = nil) {
        self.kind = kind
        self.source = source
        self.cacheControl = cacheControl
    }
}

/// A call of one of the client's tools.
public struct ToolUseBlock: Sendable {
    public var id: String
    public var name: String
    /// An object, as received.
    public var input: JSONValue
}

/// The result of a client's tool.
public struct ToolResultBlock: Sendable {
    public var toolUseID: String
    public var content: [InputContentBlock]
    public var isError: Bool
}

/// The result of a tool that ran at Anthropic.
public struct ServerToolResultBlock: Sendable {
    public var type: String
    public var toolUseID: String
    public var content: JSONValue?
}

/// A passage found by a search, with its origin.
public struct SearchResultBlock: Sendable {
    public var origin: JSONText
    public var title: JSONText
    public var content: [InputContentBlock]
}

/// A document: PDF, text, or blocks.
public struct DocumentBlock: Sendable {
    /// The forms in which a document is sent.
    public enum Body: Sendable {
        case media(MediaSource)
        case text(JSONText)
        case blocks([InputContentBlock])
    }

    public var body: Body
    public var title: JSONText?
    public var context: JSONText?
}

/// The source of an image's or a document's bytes.
public enum MediaSource: Sendable {
    case base64(mediaType: JSONText, data: JSONText)
    case url(JSONText)
    /// An id of Anthropic's file store, which other APIs cannot read.
    case file(id: JSONText, source: JSONValue)
}
