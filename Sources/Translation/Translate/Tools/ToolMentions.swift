/// The tools that a conversation mentions: called, found by a tool search, added or withdrawn.
struct ToolMentions {
    /// Each name once, in the order of appearance, so that a growing conversation appends names.
    private(set) var names: [String] = []
    /// Tools that are defined in the conversation.
    private(set) var definitions: [Tool] = []
    /// Tools that were withdrawn and not offered again.
    private(set) var removed: Set<String> = []
    private var known: Set<String> = []

    init(_ messages: [InputMessage]) {
        for message in messages { read(message.content) }
    }

    /// The request's tools, followed by those that its conversation defines.
    func tools(of request: MessagesRequest) -> [Tool] {
        definitions.isEmpty ? request.tools : request.tools + definitions
    }

    private mutating func read(_ blocks: [InputContentBlock]) {
        for block in blocks {
            switch block.kind {
            case .toolUse(let call):
                mention(call.name)
            case .toolReference(let name):
                mention(name.string)
            case .toolResult(let result):
                read(result.content)
            case .serverToolResult(let result):
                readSearch(result)
            case .toolChange(let tool):
                readChange(tool)
            case .text, .image, .document, .searchResult, .thinking, .redactedThinking, .serverToolUse, .compaction,
                .unrecognized:
                continue
            }
        }
    }

    private mutating func readChange(_ tool: ToolChangeBlock) {
        guard let name = tool.name?.string else { return }
        switch tool.change {
        case .added:
            mention(name)
            removed.remove(name)
            if let definition = tool.definition { definitions.append(definition) }
        case .removed:
            removed.insert(name)
        }
    }

    /// `tool_search_tool_result` contains a list of references.
    private mutating func readSearch(_ result: ServerToolResultBlock) {
        for reference in result.content?.present("tool_references")?.elements.map({ $0 }) ?? [] {
            if let name = reference.present("tool_name")?.string { mention(name) }
        }
    }

    private mutating func mention(_ name: String) {
        if known.insert(name).inserted { names.append(name) }
    }
}
