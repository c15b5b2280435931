// The effort, the shown reasoning, and the form of the answer.
extension ParameterRules {
    /// How much of the reasoning the client gets: only what it asked for.
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
        if traits.mayRefuseToolsWithReasoning, profile.refusesToolsOnChat, tools.offersFunctions,
            !profile.efforts.contains(.none)
        {
            throw InvalidRequest(
                path: ["tools"],
                problem: "\(target.model) takes tools only on the Responses API: set api: responses for it"
            )
        }
        var effort = EffortPolicy.effort(
            for: request,
            profile: profile,
            traits: traits,
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
            note(.map, nil, names.effortPlace, .effortRaisedForSearch, .effort(next.rawValue))
        }
        guard effort != nil, target.refuses(names.effort) else { return effort }
        notes.retract(
            names.effortPlace,
            NoteReason(.parameterRefusedBefore, .model(target.model), .parameter(names.effort))
        )
        return nil
    }

    mutating func asksForSummary(_ thinking: ReplyContext.ThinkingReply, _ effort: Effort?) -> Bool {
        let display = request.thinking?.source.present("display")
        guard profile.reasons else { return false }
        guard traits.summarizesReasoning else {
            if let display { notes.drop(display, .thinkingNotShownByChat) }
            return false
        }
        let summary: JSONPath = ["reasoning", "summary"]
        guard thinking == .summarized, (effort ?? profile.defaultEffort) != Effort.none else {
            if let display { note(.map, display.place, nil, .summaryNotRequested) }
            if target.redactsThinking, thinking == .omitted {
                note(.map, nil, nil, .thinkingRedacted)
            }
            return false
        }
        if isRefused("reasoning.summary", from: display?.place) { return false }
        if let display {
            note(.map, display.place, summary, .summaryRequested)
        } else {
            note(.add, nil, summary, .summaryRequestedUnasked)
        }
        return true
    }

    mutating func format() -> RequestParameters.OutputFormat? {
        if let budget = request.output.taskBudget {
            notes.drop(budget, .taskBudgetUnsupported)
        }
        guard let schema = request.output.schema else { return nil }
        let place = schema.place.parent
        guard !isRefused(names.format, from: place) else { return nil }
        let isStrict = SchemaRepair.fitsStrict(schema)
        if !isStrict {
            note(.lossy, place.appending("type"), names.formatPlace, .answerSchemaNotStrict)
        }
        return RequestParameters.OutputFormat(schema: schema, isStrict: isStrict)
    }

    mutating func verbosity() -> String? {
        guard let verbosity = options.verbosity, !isRefused(names.verbosity, from: nil) else { return nil }
        guard profile.acceptsVerbosity else {
            note(.drop, nil, nil, .parameterNotTaken, .model(target.model), .parameter("verbosity"), rule: options.rule)
            return nil
        }
        note(.add, nil, names.verbosityPlace, .setByConfiguration, .value(verbosity), rule: options.rule)
        return verbosity
    }
}
