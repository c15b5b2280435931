/// The demonstration's story: a failing test is found and mended, with the mishaps a real day brings.
enum DemoScript {
    /// What the stand-in says, by a marker in what it was last told.
    static let replies: [(marker: String, reply: StandInReply)] = [
        (
            "Why does OrderTests fail?",
            StandInReply(
                reasoning:
                    "**Looking for the cause**\n\nThe test compares a price with cents. First the code that rounds.",
                text: "I'll look at the price calculation and at the test, side by side.",
                calls: [
                    StandInReply.Call("Read", #"{"file_path":"Sources/Shop/Order.swift"}"#),
                    StandInReply.Call("Grep", #"{"pattern":"discount","path":"Tests","output_mode":"content"}"#),
                ]
            )
        ),
        (
            "func total()",
            StandInReply(
                reasoning:
                    "**Found it**\n\nThe discount is rounded down before it is multiplied: 19.99 × 3 loses two cents.",
                text:
                    "The discount is rounded before it is applied to all items – that loses cents. I'll round once, at the end.",
                calls: [
                    StandInReply.Call(
                        "Edit",
                        #"""
                        {"file_path":"Sources/Shop/Order.swift","old_string":"(price - discount).rounded(.down) * count","new_string":"((price - discount) * count).rounded()"}
                        """#
                    )
                ],
                cachedShare: 0.82
            )
        ),
        (
            "has been updated",
            StandInReply(
                text: "Now the tests.",
                calls: [
                    StandInReply.Call(
                        "Bash",
                        #"{"command":"swift test --filter OrderTests","description":"Run the tests"}"#
                    )
                ],
                cachedShare: 0.91
            )
        ),
        (
            "0 failures",
            StandInReply(
                text: """
                    Fixed: `Order.total()` rounded each price **before** multiplying it. It now rounds once, at the end. \
                    All 14 tests pass – “Schöne Grüße”, 你好 and 🎉 included.
                    """,
                cachedShare: 0.94
            )
        ),
        (
            "Summarise the change",
            StandInReply(
                text: "Round order totals once\n\nRounding each price before multiplying lost up to a cent an item.",
                cachedShare: 0.4
            )
        ),
        (
            "Is it busy?",
            StandInReply(
                failure: StandInReply.Failure(
                    status: 429,
                    type: "tokens",
                    code: "rate_limit_exceeded",
                    message: "Rate limit reached for gpt-4.1 on tokens per min (TPM). Please try again in 1s.",
                    retryAfter: 1
                )
            )
        ),
        ("Is it busy?", StandInReply(text: "It was, for a second; the proxy waited and asked again.")),
        (
            "Use the broken tool",
            StandInReply(
                failure: StandInReply.Failure(
                    status: 400,
                    type: "invalid_request_error",
                    code: "invalid_function_parameters",
                    message: """
                        Invalid schema for function 'mcp__legacy__lookup': In context=('properties', 'when'), \
                        'format' must be one of 'date', 'date-time', 'time'.
                        """
                )
            )
        ),
    ]

    /// What Claude Code would send, in order.
    static let steps: [DemoStep] = [
        .message(model: "claude-haiku-4-5-20251001", text: "Summarise the change in a few words: why OrderTests fails"),
        .telemetry(names: ["tengu_startup", "tengu_init", "tengu_config_loaded"]),
        .message(model: "claude-opus-5-5", text: "Why does OrderTests fail? Please mend it."),
        .toolResults([
            "discount(0.05)", "func total() -> Decimal { items.map { (price - discount).rounded(.down) * count }.sum }",
        ]),
        .toolResults(["The file Sources/Shop/Order.swift has been updated."]),
        .telemetry(names: ["tengu_tool_use_success", "tengu_tool_use_success", "tengu_api_success"]),
        .toolResults(["Executed 14 tests, with 0 failures (0 unexpected) in 0.21 seconds"]),
        .countTokens,
        .newConversation,
        .message(model: "claude_sonnet_4_5", text: "Summarise the change as a commit message."),
        .newConversation,
        .message(model: "claude-sonnet-4-5-20250929", text: "Summarise the change as a commit message."),
        .message(model: "claude-sonnet-4-5-20250929", text: "Is it busy?"),
        .newConversation,
        .message(model: "claude-opus-5-5", text: "Use the broken tool, please."),
        .telemetry(names: ["tengu_api_error", "tengu_exit"]),
    ]
}

/// One thing the demonstration's client does.
enum DemoStep: Sendable {
    case message(model: String, text: String)
    /// Answers the calls of the last reply, in order.
    case toolResults([String])
    case countTokens
    case newConversation
    case telemetry(names: [String])
}
