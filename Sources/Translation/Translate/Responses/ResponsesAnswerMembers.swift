/// The members of a response, of its output items and of a stream's events.
enum ResponsesAnswerMembers {
    // MARK: The response

    static let response = AnswerMembers(
        known: [
            "output", "status", "error", "incomplete_details", "service_tier",
            // Framing.
            "id", "object", "created_at", "completed_at", "model", "billing", "access_programs", "tool_usage",
            "prompt_cache_diagnostics",
            // What repeats the request.
            "background", "conversation", "frequency_penalty", "image", "instructions", "max_output_tokens",
            "max_tool_calls", "metadata", "parallel_tool_calls", "presence_penalty", "previous_response_id", "prompt",
            "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning", "safety_identifier",
            "store", "temperature", "text", "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "user",
            "verbosity",
        ],
        [
            "usage": .object(usage), "content_filters": .leftOut(.moderation), "moderation": .leftOut(.moderation),
            "input_transformations": .leftOut(.transformedInput),
        ]
    )

    private static let usage = AnswerMembers(
        // The total is the sum of the two.
        known: ["input_tokens", "output_tokens", "total_tokens"],
        [
            "input_tokens_details": .object(
                AnswerMembers(known: ["cached_tokens", "cache_write_tokens", "cache_write_tokens_details"])
            ),
            "output_tokens_details": .object(AnswerMembers(known: ["reasoning_tokens"])),
        ]
    )

    // MARK: Items

    /// Nil for an item that is left out as a whole.
    static func item(_ kind: ResponsesItem.Kind) -> AnswerMembers? {
        switch kind {
        case .message: message
        case .reasoning: reasoning
        case .call: call
        case .webSearch: webSearch
        case .other: nil
        }
    }

    private static let anyItem = AnswerMembers(known: ["id", "type", "status", "created_by"])

    private static let message = anyItem.adding(known: ["role", "phase"], ["content": .list(part)])

    /// A part of a message: text or a refusal.
    static let part = AnswerMembers(
        known: ["type", "annotations"],
        text: ["text", "refusal"],
        ["logprobs": .leftOut(.probabilities)]
    )

    /// A citation of a page; the code that reads it makes the notes about it.
    static let citation = AnswerMembers(known: ["type"], text: ["url", "title"])

    private static let reasoning = anyItem.adding(
        known: [],
        text: ["encrypted_content"],
        ["summary": .list(thought), "content": .list(thought)]
    )

    private static let thought = AnswerMembers(known: ["type"], text: ["text"])

    private static let call = anyItem.adding(known: [], text: ["call_id", "name", "arguments"])

    private static let webSearch = anyItem.adding(
        known: [],
        ["action": .object(AnswerMembers(known: ["type", "query", "queries", "sources", "url", "pattern"]))]
    )

    // MARK: Events

    /// By which the events of one stream refer to one another, and what pads them.
    private static let framing: [StaticString] = [
        "type", "sequence_number", "output_index", "item_id", "content_index", "summary_index", "annotation_index",
        "obfuscation", "stream_id",
    ]

    static let progressEvent = AnswerMembers(known: framing)
    static let itemEvent = AnswerMembers(known: framing + ["item"])
    static let responseEvent = AnswerMembers(known: framing + ["response"])
    /// A response that came as an event without an envelope.
    static let bareResponseEvent = response.adding(known: framing)
    static let errorEvent = AnswerMembers(known: framing + ["error", "message", "code", "param"])
    /// Repeats a part that the item has as well.
    static let partEvent = AnswerMembers(known: framing + ["part", "status"])

    static func contentEvent(_ kind: ResponsesContentEvent) -> AnswerMembers {
        switch kind {
        case .text(.delta), .refusal(.delta), .summary(.delta), .reasoning(.delta), .arguments(.delta): delta
        case .text(.done), .summary(.done), .reasoning(.done): textDone
        case .refusal(.done): refusalDone
        case .arguments(.done): argumentsDone
        case .annotation: annotation
        }
    }

    private static let delta = AnswerMembers(known: framing + ["logprobs"], text: ["delta"])
    private static let textDone = AnswerMembers(known: framing + ["logprobs"], text: ["text"])
    private static let refusalDone = AnswerMembers(known: framing, text: ["refusal"])
    private static let argumentsDone = AnswerMembers(known: framing, text: ["arguments", "name"])
    private static let annotation = AnswerMembers(known: framing + ["annotation"])
}
