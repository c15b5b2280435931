/// The tools that a conversation speaks of: called, or found by a tool search.
struct ToolMentions {
    /// Each name once, in the order in which they come up, so that a growing conversation adds names at the end.
    private(set) var names: [String] = []
    private var known: Set<String> = []

    init(_ messages: [InputMessage]) {
        for message in messages { read(message.content) }
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
            case .text, .image, .document, .searchResult, .thinking, .redactedThinking, .serverToolUse, .compaction,
                .unrecognized:
                continue
            }
        }
    }

    /// `tool_search_tool_result` holds a list of references.
    private mutating func readSearch(_ result: ServerToolResultBlock) {
        for reference in result.content?.present("tool_references")?.elements.map({ $0 }) ?? [] {
            if let name = reference.present("tool_name")?.string { mention(name) }
        }
    }

    private mutating func mention(_ name: String) {
        if known.insert(name).inserted { names.append(name) }
    }
}
