/// A request with all decisions made, from which both dialects write the body.
struct RequestDraft {
    let request: MessagesRequest
    let target: TranslationTarget
    let names: ToolNames
    let tools: ToolSet
    let conversation: Conversation
    let parameters: RequestParameters
    /// Whether the client has set a cache mark anywhere.
    let hasCacheControl: Bool
    private let mentions: ToolMentions
    private(set) var notes: [TranslationNote] = []

    init(
        _ request: MessagesRequest,
        for target: TranslationTarget,
        traits: DialectTraits
    ) throws(InvalidRequest) {
        self.request = request
        self.target = target
        if let servers = request.untranslatable.first(where: { $0.place == ["mcp_servers"] }), servers.count > 0 {
            throw InvalidRequest(at: servers, problem: "remote MCP servers are not supported by this proxy")
        }
        if request.model != target.model {
            let reason = NoteReason(.modelMapped, .asked(request.model), .sent(target.model))
            notes.append(TranslationNote(.map, from: ["model"], to: ["model"], reason, rule: target.options.rule))
        }
        notes.noteRepairedStrings(of: request)
        let mentions = ToolMentions(request.messages)
        self.mentions = mentions
        names = ToolNames(request.tools.map(\.name) + mentions.names)

        var builder = ConversationBuilder(target: target, traits: traits, names: names)
        var conversation = try builder.build(request)
        notes += builder.notes

        tools = try ToolSet(
            request,
            for: target,
            traits: traits,
            names: names,
            mentions: mentions,
            notes: &notes
        )
        if let instruction = tools.searchLimits?.instruction, let list = tools.searchTool?.blockedDomains {
            let pendingNote = PendingNote(.lossy, from: list.place, .searchBlockedByInstruction)
            conversation.instructions.append(RequestPart(instruction, source: list, pendingNotes: [pendingNote]))
        }
        let allTools = mentions.tools(of: request)
        let marked = tools.offers.isEmpty ? nil : allTools.last { $0.cacheControl != nil }?.cacheControl
        hasCacheControl = builder.hasCacheControl || marked != nil || request.cacheControl != nil
        if target.takesCacheMarks {
            notes.noteRedundantCacheMarks(of: allTools, before: marked)
            conversation.placeCacheMarks(request, tools: marked, target, traits, notes: &notes)
        } else if hasCacheControl {
            notes.append(TranslationNote(.drop, from: CacheMark.anySource, CacheMark.dropReason(for: target)))
        }
        self.conversation = conversation
        var rules = ParameterRules(request, for: target, traits: traits, tools: tools)
        parameters = try RequestParameters(&rules)
        notes += rules.notes
    }

    /// The context for reading the answer.
    var reply: ReplyContext {
        var reply = ReplyContext(
            messageID: target.messageID,
            requestedModel: request.model,
            upstreamModel: target.model,
            toolNames: names.restored,
            emulatedStops: parameters.emulatedStops,
            thinking: parameters.thinking,
            estimatedInputTokens: InputEstimate.tokens(of: request, for: target),
            inputWindow: target.profile.inputWindow,
            sealScope: target.sealScope,
            offersWebSearch: tools.offersWebSearch,
            argumentRules: ArgumentRules(target.repairs, tools: mentions.tools(of: request)),
            searchLimits: tools.searchLimits ?? SearchLimits()
        )
        reply.estimateCorrection = target.estimateCorrection
        reply.effort = parameters.effort
        return reply
    }
}
