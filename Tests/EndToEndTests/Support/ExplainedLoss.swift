import TestSupport

/// A loss that a session with the real client shows, and why it costs the model nothing.
///
/// A session that shows another has found a new loss: let it lose less, or explain it here.
struct ExplainedLoss: Hashable, CustomStringConvertible {
    var kind: String
    /// Where it was, positions in arrays left out, and of an answer's frame the names of its many fields.
    var place: String
    /// The sentence of the note, with "the model" for the upstream model's name.
    var reason: String

    var description: String { "\(kind) \(place): \(reason)" }

    /// The losses among the notes of these exchanges, with how often each was seen.
    static func counted(in exchanges: [JSON]) -> [ExplainedLoss: Int] {
        let notes = exchanges.flatMap { $0["notes"]?.elements ?? [] }
        return notes.reduce(into: [:]) { counts, note in
            guard let kind = note["kind"]?.string, ["FAIL", "LOSSY", "DROP"].contains(kind) else { return }
            let place = note["from"]?.string ?? note["to"]?.string ?? ""
            let loss = ExplainedLoss(
                kind: kind,
                place: place.replacing(/\[\d+\]/, with: "[]").replacing(/\{(id|background),.*\}/, with: "{}"),
                reason: (note["reason"]?.string ?? "").replacing(/gpt-\d[\w.]*/, with: "the model")
            )
            counts[loss, default: 0] += 1
        }
    }

    private static func drop(_ place: String, _ reason: String) -> ExplainedLoss {
        ExplainedLoss(kind: "DROP", place: place, reason: reason)
    }

    /// What every session of either client may show.
    static let inAnySession: Set<ExplainedLoss> = [
        // Marks of where Anthropic is to cache; OpenAI finds the longest known beginning by itself.
        drop("…cache_control", "no mark is passed on, wherever it stands: the model caches prefixes by itself"),
        // The client asks to keep all thinking, which is what happens to what it sends.
        drop("context_management", "the client manages its context by itself"),
        // Not the user's nor the model's words, and another in each request.
        drop("system[]", "the client's attribution line changes with every request and would spoil the prompt cache"),
        // The client says in messages which effort holds from there on, and beside them which holds now. What held in
        // earlier turns is of no use to this one.
        drop("output_config.effort", "a later message sets another effort"),
        drop("messages[].output_config.effort", "a later message sets another effort"),
        // Names the dialect of a schema; no model reads it.
        drop("tools[].input_schema.$schema", "$schema is meant for validators"),
        // The older client warms up its subagents on the small models, one of which does not reason.
        drop("thinking", "the model does not reason"),
        // It is offered from the moment at which the model has asked for it.
        drop("tools[]", "not offered until a tool search has found it"),
    ]

    static let inAnySessionByResponses = inAnySession.union([
        // The older client counts its tools at its start, with an answer's limit in the request.
        drop("max_tokens", "a token counter takes no max_output_tokens"),
        // Where in its text an answer cites: the client is given the source beside the text.
        drop(
            "{output[].content[].annotations[].start_index,output[].content[].annotations[].end_index}",
            "a message has no counterpart for it"
        ),
        // A source that is cited comes back with its address and its title; of the passage OpenAI tells nothing.
        ExplainedLoss(
            kind: "LOSSY",
            place: "content[].citations",
            reason: "citations have an address and a title: OpenAI does not tell the passages"
        ),
    ])

    static let inAnySessionByChat = inAnySession.union([
        // Chat Completions keeps its reasoning to itself.
        drop("thinking.display", "Chat Completions shows nothing of the reasoning")
    ])

    static func inAnySession(_ api: ScriptedAPI) -> Set<ExplainedLoss> {
        api == .chat ? inAnySessionByChat : inAnySessionByResponses
    }
}
