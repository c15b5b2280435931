/// One block of an answer.
public enum ContentBlock: Sendable, Equatable {
    case text(JSONText)
    /// Text with citations; a stream opens it as `text` and adds the citations one by one.
    case citedText(JSONText, citations: [RawJSON])
    case thinking(JSONText, signature: JSONText)
    case redactedThinking(data: JSONText)
    case toolUse(id: JSONText, name: JSONText, input: RawJSON)
    case serverToolUse(id: JSONText, name: JSONText, input: RawJSON)
    case webSearchToolResult(toolUseID: JSONText, content: RawJSON)

    func write(to json: inout JSONWriter) {
        json.object { json in
            switch self {
            case .text(let text):
                json.member("type", literal: "text")
                json.member("text", text)
            case .citedText(let text, let citations):
                json.member("type", literal: "text")
                json.member("text", text)
                json.array("citations") { json in
                    for citation in citations { json.value(citation) }
                }
            case .thinking(let text, let signature):
                json.member("type", literal: "thinking")
                json.member("thinking", text)
                json.member("signature", signature)
            case .redactedThinking(let data):
                json.member("type", literal: "redacted_thinking")
                json.member("data", data)
            case .toolUse(let id, let name, let input):
                json.member("type", literal: "tool_use")
                Self.write(id, name, input, to: &json)
            case .serverToolUse(let id, let name, let input):
                json.member("type", literal: "server_tool_use")
                Self.write(id, name, input, to: &json)
            case .webSearchToolResult(let toolUseID, let content):
                json.member("type", literal: "web_search_tool_result")
                json.member("tool_use_id", toolUseID)
                json.member("content", content)
            }
        }
    }

    private static func write(_ id: JSONText, _ name: JSONText, _ input: RawJSON, to json: inout JSONWriter) {
        json.member("id", id)
        json.member("name", name)
        json.member("input", input)
    }
}

/// An addition to the open block. Its kind fits the block's, or the client loses it.
public enum ContentDelta: Sendable, Equatable {
    case text(JSONText)
    case thinking(JSONText)
    /// The whole signature: clients overwrite it, they do not append.
    case signature(JSONText)
    /// A piece of a tool's input: text that is JSON when all pieces are joined.
    case inputJSON(JSONText)
    case citation(RawJSON)
}
