import TestSupport
import TranslationTestSupport

/// A loss that a session with the real client shows, and why it costs the model nothing.
///
/// A session that shows another has found a new loss: let it lose less, or explain it here.
struct ExplainedLoss: Hashable, CustomStringConvertible {
    var kind: String
    /// Where it was, positions in arrays left out.
    var place: String
    /// The code of the note.
    var code: String

    var description: String { "\(kind) \(place): \(code)" }

    /// The losses among the notes of these exchanges, with how often each was seen.
    static func counted(in exchanges: [JSON]) -> [ExplainedLoss: Int] {
        let notes = exchanges.flatMap { $0["notes"]?.elements ?? [] }
        return notes.reduce(into: [:]) { counts, note in
            guard let kind = note["kind"]?.string, ["FAIL", "LOSSY", "DROP"].contains(kind),
                let code = note["code"]?.string
            else { return }
            for place in Set((note["places"]?.elements ?? []).map(path)) {
                counts[ExplainedLoss(kind: kind, place: place, code: code), default: 0] += 1
            }
        }
    }

    /// `tools[].name`
    private static func path(_ place: JSON) -> String {
        let steps = (place["from"] ?? place["to"])?.elements ?? []
        return steps.reduce("") { text, step in
            if let name = step.string { return text.isEmpty ? name : "\(text).\(name)" }
            if let name = step["anywhere"]?.string { return text + "…" + name }
            return text + "[]"
        }
    }

    private static func drop(_ place: String, _ code: String) -> ExplainedLoss {
        ExplainedLoss(kind: "DROP", place: place, code: code)
    }

    /// What every session of either client may show.
    static let inAnySession: Set<ExplainedLoss> = [
        // Marks of where Anthropic is to cache; OpenAI finds the longest known beginning by itself.
        drop("…cache_control", "cacheMarksNotNeeded"),
        // The client asks to keep all thinking, which is what happens to what it sends.
        drop("context_management", "contextManagedByClient"),
        // Not the user's nor the model's words, and another in each request.
        drop("system[]", "attributionLineDropped"),
        // The client says in messages which effort holds from there on, and beside them which holds now. What held in
        // earlier turns is of no use to this one.
        drop("output_config.effort", "effortReplaced"),
        drop("messages[].output_config.effort", "effortReplaced"),
        // Names the dialect of a schema; no model reads it.
        drop("tools[].input_schema.$schema", "schemaKeywordForValidators"),
        // The older client warms up its subagents on the small models, one of which does not reason.
        drop("thinking", "modelDoesNotReason"),
        // It is offered from the moment at which the model has asked for it.
        drop("tools[]", "toolDeferred"),
    ]

    static let inAnySessionByResponses = inAnySession.union([
        // The older client counts its tools at its start, with an answer's limit in the request.
        drop("max_tokens", "notCounted"),
        // Where in its text an answer cites: the client is given the source beside the text.
        drop("output[].content[].annotations[].start_index", "memberDropped"),
        drop("output[].content[].annotations[].end_index", "memberDropped"),
        // A cited source has its address and its title; OpenAI does not send the passage.
        ExplainedLoss(
            kind: "LOSSY",
            place: "content[].citations",
            code: "citationsWithoutPassages"
        ),
    ])

    static let inAnySessionByChat = inAnySession.union([
        // Chat Completions keeps its reasoning to itself.
        drop("thinking.display", "thinkingNotShownByChat")
    ])

    static func inAnySession(_ api: ScriptedAPI) -> Set<ExplainedLoss> {
        api == .chat ? inAnySessionByChat : inAnySessionByResponses
    }
}
