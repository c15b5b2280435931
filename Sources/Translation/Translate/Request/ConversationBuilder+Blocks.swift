// The translation of each kind of block, by role.
extension ConversationBuilder {
    /// Appends the model's input for a block of the user or of a tool's result.
    mutating func append(_ block: InputContentBlock, to parts: inout [RequestPart<UserContent>]) throws(InvalidRequest)
    {
        switch block.kind {
        case .text(let text):
            if !dropsBlank(text, block.source) { parts.append(RequestPart(.text(text), source: block.source)) }
        case .compaction(let text):
            if !dropsBlank(text, block.source) { parts.append(Self.compaction(text, block)) }
        case .image(let source):
            parts.append(try image(source, block))
        case .document(let document):
            try append(document, block, to: &parts)
        case .searchResult(let result):
            try append(result, block, to: &parts)
        case .toolReference(let name):
            parts.append(loadedTool(name, block).map(UserContent.text))
        case .serverToolResult(let result):
            parts.append(ServerToolText.part(of: result, block, notes: &notes).map(UserContent.text))
        case .thinking, .redactedThinking:
            notes.drop(block.source, .reasoningInUserMessage)
        case .toolUse, .toolResult, .serverToolUse, .toolChange, .unrecognized:
            parts.append(Self.unsupported(block).map(UserContent.text))
        }
    }

    /// The translation of a block of the model; nil if nothing is left of it.
    mutating func assistantPart(
        _ block: InputContentBlock,
        _ serverResults: ServerToolText.Results
    ) -> RequestPart<AssistantContent>? {
        switch block.kind {
        case .text(let text), .compaction(let text):
            return dropsBlank(text, block.source) ? nil : RequestPart(.text(text), source: block.source)
        case .toolUse(let call):
            return RequestPart(.call(call), source: block.source)
        case .thinking(let text, let signature):
            return reasoning(summary: text, sealed: signature, block)
        case .redactedThinking(let data):
            return reasoning(summary: "", sealed: data, block)
        case .serverToolUse(let call):
            let result = serverResults.result(of: call)
            return ServerToolText.part(of: call, block, result: result, notes: &notes).map(AssistantContent.text)
        case .serverToolResult(let result):
            guard !serverResults.isIncludedInCall(block, result) else { return nil }
            return ServerToolText.part(of: result, block, notes: &notes).map(AssistantContent.text)
        case .toolReference(let name):
            return loadedTool(name, block).map(AssistantContent.text)
        case .image, .document, .searchResult, .toolResult, .toolChange, .unrecognized:
            return Self.unsupported(block).map(AssistantContent.text)
        }
    }

    mutating func instructionParts(_ blocks: [InputContentBlock]) -> [RequestPart<JSONText>] {
        var parts: [RequestPart<JSONText>] = []
        for block in blocks {
            defer { mark(&parts, for: block) }
            switch block.kind {
            case .text(let text):
                if !dropsBlank(text, block.source) { parts.append(RequestPart(text, source: block.source)) }
            case .toolReference(let name):
                parts.append(loadedTool(name, block))
            case .toolChange(let tool):
                parts.append(changed(tool, block))
            case .image, .document, .searchResult, .toolUse, .toolResult, .thinking, .redactedThinking, .serverToolUse,
                .serverToolResult, .compaction, .unrecognized:
                parts.append(Self.unsupported(block))
            }
        }
        return parts
    }

    /// The system prompt without Claude Code's attribution line, which differs in each request and would invalidate every
    /// cached prefix.
    mutating func systemPrompt(_ blocks: [InputContentBlock]) -> [RequestPart<JSONText>] {
        guard let first = blocks.first, case .text(let text) = first.kind,
            text.hasPrefix("x-anthropic-billing-header:")
        else { return instructionParts(blocks.map(Self.withoutToolChange)) }
        notes.drop(first.source, .attributionLineDropped)
        var rest = Array(blocks.dropFirst())
        if let remainder = text.afterFirstLine {
            let block = InputContentBlock(
                kind: .text(remainder),
                source: first.source,
                cacheControl: first.cacheControl
            )
            rest.insert(block, at: 0)
        }
        return instructionParts(rest.map(Self.withoutToolChange))
    }

