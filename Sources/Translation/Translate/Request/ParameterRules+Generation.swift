// The answer's length, stop sequences and sampling.
extension ParameterRules {
    private static let limit: JSONPath = ["max_tokens"]

    mutating func maximumTokens() -> Int? {
        let name = names.maximumTokens.description
        guard !isRefused(name, from: Self.limit) else { return nil }
        var tokens = request.maxTokens
        if let limit = options.maxOutputTokens, tokens > limit {
            tokens = limit
            note(.map, Self.limit, [.member(name)], .outputLimitConfigured, .limit(limit), rule: options.rule)
        }
        if tokens > profile.maximumOutputTokens {
            tokens = profile.maximumOutputTokens
            note(.map, Self.limit, [.member(name)], .outputLimitOfModel, .limit(tokens), .model(target.model))
        }
        let least = traits.minimumTokens
        if tokens < least {
            tokens = least
            note(.map, Self.limit, [.member(name)], .outputLimitRaised, .limit(least))
        }
        return tokens
    }

    /// `max_uses` of the search: `max_tool_calls` counts the calls of OpenAI's own tools, of which there is no other.
    mutating func maximumSearches() -> Int? {
        guard let limit = tools.searchLimits?.maximumSearches, let source = tools.searchTool?.maxUses?.place,
            !isRefused("max_tool_calls", from: source)
        else { return nil }
        note(.map, source, ["max_tool_calls"], .searchesLimited)
        return limit
    }

    mutating func sampling(_ name: String, _ value: JSONValue?, _ effort: Effort?) -> JSONValue? {
        guard let value, !isRefused(name, from: [.member(name)]) else { return nil }
        switch profile.sampling {
        case .always:
            return value
        case .withoutReasoning:
            if (effort ?? profile.defaultEffort) == Effort.none { return value }
            notes.drop(value, .samplingNeedsNoReasoning, .model(target.model), .parameter(name))
            return nil
        case .never:
            notes.drop(value, .parameterNotTaken, .model(target.model), .parameter(name))
            return nil
        }
    }

    mutating func noteTopK() {
        if let topK = request.sampling.topK { notes.drop(topK, .topKUnsupported) }
    }

    mutating func stops() -> (upstream: [JSONText], emulated: [String]) {
        var stops: [JSONText] = []
        for (offset, stop) in request.stopSequences.enumerated() {
            if stop.isBlank {
                notes.append(TranslationNote(.drop, from: ["stop_sequences", .index(offset)], .stopBlank))
            } else {
                stops.append(stop)
            }
        }
        guard !stops.isEmpty else { return ([], []) }
        if profile.acceptsStop, stops.count <= traits.maximumStops, !target.refuses("stop") {
            return (stops, [])
        }
        let reason =
            traits.maximumStops == 0
            ? NoteReason(.stopsNotTakenByResponses) : NoteReason(.stopsNotTakenByModel, .model(target.model))
        notes.append(TranslationNote(.map, from: ["stop_sequences"], reason))
        return ([], stops.map(\.string))
    }

    mutating func note(
        _ kind: TranslationNote.Kind,
        _ source: JSONPath?,
        _ target: JSONPath?,
        _ code: NoteCode,
        _ parameters: NoteParameter...,
        rule: String? = nil
    ) {
        notes.append(TranslationNote(kind, from: source, to: target, NoteReason(code, parameters), rule: rule))
    }
}
