/// Selects the tools of a request that are offered to the upstream.
struct ToolSelection {
    private let request: MessagesRequest
    private let target: TranslationTarget
    private let traits: DialectTraits
    private let mentions: ToolMentions
    private let forcedName: String?

    private var selected: [Tool] = []
    private var found: [String: Tool] = [:]
    /// The first tool that the upstream cannot run.
    private var unsupported: Tool?
    private var waiting = 0

    init(
        _ request: MessagesRequest,
        _ target: TranslationTarget,
        _ traits: DialectTraits,
        _ mentions: ToolMentions
    ) {
        self.request = request
        self.target = target
        self.traits = traits
        self.mentions = mentions
        if case .tool(let name)? = request.toolChoice?.mode { forcedName = name } else { forcedName = nil }
    }

    mutating func run(notes: inout [TranslationNote]) throws(InvalidRequest) -> [Tool] {
        let mentioned = Set(mentions.names)
        var names: Set<String> = []
        for (position, tool) in mentions.tools(of: request).enumerated() {
            guard names.insert(tool.name).inserted else {
                notes.drop(tool.source, .toolDuplicate)
                continue
            }
            guard !mentions.removed.contains(tool.name) else {
                waiting += 1
                notes.drop(tool.source, .toolWithdrawn)
                continue
            }
            guard isSupported(tool) else {
                try noteUnsupported(tool, notes: &notes)
                continue
            }
            if position >= request.tools.count {
                found[tool.name] = tool
            } else if !tool.defersLoading {
                selected.append(tool)
            } else if tool.name == forcedName || mentioned.contains(tool.name) {
                found[tool.name] = tool
            } else {
                waiting += 1
                notes.drop(tool.source, .toolDeferred)
            }
        }
        if let unsupported, selected.isEmpty, found.isEmpty, waiting == 0 {
            throw InvalidRequest(at: unsupported.source, problem: Self.refusal(of: unsupported).sentence)
        }
        return try keepingForced(selected + discoveredTools(), notes: &notes)
    }

    private func discoveredTools() -> [Tool] {
        let order = forcedName.map { mentions.names.contains($0) ? mentions.names : mentions.names + [$0] }
        return (order ?? mentions.names).compactMap { found[$0] }
    }

    /// A forced search is offered alone: OpenAI can force the use of some tool, but not a search.
    private func keepingForced(
        _ tools: [Tool],
        notes: inout [TranslationNote]
    ) throws(InvalidRequest) -> [Tool] {
        guard let forcedName else { return tools }
        guard let forced = tools.first(where: { $0.name == forcedName }) else {
            throw InvalidRequest(
                path: ["tool_choice", "name"],
                problem: "names \"\(forcedName.prefix(80))\", which is not one of the tools"
            )
        }
        guard case .webSearch = forced.kind else { return tools }
        for tool in tools where tool.name != forcedName {
            notes.drop(tool.source, .searchForcedAlone)
        }
        return [forced]
    }

    private func isSupported(_ tool: Tool) -> Bool {
        switch tool.kind {
        case .custom: true
        case .webSearch: traits.searchesTheWeb
        case .typed(let type): TypedTool.named(type) != nil
        }
    }

    private mutating func noteUnsupported(_ tool: Tool, notes: inout [TranslationNote]) throws(InvalidRequest) {
        guard tool.name != forcedName else {
            throw InvalidRequest(at: tool.source, problem: Self.refusal(of: tool).sentence)
        }
        notes.drop(tool.source, Self.refusal(of: tool))
        if unsupported == nil { unsupported = tool }
    }

    private static func refusal(of tool: Tool) -> NoteReason {
        switch tool.kind {
        case .webSearch: NoteReason(.searchUnsupportedByChat)
        case .custom, .typed:
            NoteReason(.toolTypeUnsupported, .type(tool.source.present("type")?.string ?? "custom"))
        }
    }
}
