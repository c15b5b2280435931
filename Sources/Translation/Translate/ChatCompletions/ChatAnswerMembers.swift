/// The members of a chat answer, streamed or whole.
enum ChatAnswerMembers {
    /// A chunk or a completion. Its choices are accounted for on their own, see ``choice``.
    static let answer = AnswerMembers(
        known: [
            "choices", "error", "service_tier", "obfuscation", "id", "object", "created", "model", "system_fingerprint",
            "metadata",
        ],
        ["usage": .object(usage), "moderation": .leftOut(.moderation)]
    )

    static let choice = AnswerMembers(
        known: ["index", "delta", "message"],
        text: ["finish_reason"],
        ["logprobs": .leftOut(.probabilities)]
    )

    /// A delta or a message.
    static let message = AnswerMembers(
        known: ["role"],
        text: ["refusal", "reasoning_content", "reasoning"],
        [
            "content": .textOrList(AnswerMembers(known: ["type"], text: ["text"], ["thinking": .list(text)])),
            // Some servers leave the envelope out.
            "tool_calls": .list(
                function.adding(known: ["index", "type"], text: ["id"], ["function": .object(function)])
            ),
            "function_call": .object(function),
            "annotations": .leftOut(.citations), "audio": .leftOut(.audio),
        ]
    )

    private static let text = AnswerMembers(known: ["type"], text: ["text"])
    private static let function = AnswerMembers(known: ["arguments"], text: ["name"])

    private static let usage = AnswerMembers(
        // The total is the sum of the two.
        known: ["prompt_tokens", "completion_tokens", "total_tokens", "prompt_cache_hit_tokens"],
        [
            "prompt_tokens_details": .object(
                AnswerMembers(
                    known: ["cached_tokens", "cache_write_tokens", "audio_tokens", "image_tokens", "text_tokens"]
                )
            ),
            "completion_tokens_details": .object(
                AnswerMembers(
                    known: [
                        "reasoning_tokens", "accepted_prediction_tokens", "rejected_prediction_tokens", "audio_tokens",
                        "text_tokens",
                    ]
                )
            ),
        ]
    )
}
