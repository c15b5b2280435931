/// The members of a chat answer, streamed or whole, and what becomes of each.
enum ChatAnswerMembers {
    /// A chunk or a completion. Its choices are looked through on their own: see ``choice``.
    static let answer: AnswerMembers = [
        "choices": .told, "error": .told, "service_tier": .told,
        // Framing: what pads a chunk to a length that tells nothing.
        "obfuscation": .told,
        "usage": .object(usage),
        "id": .leftOut(.bookkeeping), "object": .leftOut(.bookkeeping), "created": .leftOut(.bookkeeping),
        "model": .leftOut(.bookkeeping), "system_fingerprint": .leftOut(.bookkeeping),
        "metadata": .leftOut(.requestEcho), "moderation": .leftOut(.moderation),
    ]

    static let choice: AnswerMembers = [
        "index": .told, "finish_reason": .text, "stop_reason": .told, "matched_stop": .told,
        "delta": .told, "message": .told,
        "logprobs": .leftOut(.probabilities),
    ]

    /// A delta or a message.
    static let message: AnswerMembers = [
        "role": .told, "refusal": .text, "reasoning_content": .text, "reasoning": .text,
        "content": .textOrList(["type": .told, "text": .text, "thinking": .list(["type": .told, "text": .text])]),
        "tool_calls": .list([
            "index": .told, "id": .text, "type": .told, "function": .object(function),
            // Some servers leave the envelope out.
            "name": .text, "arguments": .told,
        ]),
        "function_call": .object(function),
        "annotations": .leftOut(.citations), "audio": .leftOut(.audio),
    ]

    private static let function: AnswerMembers = ["name": .text, "arguments": .told]

    private static let usage: AnswerMembers = [
        "prompt_tokens": .told, "completion_tokens": .told, "prompt_cache_hit_tokens": .told,
        // The sum of the two.
        "total_tokens": .told,
        "prompt_tokens_details": .object([
            "cached_tokens": .told, "cache_write_tokens": .told,
            "audio_tokens": .leftOut(.bookkeeping), "image_tokens": .leftOut(.bookkeeping),
            "text_tokens": .leftOut(.bookkeeping),
        ]),
        "completion_tokens_details": .object([
            "reasoning_tokens": .told,
            "accepted_prediction_tokens": .leftOut(.bookkeeping), "rejected_prediction_tokens": .leftOut(.bookkeeping),
            "audio_tokens": .leftOut(.bookkeeping), "text_tokens": .leftOut(.bookkeeping),
        ]),
    ]
}
