// Corrects the notes when a member is removed from a written body.

extension [TranslationNote] {
    /// Corrects the notes on the body's member at `path`, which is not sent: a client's value was dropped, and an added
    /// one is not mentioned. `sources` are more places that the member came from.
    mutating func retract(_ path: JSONPath, from sources: [JSONPath] = [], _ reason: NoteReason, rule: String? = nil) {
        var lost = sources
        var known = Set(sources)
        removeAll { note in
            guard let target = note.target, target.isWithin(path) else { return false }
            if let source = note.source, known.insert(source).inserted { lost.append(source) }
            return true
        }
        let dropped = Set(lazy.filter { $0.kind == .drop }.compactMap(\.source))
        for source in lost where !dropped.contains(source) {
            append(TranslationNote(.drop, from: source, reason, rule: rule))
        }
    }
}

extension MessagesRequest {
    /// The request's fields that become a member of the upstream body without a note.
    func sources(of member: JSONPath) -> [JSONPath] {
        let root = document.root
        let fields: [JSONValue?] =
            switch member {
            case ["model"]: [root.present("model")]
            case ["max_output_tokens"], ["max_completion_tokens"], ["max_tokens"]: [root.present("max_tokens")]
            case ["temperature"]: [root.present("temperature")]
            case ["top_p"]: [root.present("top_p")]
            case ["stop"]: [root.present("stop_sequences")]
            case ["service_tier"]: [root.present("service_tier")]
            case ["text"], ["text", "format"], ["response_format"]:
                [root.present("output_config")?.present("format") ?? root.present("output_format")]
            case ["tools"]: [root.present("tools")]
            case ["tool_choice"]: [root.present("tool_choice")]
            case ["parallel_tool_calls"]: [root.present("tool_choice")?.present("disable_parallel_tool_use")]
            case ["instructions"]: [root.present("system")]
            case ["input"], ["messages"]: [root.present("messages")]
            case ["stream"]: [root.present("stream")]
            default: []
            }
        return fields.compactMap { $0?.place }
    }
}
