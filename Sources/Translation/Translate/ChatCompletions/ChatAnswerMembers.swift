/// The members of a chat answer, streamed or whole, and what becomes of each.
enum ChatAnswerMembers {
    /// A chunk or a completion. Its choices are looked through on their own: see ``choice``.
    static let answer: AnswerMembers = [
        "choices": .translated, "error": .translated, "service_tier": .translated,
        // Framing: what pads a chunk to a length that tells nothing.
        "obfuscation": .translated,
        "usage": .object(usage),
        "id": .leftOut(.bookkeeping), "object": .leftOut(.bookkeeping), "created": .leftOut(.bookkeeping),
        "model": .leftOut(.bookkeeping), "system_fingerprint": .leftOut(.bookkeeping),
        "metadata": .leftOut(.requestEcho), "moderation": .leftOut(.moderation),
    ]

    static let choice: AnswerMembers = [
        "index": .translated, "finish_reason": .text, "stop_reason": .translated, "matched_stop": .translated,
        "delta": .translated, "message": .translated,
        "logprobs": .leftOut(.probabilities),
    ]

    /// A delta or a message.
    static let message: AnswerMembers = [
        "role": .translated, "refusal": .text, "reasoning_content": .text, "reasoning": .text,
        "content": .textOrList([
            "type": .translated, "text": .text, "thinking": .list(["type": .translated, "text": .text]),
        ]),
        "tool_calls": .list([
            "index": .translated, "id": .text, "type": .translated, "function": .object(function),
            // Some servers leave the envelope out.
            "name": .text, "arguments": .translated,
        ]),
        "function_call": .object(function),
        "annotations": .leftOut(.citations), "audio": .leftOut(.audio),
    ]

    private static let function: AnswerMembers = ["name": .text, "arguments": .translated]

    private static let usage: AnswerMembers = [
        "prompt_tokens": .translated, "completion_tokens": .translated, "prompt_cache_hit_tokens": .translated,
        // The sum of the two.
        "total_tokens": .translated,
        "prompt_tokens_details": .object([
            "cached_tokens": .translated, "cache_write_tokens": .translated,
            "audio_tokens": .leftOut(.bookkeeping), "image_tokens": .leftOut(.bookkeeping),
            "text_tokens": .leftOut(.bookkeeping),
        ]),
        "completion_tokens_details": .object([
            "reasoning_tokens": .translated,
            "accepted_prediction_tokens": .leftOut(.bookkeeping), "rejected_prediction_tokens": .leftOut(.bookkeeping),
            "audio_tokens": .leftOut(.bookkeeping), "text_tokens": .leftOut(.bookkeeping),
        ]),
    ]
}
