// How hard the model thinks, what is shown of it, and what form the answer has.
extension ParameterRules {
    /// What the client is shown of the reasoning: nothing that it has not asked for.
    var thinking: ReplyContext.ThinkingReply {
        guard let thinking = request.thinking else { return .hidden }
        if target.redactsThinking, thinking.mode != .disabled { return .omitted }
        switch (thinking.mode, thinking.display) {
        case (.disabled, _): return .hidden
        case (_, .omitted): return .omitted
        case (_, .summarized): return .summarized
        }
    }

    mutating func effort() throws(InvalidRequest) -> Effort? {
        if dialect == .chat, profile.refusesToolsOnChat, tools.offersFunctions, !profile.efforts.contains(.none) {
            throw InvalidRequest(
                path: "tools",
                problem: "\(target.model) takes tools only on the Responses API: set api: responses for it"
            )
        }
        var effort = EffortPolicy.effort(
            for: request,
            profile: profile,
            dialect: dialect,
            options: options,
            refused: target.refusedEfforts,
            notes: &notes
        )
        if effort == .minimal, tools.offersWebSearch,
            let next = profile.efforts.first(where: {
                $0 > .minimal && !target.refusedEfforts.contains($0)
            })
        {
            // "The following tools cannot be used with reasoning.effort 'minimal': web_search" (openai/codex#3559)
            effort = next
            note(.map, nil, names.effort, "raised to \(next.rawValue): there is no web search with minimal effort")
        }
        guard effort != nil, target.refuses(names.effort) else { return effort }
        notes.retract(names.effort, "\(target.model) has refused \(names.effort) before")
        return nil
    }

    mutating func asksForSummary(_ thinking: ReplyContext.ThinkingReply, _ effort: Effort?) -> Bool {
        let display = request.thinking?.source.present("display")
        guard profile.reasons else { return false }
        guard dialect == .responses else {
            if let display { notes.drop(display, "Chat Completions shows nothing of the reasoning") }
            return false
        }
        let summary = "reasoning.summary"
        guard thinking == .summarized, (effort ?? profile.defaultEffort) != Effort.none else {
            if let display { note(.map, display.path, nil, "no summaries of the reasoning are asked for") }
            if target.redactsThinking, thinking == .omitted {
                note(.map, nil, nil, "the header anthropic-beta: redact-thinking asks for thinking without its text")
            }
            return false
        }
        if isRefused(summary, from: display?.path) { return false }
        if let display {
            note(.map, display.path, summary, "summaries of the reasoning are asked for")
        } else {
            note(.add, nil, summary, "summaries of the reasoning are asked for, to be shown as thinking")
        }
        return true
    }

    mutating func format() -> RequestParameters.OutputFormat? {
        if let budget = request.output.taskBudget {
            notes.drop(budget, "OpenAI has no budget for a whole task")
        }
        guard let schema = request.output.schema else { return nil }
        let path = schema.path.dropLast(".schema".count)
        guard !isRefused(names.format, from: String(path)) else { return nil }
        let isStrict = SchemaRepair.fitsStrict(schema)
        if !isStrict {
            let reason = "the schema is not of the kind that OpenAI enforces, so the answer may stray from it"
            note(.lossy, "\(path).type", names.format, reason)
        }
        return RequestParameters.OutputFormat(schema: schema, isStrict: isStrict)
    }

    mutating func verbosity() -> String? {
        guard let verbosity = options.verbosity, !isRefused(names.verbosity, from: nil) else { return nil }
        guard profile.acceptsVerbosity else {
            note(.drop, nil, nil, "\(target.model) does not take verbosity", rule: options.rule)
            return nil
        }
        note(.add, nil, names.verbosity, "set to \(verbosity) by the configuration", rule: options.rule)
        return verbosity
    }
}
