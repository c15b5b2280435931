/// The tools of an upstream request, and the choice among them.
///
/// Deferred tools that no search has found are left out, and so are tools that only Anthropic can run, and all but the
/// first of one name. Found tools follow the others in the order in which they were found: the list only grows at its
/// end, so OpenAI's cached prefix stays valid.
public struct ToolSet: Sendable {
    /// A tool in the form in which it is sent.
    public enum Offer: Sendable {
        case function(FunctionTool)
        case webSearch(WebSearchTool)
    }

    /// Which tool the model must call.
    public enum Choice: Sendable, Equatable {
        case auto
        case required
        case none
        /// The sent name.
        case function(String)
    }

    public private(set) var offers: [RequestPart<Offer>] = []
    /// Nil leaves the upstream's default.
    public private(set) var choice: Choice?
    public private(set) var forbidsParallelCalls = false
    /// The client's limits for searches, if a search is offered.
    public private(set) var searchLimits: SearchLimits?

    public var offersFunctions: Bool {
        offers.contains { if case .function = $0.content { true } else { false } }
    }

    public var offersWebSearch: Bool {
        offers.contains { if case .webSearch = $0.content { true } else { false } }
    }

    var searchTool: WebSearchTool? {
        for offer in offers {
            if case .webSearch(let search) = offer.content { return search }
        }
        return nil
    }

    init(
        _ request: MessagesRequest,
        for target: TranslationTarget,
        traits: DialectTraits,
        names: ToolNames,
        mentions: ToolMentions,
        notes: inout [TranslationNote]
    ) throws(InvalidRequest) {
        guard !request.tools.isEmpty || request.toolChoice != nil || !mentions.definitions.isEmpty else { return }
        var selection = ToolSelection(request, target, traits, mentions)
        let selected = try selection.run(notes: &notes)
        for tool in selected {
            if case .webSearch(let search) = tool.kind { searchLimits = try SearchLimits(search) }
            offers.append(Self.offer(tool, target: target, traits: traits, names: names, notes: &notes))
        }
        if let most = target.server.maximumTools, offers.count > most {
            throw InvalidRequest(
                path: ["tools"],
                problem: "\(target.server.title) takes at most \(most) tools and this request offers \(offers.count): "
                    + "turn some MCP servers off, or let Claude Code search for tools (ENABLE_TOOL_SEARCH=true)"
            )
        }
        if let toolChoice = request.toolChoice {
            try choose(toolChoice, target, names, notes: &notes)
        }
    }

    private mutating func choose(
        _ toolChoice: ToolChoice,
        _ target: TranslationTarget,
        _ names: ToolNames,
        notes: inout [TranslationNote]
    ) throws(InvalidRequest) {
        guard !offers.isEmpty else {
            notes.drop(toolChoice.source, .toolChoiceWithoutTools)
            return
        }
        switch toolChoice.mode {
        case .auto: choice = .auto
        case .any: choice = .required
        case .none: choice = Choice.none
        case .tool(let name):
            if offersWebSearch, offers.count == 1 {
                choice = .required
                notes.append(
                    TranslationNote(.map, from: toolChoice.source.place, to: ["tool_choice"], .searchForcedAsOnlyTool)
                )
            } else {
                choice = .function(names.sent(name))
                if names.sent(name) != name {
                    let place = toolChoice.source.place.appending("name")
                    notes.append(TranslationNote(.map, from: place, to: ["tool_choice"], .nameChanged))
                }
            }
        }
        guard toolChoice.disablesParallelToolUse else { return }
        if target.profile.acceptsParallelToolCalls, !target.refuses("parallel_tool_calls") {
            forbidsParallelCalls = true
        } else if let flag = toolChoice.source.present("disable_parallel_tool_use") {
            notes.drop(flag, .parameterNotTaken, .model(target.model), .parameter("parallel_tool_calls"))
        }
    }

    private static func offer(
        _ tool: Tool,
        target: TranslationTarget,
        traits: DialectTraits,
        names: ToolNames,
        notes: inout [TranslationNote]
    ) -> RequestPart<Offer> {
        for value in tool.untranslatable {
            notes.drop(value, .toolFieldUnsupported)
        }
        notes.noteLoadedTool(tool)
        switch tool.kind {
        case .webSearch(let search):
            notes.noteUnsupportedSearchFields(tool)
            return RequestPart(
                .webSearch(search),
                source: tool.source,
                pendingNotes: search.pendingNotes(for: target.server)
            )
        case .custom, .typed:
            if case .typed = tool.kind, tool.strict, let flag = tool.source.present("strict") {
                notes.drop(flag, .toolNotStrict)
            }
            let function = RequestPart<FunctionTool>(tool, for: target, traits: traits, names: names)
            return function.map(Offer.function)
        }
    }
}
