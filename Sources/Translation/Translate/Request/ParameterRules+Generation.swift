// The answer's length, stop sequences and sampling.
extension ParameterRules {
    private static let limit: JSONPath = ["max_tokens"]
    /// What watches for them takes 25 times as much memory.
    private static let maximumStopBytes = 1 << 20

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

    /// What the proxy watches for. OpenAI's APIs do not say which sequence ended an answer, or that one did.
    mutating func stops() throws(InvalidRequest) -> [String] {
        var stops: [String] = []
        var bytes = 0
        for (offset, stop) in request.stopSequences.enumerated() {
            if stop.isBlank {
                notes.append(TranslationNote(.drop, from: ["stop_sequences", .index(offset)], .stopBlank))
            } else {
                stops.append(stop.string)
                bytes += stop.escaped.count
            }
        }
        guard bytes <= Self.maximumStopBytes else {
            throw InvalidRequest(
                path: ["stop_sequences"],
                problem: "must have at most \(Self.maximumStopBytes) bytes together, not \(bytes)"
            )
        }
        if !stops.isEmpty { note(.map, ["stop_sequences"], nil, .stopsWatched) }
        return stops
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
