// How long the answer may be, where it ends, and how it is drawn.
extension ParameterRules {
    /// What Chat Completions takes in `stop`.
    private static let maximumStops = 4

    mutating func maximumTokens() -> Int? {
        let name = names.maximumTokens.description
        guard !isRefused(name, from: "max_tokens") else { return nil }
        var tokens = request.maxTokens
        if let limit = options.maxOutputTokens, tokens > limit {
            tokens = limit
            note(.map, "max_tokens", name, "lowered to the \(limit) of the configuration", rule: options.rule)
        }
        if tokens > profile.maximumOutputTokens {
            tokens = profile.maximumOutputTokens
            note(.map, "max_tokens", name, "lowered to the \(tokens) that \(target.model) can give")
        }
        let least =
            switch dialect {
            case .responses: 16
            case .chat: 1
            }
        if tokens < least {
            tokens = least
            note(.map, "max_tokens", name, "raised to \(least), the least that the API takes")
        }
        return tokens
    }

    /// `max_uses` of the search: `max_tool_calls` counts the calls of OpenAI's own tools, of which there is no other.
    mutating func maximumSearches() -> Int? {
        guard let limit = tools.searchLimits?.maximumSearches, let source = tools.searchTool?.maxUses?.path,
            !isRefused("max_tool_calls", from: source)
        else { return nil }
        note(
            .map,
            source,
            "max_tool_calls",
            "pages that the model opens count as well; any search beyond it is an error"
        )
        return limit
    }

    mutating func sampling(_ name: String, _ value: JSONValue?, _ effort: Effort?) -> JSONValue? {
        guard let value, !isRefused(name, from: name) else { return nil }
        switch profile.sampling {
        case .always:
            return value
        case .withoutReasoning:
            if (effort ?? profile.defaultEffort) == Effort.none { return value }
            notes.drop(value, "\(target.model) takes \(name) only while it does not reason")
            return nil
        case .never:
            notes.drop(value, "\(target.model) does not take \(name)")
            return nil
        }
    }

    mutating func noteTopK() {
        if let topK = request.sampling.topK { notes.drop(topK, "OpenAI's APIs have no top_k") }
    }

    mutating func stops() -> (upstream: [JSONText], emulated: [String]) {
        var stops: [JSONText] = []
        for (offset, stop) in request.stopSequences.enumerated() {
            if stop.isBlank {
                notes.append(TranslationNote(.drop, from: "stop_sequences[\(offset)]", "nothing but white space"))
            } else {
                stops.append(stop)
            }
        }
        guard !stops.isEmpty else { return ([], []) }
        if dialect == .chat, profile.acceptsStop, stops.count <= Self.maximumStops, !target.refuses("stop") {
            return (stops, [])
        }
        let upstream = dialect == .responses ? "the Responses API" : target.model
        note(.map, "stop_sequences", nil, "watched for by the proxy: \(upstream) does not take these")
        return ([], stops.map(\.string))
    }

    mutating func note(
        _ kind: TranslationNote.Kind,
        _ source: String?,
        _ target: String?,
        _ reason: String,
        rule: String? = nil
    ) {
        notes.append(TranslationNote(kind, from: source, to: target, reason, rule: rule))
    }
}
