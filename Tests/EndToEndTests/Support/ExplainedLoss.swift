import TestSupport

/// A loss that a session with the real client shows, and why it costs the model nothing.
///
/// A session that shows another has found a new loss: let it lose less, or explain it here.
struct ExplainedLoss: Hashable, CustomStringConvertible {
    var kind: String
    /// Where it was, positions in arrays left out.
    var place: String
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
                place: place.replacing(/\[\d+\]/, with: "[]"),
                reason: note["reason"]?.string ?? ""
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
        drop("system[].cache_control", caching),
        drop("messages[].content[].cache_control", caching),
        drop("messages[].content[].content[].cache_control", caching),
        drop("tools[].cache_control", caching),
        // The client asks to keep all thinking, which is what happens to what it sends.
        drop("context_management", "the client manages its context by itself"),
        // Not the user's nor the model's words, and another in each request.
        drop("system[]", "the client's attribution line changes with every request and would spoil the prompt cache"),
        // A change of effort without words: the effort itself arrives.
        drop("messages[]", "a message without content"),
        drop("messages[].output_config", "the effort from this message on: what holds now, the request says itself"),
        // The older client warms up its subagents on the small models, one of which does not reason.
        drop("thinking", "gpt-4.1 does not reason"),
        // It is offered from the moment at which the model has asked for it.
        drop("tools[]", "not offered until a tool search has found it"),
    ]

    static let inAnySessionByResponses = inAnySession.union([
        // The client allows eight searches for one question; the Responses API has no such limit.
        ExplainedLoss(
            kind: "LOSSY",
            place: "tools[].max_uses",
            reason: "OpenAI's search cannot be limited in number"
        )
    ])

    static let inAnySessionByChat = inAnySession.union([
        // Chat Completions keeps its reasoning to itself.
        drop("thinking.display", "Chat Completions shows nothing of the reasoning")
    ])

    static func inAnySession(_ api: UpstreamAPI) -> Set<ExplainedLoss> {
        api == .chat ? inAnySessionByChat : inAnySessionByResponses
    }

    private static let caching = "OpenAI caches prefixes by itself"
}