    /// Tools are added and removed only in mid-conversation.
    private static func withoutToolChange(_ block: InputContentBlock) -> InputContentBlock {
        guard case .toolChange = block.kind else { return block }
        var block = block
        block.kind = .unrecognized(type: block.source.present("type")?.string ?? "")
        return block
    }

    // MARK: Shared by several roles

    /// Moves the block's cache mark to the last of `parts`, to which the block was just added.
    mutating func mark<Content>(_ parts: inout [RequestPart<Content>], for block: InputContentBlock) {
        guard let control = block.cacheControl else { return }
        hasCacheControl = true
        guard target.takesCacheMarks else { return }
        guard let last = parts.indices.last, (parts[last].content as? UserContent)?.text?.isEmpty != true else {
            notes.drop(control, .cacheMarkWithoutPlace)
            return
        }
        let mark = CacheMark(control)
        parts[last].mark(mark, mark.pendingNote(from: control, target, traits))
    }

    /// Whether `text` is only white space; adds a note if so.
    mutating func dropsBlank(_ text: JSONText?, _ source: JSONValue) -> Bool {
        guard let text, text.isBlank else { return false }
        notes.drop(source, .blankText)
        return true
    }

    private func loadedTool(
        _ name: JSONText,
        _ block: InputContentBlock,
        at namePlace: JSONPath? = nil
    ) -> RequestPart<JSONText> {
        let sent = names.sent(name.string)
        let place = block.source.place
        var pendingNotes = [PendingNote(.map, from: place, .toolReferenceAsText)]
        if sent != name.string {
            pendingNotes.append(PendingNote(.map, from: namePlace ?? place.appending("tool_name"), .nameChanged))
        }
        return RequestPart(JSONText("Loaded tool: \(sent)"), source: block.source, pendingNotes: pendingNotes)
    }

    /// The summary of the earlier conversation, as the user's text.
    static func compaction(_ text: JSONText, _ block: InputContentBlock) -> RequestPart<UserContent> {
        let pendingNote = PendingNote(.map, from: block.source.place, .summaryAsUserText)
        return RequestPart(.text(text), source: block.source, pendingNotes: [pendingNote])
    }

    /// ``ToolSelection`` applies the change to the list of tools.
    private mutating func changed(_ tool: ToolChangeBlock, _ block: InputContentBlock) -> RequestPart<JSONText> {
        guard let name = tool.name else { return Self.unsupported(block) }
        let sent = names.sent(name.string)
        switch tool.change {
        case .added: return loadedTool(name, block, at: Self.namePlace(of: tool, block))
        case .removed:
            if let definition = tool.definition {
                notes.drop(definition.source, .removedToolDefinitionDropped)
            }
            var pendingNotes = [PendingNote(.map, from: block.source.place, .removedToolAsText)]
            if sent != name.string {
                pendingNotes.append(PendingNote(.map, from: Self.namePlace(of: tool, block), .nameChanged))
            }
            return RequestPart(JSONText("Removed tool: \(sent)"), source: block.source, pendingNotes: pendingNotes)
        }
    }

    private static func namePlace(of tool: ToolChangeBlock, _ block: InputContentBlock) -> JSONPath {
        block.source.place.appending(tool.definition == nil ? ["tool", "name"] : ["tool", "definition", "name"])
    }

    private static func unsupported(_ block: InputContentBlock) -> RequestPart<JSONText> {
        let type = block.source.present("type")?.string ?? "text"
        return RequestPart(
            JSONText("[unsupported block: \(type)]"),
            source: block.source,
            pendingNotes: [PendingNote(.lossy, from: block.source.place, .blockUnsupported, .type(type))]
        )
    }
}
