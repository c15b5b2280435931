/// The members of a response, of its output items and of a stream's events, and what becomes of each.
enum ResponsesAnswerMembers {
    // MARK: The response

    static let response: AnswerMembers = [
        "output": .translated, "status": .translated, "error": .translated, "incomplete_details": .translated,
        "service_tier": .translated,
        "usage": .object(usage),
        "id": .leftOut(.bookkeeping), "object": .leftOut(.bookkeeping), "created_at": .leftOut(.bookkeeping),
        "completed_at": .leftOut(.bookkeeping), "model": .leftOut(.bookkeeping), "billing": .leftOut(.bookkeeping),
        "access_programs": .leftOut(.bookkeeping), "tool_usage": .leftOut(.bookkeeping),
        "prompt_cache_diagnostics": .leftOut(.bookkeeping), "content_filters": .leftOut(.moderation),
        "moderation": .leftOut(.moderation), "input_transformations": .leftOut(.transformedInput),
        "background": .leftOut(.requestEcho), "conversation": .leftOut(.requestEcho),
        "frequency_penalty": .leftOut(.requestEcho), "image": .leftOut(.requestEcho),
        "instructions": .leftOut(.requestEcho), "max_output_tokens": .leftOut(.requestEcho),
        "max_tool_calls": .leftOut(.requestEcho), "metadata": .leftOut(.requestEcho),
        "parallel_tool_calls": .leftOut(.requestEcho), "presence_penalty": .leftOut(.requestEcho),
        "previous_response_id": .leftOut(.requestEcho), "prompt": .leftOut(.requestEcho),
        "prompt_cache_key": .leftOut(.requestEcho), "prompt_cache_options": .leftOut(.requestEcho),
        "prompt_cache_retention": .leftOut(.requestEcho), "reasoning": .leftOut(.requestEcho),
        "safety_identifier": .leftOut(.requestEcho), "store": .leftOut(.requestEcho),
        "temperature": .leftOut(.requestEcho), "text": .leftOut(.requestEcho), "tool_choice": .leftOut(.requestEcho),
        "tools": .leftOut(.requestEcho), "top_logprobs": .leftOut(.requestEcho), "top_p": .leftOut(.requestEcho),
        "truncation": .leftOut(.requestEcho), "user": .leftOut(.requestEcho), "verbosity": .leftOut(.requestEcho),
    ]

    private static let usage: AnswerMembers = [
        "input_tokens": .translated, "output_tokens": .translated,
        // The sum of the two.
        "total_tokens": .translated,
        "input_tokens_details": .object([
            "cached_tokens": .translated, "cache_write_tokens": .translated,
            "cache_write_tokens_details": .leftOut(.bookkeeping),
        ]),
        "output_tokens_details": .object(["reasoning_tokens": .translated]),
    ]

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

    /// An item's `id` is what the stream's events call it by; it goes no further.
    private static let anyItem: AnswerMembers = [
        "id": .translated, "type": .translated, "status": .leftOut(.bookkeeping), "created_by": .leftOut(.bookkeeping),
    ]

    private static let message: AnswerMembers = anyItem.adding([
        "role": .translated, "content": .list(part), "phase": .leftOut(.bookkeeping),
    ])

    /// A part of a message: text or a refusal.
    static let part: AnswerMembers = [
        "type": .translated, "text": .text, "refusal": .text, "logprobs": .leftOut(.probabilities),
        "annotations": .translated,
    ]

    /// A citation of a page; whoever reads it makes the notes about it.
    static let citation: AnswerMembers = [
        "type": .translated, "url": .text, "title": .text,
        "start_index": .leftOut(.noCounterpart), "end_index": .leftOut(.noCounterpart),
    ]

    private static let reasoning: AnswerMembers = anyItem.adding([
        "summary": .list(["type": .translated, "text": .text]), "content": .list(["type": .translated, "text": .text]),
        "encrypted_content": .text,
    ])

    private static let call: AnswerMembers = anyItem.adding(["call_id": .text, "name": .text, "arguments": .text])

    private static let webSearch: AnswerMembers = anyItem.adding([
        "action": .object([
            "type": .translated, "query": .translated, "queries": .translated, "sources": .translated,
            "url": .translated, "pattern": .translated,
        ])
    ])

    // MARK: Events

    /// By which the events of one stream refer to one another, and what pads them.
    static let framing: AnswerMembers = [
        "type": .translated, "sequence_number": .translated, "output_index": .translated, "item_id": .translated,
        "content_index": .translated,
        "summary_index": .translated, "annotation_index": .translated, "obfuscation": .translated,
        "stream_id": .translated,
    ]

    static let itemEvent: AnswerMembers = framing.adding(["item": .translated])

    static let responseEvent: AnswerMembers = framing.adding(["response": .translated])

    static let errorEvent: AnswerMembers = framing.adding([
        "error": .translated, "message": .translated, "code": .translated, "param": .translated,
    ])

    /// What repeats a part that the item has as well.
    static let partEvent: AnswerMembers = framing.adding(["part": .translated, "status": .leftOut(.bookkeeping)])

    static func contentEvent(_ kind: ResponsesContentEvent) -> AnswerMembers {
        switch kind {
        case .text(.delta), .refusal(.delta), .summary(.delta), .reasoning(.delta), .arguments(.delta): delta
        case .text(.done), .summary(.done), .reasoning(.done): textDone
        case .refusal(.done): refusalDone
        case .arguments(.done): argumentsDone
        case .annotation: annotation
        }
    }

    private static let delta = framing.adding(["delta": .text, "logprobs": .translated])
    private static let textDone = framing.adding(["text": .text, "logprobs": .translated])
    private static let refusalDone = framing.adding(["refusal": .text])
    private static let argumentsDone = framing.adding(["arguments": .text, "name": .text])
    private static let annotation = framing.adding(["annotation": .translated])
}
