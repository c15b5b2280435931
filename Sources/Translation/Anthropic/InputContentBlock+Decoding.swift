extension InputContentBlock {
    /// `content` and `system` are a string or an array of blocks.
    static func list(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) -> [InputContentBlock] {
        if let text = value.text { return [InputContentBlock(kind: .text(text), source: value)] }
        guard value.kind == .array else {
            throw JSONMismatch(at: value, expected: "a string or an array of content blocks")
        }
        var blocks: [InputContentBlock] = []
        for element in value.elements {
            blocks.append(try InputContentBlock(element, unread: &unread))
        }
        return blocks
    }

    private init(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        let type = try fields.requiredText("type").string
        kind = try Self.kind(type, &fields, &unread)
        source = value
        cacheControl = fields.optional("cache_control")
        if case .unrecognized = kind { return }
        unread += fields.unread
    }

    private static func kind(
        _ type: String,
        _ fields: inout JSONFields,
        _ unread: inout [JSONValue]
    ) throws(JSONMismatch) -> Kind {
        switch type {
        case "text":
            return .text(try fields.requiredText("text"))
        case "image":
            return .image(try MediaSource(try fields.required("source", "an object"), unread: &unread))
        case "document":
            return .document(try DocumentBlock(&fields, unread: &unread))
        case "search_result":
            return .searchResult(
                SearchResultBlock(
                    origin: try fields.optionalText("source") ?? "",
                    title: try fields.optionalText("title") ?? "",
                    content: try list(try fields.required("content", "an array of text blocks"), unread: &unread)
                )
            )
        case "tool_use":
            return .toolUse(try ToolUseBlock(&fields))
        case "server_tool_use", "mcp_tool_use":
            return .serverToolUse(try ToolUseBlock(&fields))
        case "tool_result":
            return .toolResult(try ToolResultBlock(&fields, unread: &unread))
        case "thinking":
            return .thinking(
                text: try fields.requiredText("thinking"),
                signature: try fields.optionalText("signature")
            )
        case "redacted_thinking":
            return .redactedThinking(data: try fields.requiredText("data"))
        case "tool_reference":
            return .toolReference(name: try fields.requiredText("tool_name"))
        case "tool_addition":
            return .toolChange(try ToolChangeBlock(.added, &fields, unread: &unread))
        case "tool_removal":
            return .toolChange(try ToolChangeBlock(.removed, &fields, unread: &unread))
        case "compaction":
            return .compaction(try fields.optionalText("content") ?? "")
        case _ where type.hasSuffix("_tool_result"):
            return .serverToolResult(
                ServerToolResultBlock(
                    type: type,
                    toolUseID: try fields.requiredText("tool_use_id").string,
                    content: fields.optional("content")
                )
            )
        default:
            return .unrecognized(type: type)
        }
    }
}

extension ToolUseBlock {
    fileprivate init(_ fields: inout JSONFields) throws(JSONMismatch) {
        id = try fields.requiredText("id").string
        name = try fields.requiredText("name").string
        input = try fields.required("input", "an object")
        guard input.kind == .object else { throw JSONMismatch(at: input, expected: "an object") }
    }
}

extension ToolResultBlock {
    fileprivate init(_ fields: inout JSONFields, unread: inout [JSONValue]) throws(JSONMismatch) {
        toolUseID = try fields.requiredText("tool_use_id").string
        content =
            try fields.optional("content").map { value throws(JSONMismatch) in
                try InputContentBlock.list(value, unread: &unread)
            } ?? []
        isError = try fields.optionalBool("is_error") ?? false
    }
}

extension DocumentBlock {
    fileprivate init(_ fields: inout JSONFields, unread: inout [JSONValue]) throws(JSONMismatch) {
        let source = try fields.required("source", "an object")
        var sourceFields = try JSONFields(source)
        switch try sourceFields.requiredText("type").string {
        case "text":
            body = .text(try sourceFields.requiredText("data"))
            if let type = sourceFields.optional("media_type"), !type.equals("text/plain") { unread.append(type) }
            unread += sourceFields.unread
        case "content":
            body = .blocks(
                try InputContentBlock.list(
                    try sourceFields.required("content", "a string or an array of content blocks"),
                    unread: &unread
                )
            )
            unread += sourceFields.unread
        default:
            body = .media(try MediaSource(source, unread: &unread))
        }
        title = try fields.optionalText("title")
        context = try fields.optionalText("context")
    }
}

extension MediaSource {
    fileprivate init(_ value: JSONValue, unread: inout [JSONValue]) throws(JSONMismatch) {
        var fields = try JSONFields(value)
        let type = try fields.requiredText("type")
        switch type.string {
        case "base64":
            self = .base64(
                mediaType: try fields.requiredText("media_type"),
                data: try fields.requiredText("data")
            )
        case "url":
            self = .url(try fields.requiredText("url"))
        case "file":
            self = .file(id: try fields.requiredText("file_id"), source: value)
        default:
            throw JSONMismatch(
                path: value.place.appending("type"),
                expected: "\"base64\", \"url\", \"text\", \"content\" or \"file\"",
                found: "\"\(type.string.prefix(40))\""
            )
        }
        unread += fields.unread
    }
}
