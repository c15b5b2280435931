// What becomes of each kind of block, by the role that says it.
extension ConversationBuilder {
    /// Appends what the model is shown of a block the user sends or a tool gives back.
    mutating func append(_ block: InputContentBlock, to pieces: inout [Piece<UserContent>]) throws(InvalidRequest) {
        switch block.kind {
        case .text(let text):
            if !dropsBlank(text, block.source) { pieces.append(Piece(.text(text), source: block.source)) }
        case .compaction(let text):
            if !dropsBlank(text, block.source) { pieces.append(Self.compaction(text, block)) }
        case .image(let source):
            pieces.append(try image(source, block))
        case .document(let document):
            try append(document, block, to: &pieces)
        case .searchResult(let result):
            try append(result, block, to: &pieces)
        case .toolReference(let name):
            pieces.append(loadedTool(name, block).map(UserContent.text))
        case .serverToolResult(let result):
            pieces.append(ServerToolText.piece(of: result, block, notes: &notes).map(UserContent.text))
        case .thinking, .redactedThinking:
            notes.drop(block.source, "reasoning belongs to the assistant's messages")
        case .toolUse, .toolResult, .serverToolUse, .toolChange, .unrecognized:
            pieces.append(Self.unsupported(block).map(UserContent.text))
        }
    }

    /// What the model is shown of a block it said itself; nil where nothing is left of it.
    mutating func assistantPiece(
        _ block: InputContentBlock,
        _ serverResults: ServerToolText.Results
    ) -> Piece<AssistantContent>? {
        switch block.kind {
        case .text(let text), .compaction(let text):
            return dropsBlank(text, block.source) ? nil : Piece(.text(text), source: block.source)
        case .toolUse(let call):
            return Piece(.call(call), source: block.source)
        case .thinking(let text, let signature):
            return reasoning(summary: text, sealed: signature, block)
        case .redactedThinking(let data):
            return reasoning(summary: "", sealed: data, block)
        case .serverToolUse(let call):
            let result = serverResults.result(of: call)
            return ServerToolText.piece(of: call, block, result: result, notes: &notes).map(AssistantContent.text)
        case .serverToolResult(let result):
            guard !serverResults.isToldWithItsCall(block, result) else { return nil }
            return ServerToolText.piece(of: result, block, notes: &notes).map(AssistantContent.text)
        case .toolReference(let name):
            return loadedTool(name, block).map(AssistantContent.text)
        case .image, .document, .searchResult, .toolResult, .toolChange, .unrecognized:
            return Self.unsupported(block).map(AssistantContent.text)
        }
    }

    mutating func instructionPieces(_ blocks: [InputContentBlock]) -> [Piece<JSONText>] {
        var pieces: [Piece<JSONText>] = []
        for block in blocks {
            defer { mark(&pieces, for: block) }
            switch block.kind {
            case .text(let text):
                if !dropsBlank(text, block.source) { pieces.append(Piece(text, source: block.source)) }
            case .toolReference(let name):
                pieces.append(loadedTool(name, block))
            case .toolChange(let tool):
                pieces.append(changed(tool, block))
            case .image, .document, .searchResult, .toolUse, .toolResult, .thinking, .redactedThinking, .serverToolUse,
                .serverToolResult, .compaction, .unrecognized:
                pieces.append(Self.unsupported(block))
            }
        }
        return pieces
    }

    /// The system prompt. Claude Code's attribution line differs from request to request and would spoil every cached
    /// prefix, so it goes.
    mutating func systemPrompt(_ blocks: [InputContentBlock]) -> [Piece<JSONText>] {
        guard let first = blocks.first, case .text(let text) = first.kind,
            text.hasPrefix("x-anthropic-billing-header:")
        else { return instructionPieces(blocks.map(Self.withoutToolChange)) }
        notes.drop(
            first.source,
            "the client's attribution line changes with every request and would spoil the prompt cache"
        )
        var rest = Array(blocks.dropFirst())
        if let remainder = text.afterFirstLine {
            let block = InputContentBlock(
                kind: .text(remainder),
                source: first.source,
                cacheControl: first.cacheControl
            )
            rest.insert(block, at: 0)
        }
        return instructionPieces(rest.map(Self.withoutToolChange))
    }

