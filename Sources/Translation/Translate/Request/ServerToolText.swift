/// Calls and results of tools that ran at Anthropic, as text: OpenAI accepts neither from another API.
enum ServerToolText {
    /// The results in one message that are written together with their calls.
    struct Results {
        private var blocks: [String: InputContentBlock] = [:]

        init(in message: InputMessage) {
            var calls: Set<String> = []
            for block in message.content {
                switch block.kind {
                case .serverToolUse(let call):
                    calls.insert(call.id)
                case .serverToolResult(let result):
                    if calls.remove(result.toolUseID) != nil { blocks[result.toolUseID] = block }
                case .text, .image, .document, .searchResult, .toolUse, .toolResult, .thinking, .redactedThinking,
                    .toolReference, .compaction, .toolChange, .unrecognized:
                    continue
                }
            }
        }

        func result(of call: ToolUseBlock) -> InputContentBlock? { blocks[call.id] }

        func isIncludedInCall(_ block: InputContentBlock, _ result: ServerToolResultBlock) -> Bool {
            blocks[result.toolUseID]?.source.index == block.source.index
        }
    }

    /// A call with its result, if that is in the same message: `[web search "q"]` and a numbered list.
    static func part(
        of call: ToolUseBlock,
        _ block: InputContentBlock,
        result: InputContentBlock?,
        notes: inout [TranslationNote]
    ) -> RequestPart<JSONText> {
        var lines: [String]
        if call.name == "web_search", let query = call.input.present("query")?.string {
            lines = ["[web search \"\(query)\"]"]
        } else {
            lines = ["[\(call.name) \(call.input.raw.text)]"]
        }
        var pendingNotes = [PendingNote(.lossy, from: block.source.place, .serverToolAsText)]
        if let result, case .serverToolResult(let content) = result.kind {
            lines += Self.lines(of: content, notes: &notes)
            // Without this the model would expect the search to follow.
            if lines.count == 1 { lines.append("(no results)") }
            pendingNotes.append(PendingNote(.lossy, from: result.source.place, .serverToolAsText))
        }
        return RequestPart(JSONText(lines.joined(separator: "\n")), source: block.source, pendingNotes: pendingNotes)
    }

    /// A result without its call.
    static func part(
        of result: ServerToolResultBlock,
        _ block: InputContentBlock,
        notes: inout [TranslationNote]
    ) -> RequestPart<JSONText> {
        let lines = ["[\(result.type)]"] + lines(of: result, notes: &notes)
        return RequestPart(
            JSONText(lines.joined(separator: "\n")),
            source: block.source,
            pendingNotes: [PendingNote(.lossy, from: block.source.place, .serverResultAsText)]
        )
    }

    private static func lines(of result: ServerToolResultBlock, notes: inout [TranslationNote]) -> [String] {
        guard let content = result.content else { return [] }
        var reader = Reader()
        reader.read(content)
        for sealed in reader.sealed { notes.drop(sealed, .sealedByAnthropic) }
        return reader.lines
    }
}

/// Collects the useful parts of any tool's result: sources, texts, output, errors.
private struct Reader {
    private(set) var lines: [String] = []
    private(set) var sealed: [JSONValue] = []
    private var sources = 0

    mutating func read(_ value: JSONValue) {
        switch value.kind {
        case .array:
            for element in value.elements { read(element) }
        case .object:
            readObject(value)
        case .string:
            if let text = value.string, !text.isEmpty { lines.append(text) }
        case .number, .true, .false, .null:
            return
        }
    }

    private mutating func readObject(_ object: JSONValue) {
        if let content = object.present("encrypted_content"), content.text?.isEmpty == false { sealed.append(content) }
        if let url = object.present("url")?.string {
            sources += 1
            let title = object.present("title")?.string ?? ""
            lines.append(title.isEmpty ? "\(sources). \(url)" : "\(sources). \(title) – \(url)")
        }
        if let name = object.present("tool_name")?.string { lines.append("Loaded tool: \(name)") }
        if let code = object.present("error_code")?.string { lines.append("error: \(code)") }
        if let code = object.present("return_code")?.int, code != 0 { lines.append("return code: \(code)") }
        for key in Self.textKeys {
            if let text = object.present(key) { read(text) }
        }
        if let source = object.present("source"), source.present("type")?.equals("text") == true,
            let data = source.present("data")
        {
            read(data)
        }
    }

    private static let textKeys: [StaticString] = ["text", "stdout", "stderr", "content", "tool_references"]
}
