/// One block of content in a request, on either side of the conversation.
package struct InputContentBlock: Sendable {
    package enum Kind: Sendable {
        case text(JSONText)
        case image(MediaSource)
        case document(DocumentBlock)
        case searchResult(SearchResultBlock)
        case toolUse(ToolUseBlock)
        case toolResult(ToolResultBlock)
        case thinking(text: JSONText, signature: JSONText?)
        case redactedThinking(data: JSONText)
        /// A tool that ran at the API's side: `server_tool_use` and `mcp_tool_use`.
        case serverToolUse(ToolUseBlock)
        /// What such a tool gave back: every other block whose type ends in `_tool_result`.
        case serverToolResult(ServerToolResultBlock)
        /// A deferred tool that a search found; only inside a tool result.
        case toolReference(name: JSONText)
        /// A tool that is offered, or no longer offered, from here on; only in a system message.
        case toolChange(ToolChangeBlock)
        /// The summary that stands for an earlier part of the conversation.
        case compaction(JSONText)
        /// A type this program does not know.
        case unrecognized(type: String)
    }

    package var kind: Kind
    /// The block in the request; for `content: "…"` the string itself.
    package let source: JSONValue
    /// Present where the client marked the end of a cacheable prefix.
    package var cacheControl: JSONValue?

    package init(kind: Kind, source: JSONValue, cacheControl: JSONValue? = nil) {
        self.kind = kind
        self.source = source
        self.cacheControl = cacheControl
    }
}

/// A call of one of the client's tools.
package struct ToolUseBlock: Sendable {
    package var id: String
    package var name: String
    /// An object, as it came.
    package var input: JSONValue
}

/// What a tool of the client's gave back.
package struct ToolResultBlock: Sendable {
    package var toolUseID: String
    package var content: [InputContentBlock]
    package var isError: Bool
}

/// What a tool on the API's side gave back.
package struct ServerToolResultBlock: Sendable {
    package var type: String
    package var toolUseID: String
    package var content: JSONValue?
}

/// A passage found by a search, with its origin.
package struct SearchResultBlock: Sendable {
    package var origin: JSONText
    package var title: JSONText
    package var content: [InputContentBlock]
}

/// A document: PDF, text, or blocks.
package struct DocumentBlock: Sendable {
    package enum Body: Sendable {
        case media(MediaSource)
        case text(JSONText)
        case blocks([InputContentBlock])
    }

    package var body: Body
    package var title: JSONText?
    package var context: JSONText?
}

/// Where the bytes of an image or a document are.
package enum MediaSource: Sendable {
    case base64(mediaType: JSONText, data: JSONText)
    case url(JSONText)
    /// An id of Anthropic's file store, which no other API can open.
    case file(id: JSONText, source: JSONValue)
}