    /// Tools come and go in mid-conversation only.
    private static func withoutToolChange(_ block: InputContentBlock) -> InputContentBlock {
        guard case .toolChange = block.kind else { return block }
        var block = block
        block.kind = .unrecognized(type: block.source.present("type")?.string ?? "")
        return block
    }

    // MARK: What several roles share

    /// Has the last of `pieces`, which the block has just been added to, carry the block's mark for the cache.
    mutating func mark<Content>(_ pieces: inout [Piece<Content>], for block: InputContentBlock) {
        guard let control = block.cacheControl else { return }
        hasCacheControl = true
        guard target.takesCacheMarks else { return }
        guard let last = pieces.indices.last, (pieces[last].content as? UserContent)?.text?.isEmpty != true else {
            notes.drop(control, "nothing is left before it that could carry a mark")
            return
        }
        let mark = CacheMark(control)
        pieces[last].mark(mark, mark.remark(from: control, target, dialect))
    }

    /// Whether `text` is nothing but white space, which is then noted.
    mutating func dropsBlank(_ text: JSONText?, _ source: JSONValue) -> Bool {
        guard let text, text.isBlank else { return false }
        notes.drop(source, "text of nothing but white space")
        return true
    }

    private func loadedTool(
        _ name: JSONText,
        _ block: InputContentBlock,
        at namePath: String? = nil
    ) -> Piece<JSONText> {
        let sent = names.sent(name.string)
        let path = block.source.path
        var remarks = [Remark(.map, from: path, "a reference to a tool is told as text")]
        if sent != name.string { remarks.append(Remark(.map, from: namePath ?? path + ".tool_name", ToolNames.rule)) }
        return Piece(JSONText("Loaded tool: \(sent)"), source: block.source, remarks: remarks)
    }

    /// The summary of what came before, told by the user.
    static func compaction(_ text: JSONText, _ block: InputContentBlock) -> Piece<UserContent> {
        let reason = "the summary of a compacted conversation is told by the user: OpenAI has no block for it"
        return Piece(.text(text), source: block.source, remarks: [Remark(.map, from: block.source.path, reason)])
    }

    /// What the change does to the list of tools is up to ``ToolSelection``.
    private mutating func changed(_ tool: ToolChangeBlock, _ block: InputContentBlock) -> Piece<JSONText> {
        guard let name = tool.name else { return Self.unsupported(block) }
        let sent = names.sent(name.string)
        switch tool.change {
        case .added: return loadedTool(name, block, at: Self.namePath(of: tool, block))
        case .removed:
            if let definition = tool.definition {
                notes.drop(definition.source, "of a tool that is withdrawn only the name counts")
            }
            let reason = "a tool that is withdrawn is told as text"
            var remarks = [Remark(.map, from: block.source.path, reason)]
            if sent != name.string {
                remarks.append(Remark(.map, from: Self.namePath(of: tool, block), ToolNames.rule))
            }
            return Piece(JSONText("Removed tool: \(sent)"), source: block.source, remarks: remarks)
        }
    }

    private static func namePath(of tool: ToolChangeBlock, _ block: InputContentBlock) -> String {
        block.source.path + (tool.definition == nil ? ".tool.name" : ".tool.definition.name")
    }

    private static func unsupported(_ block: InputContentBlock) -> Piece<JSONText> {
        let type = block.source.present("type")?.string ?? "text"
        let reason = "OpenAI has no place for a block of type \(type) here"
        return Piece(
            JSONText("[unsupported block: \(type)]"),
            source: block.source,
            remarks: [Remark(.lossy, from: block.source.path, reason)]
        )
    }
}
