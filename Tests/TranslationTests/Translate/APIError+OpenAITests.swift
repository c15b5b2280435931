import Testing

@testable import Translation

/// The table of errors, row by row.
@Suite struct APIErrorFromOpenAITests {
    private func emitted(
        _ status: Int?,
        _ message: String = "Oh no.",
        type: String? = "invalid_request_error",
        code: String? = nil,
        context: ReplyContext = .plain()
    ) -> APIError {
        APIError(OpenAIError(status: status, type: type, code: code, message: message), replyingTo: context)
    }

    private static let context = ReplyContext(
        messageID: "msg_1",
        requestedModel: "claude-opus-5",
        upstreamModel: "gpt-5.2",
        estimatedInputTokens: 300_000,
        inputWindow: 272_000
    )

    // MARK: Overflow

    @Test(arguments: [
        (
            "This model's maximum context length is 128000 tokens. However, your messages resulted in 130500 tokens.",
            "130500 tokens > 128000"
        ),
        (
            """
            This model's maximum context length is 128,000 tokens. However, you requested 140,000 tokens \
            (132,000 in the messages, 8,000 in the completion).
            """,
            "132000 tokens > 128000"
        ),
        (
            "This model's maximum context length is 8192 tokens. However, your request has 9000 input tokens.",
            "9000 tokens > 8192"
        ),
        (
            """
            This endpoint's maximum context length is 32768 tokens. However, you requested about 50000 tokens \
            (40000 of text input, 2000 of tool input, 8000 in the output).
            """,
            "42000 tokens > 32768"
        ),
        (
            "Your input exceeds the context window of this model. Please adjust your input and try again.",
            "300000 tokens > 272000"
        ),
    ])
    func `an overflow has the wording that makes the client compact`(_ message: String, _ numbers: String) {
        for code in ["context_length_exceeded", nil] {
            let error = emitted(400, message, code: code, context: Self.context)

            #expect(error == APIError(.invalidRequest, "prompt is too long: \(numbers) maximum"))
        }
    }

    @Test func `the first number is always the greater`() {
        let small = ReplyContext.plain()

        #expect(
            emitted(nil, code: "context_length_exceeded", context: small).message
                == "prompt is too long: 272001 tokens > 272000 maximum"
        )
    }

    @Test(arguments: [
        """
        This model's maximum context length is 128000 tokens. However, you requested 130000 tokens \
        (120000 in the messages, 10000 in the completion). Please reduce the length of the messages or completion.
        """,
        """
        This model's maximum context length is 128000 tokens. However, you requested 130000 tokens \
        (100000 in the messages, 20000 in the functions, and 10000 in the completion).
        """,
        """
        'max_tokens' or 'max_completion_tokens' is too large: 10000. This model's maximum context length is 128000 \
        tokens and your request has 120000 input tokens (10000 > 128000 - 120000).
        """,
    ])
    func `input that is too long only with max_tokens is reported as such`(_ message: String) {
        #expect(
            emitted(400, message).message == """
                input length and `max_tokens` exceed context limit: 120000 + 10000 > 128000, decrease input length or \
                `max_tokens` and try again
                """
        )
    }

    @Test func `contents too long for a string are an overflow, ids are not`() {
        let contents =
            "Invalid 'input[3].content[0].text': string too long. Expected a string with maximum length 10485760."
        let id =
            "Invalid 'input[2].call_id': string too long. Expected a string with maximum length 64."

        #expect(emitted(400, contents, code: "string_above_max_length").message.hasPrefix("prompt is too long: "))
        #expect(emitted(400, id, code: "string_above_max_length") == APIError(.invalidRequest, id))
    }

    // MARK: Kinds

    @Test(
        arguments: [
            (400, nil, .invalidRequest), (400, "array_above_max_length", .invalidRequest),
            (400, "unsupported_parameter", .invalidRequest), (400, "invalid_encrypted_content", .invalidRequest),
            (400, "invalid_function_parameters", .invalidRequest), (400, "invalid_image_url", .invalidRequest),
            (422, nil, .invalidRequest), (401, "invalid_api_key", .authentication), (401, nil, .authentication),
            (401, "ip_not_authorized", .authentication), (403, nil, .permission), (404, "model_not_found", .notFound),
            (404, nil, .invalidRequest), (413, nil, .requestTooLarge), (429, "rate_limit_exceeded", .rateLimit),
            (429, nil, .rateLimit), (429, "slow_down", .rateLimit), (429, "insufficient_quota", .rateLimit),
            (402, nil, .rateLimit), (500, "server_error", .api), (500, nil, .api), (502, nil, .api),
            (503, nil, .overloaded), (503, "server_is_overloaded", .overloaded), (504, nil, .timeout),
            (408, nil, .timeout), (529, nil, .overloaded), (524, nil, .timeout), (418, nil, .invalidRequest),
            (302, nil, .api), (nil, nil, .invalidRequest), (nil, "server_error", .api),
            (nil, "rate_limit_exceeded", .rateLimit), (nil, "model_not_found", .notFound),
        ] as [(Int?, String?, APIError.Kind)]
    )
    func `status and code have their kind`(_ status: Int?, _ code: String?, _ kind: APIError.Kind) {
        let error = emitted(status, code: code)

        #expect(error.kind == kind)
        #expect(error.status == kind.status)
    }

    @Test(
        arguments: [
            ("authentication_error", APIError.Kind.authentication), ("permission_error", .permission),
            ("rate_limit_error", .rateLimit), ("tokens", .rateLimit), ("overloaded_error", .overloaded),
            ("server_error", .api), ("timeout_error", .timeout), ("unheard_of", .api),
        ] as [(String, APIError.Kind)]
    )
    func `without status and code the type decides`(_ type: String, _ kind: APIError.Kind) {
        #expect(emitted(nil, type: type).kind == kind)
    }

    @Test(
        arguments: [
            (500, "The engine is currently overloaded, please try again later", APIError.Kind.overloaded),
            (404, "The model `x` does not exist or you do not have access to it.", .notFound),
            (404, "model \"x\" not found, try pulling it first", .notFound),
            (400, "Invalid API key.", .authentication),
            (400, "The engine is overloaded with words", .invalidRequest),
        ] as [(Int, String, APIError.Kind)]
    )
    func `wording decides before the status`(_ status: Int, _ message: String, _ kind: APIError.Kind) {
        #expect(emitted(status, message, type: nil).kind == kind)
    }

    // MARK: What the client does

    @Test(
        arguments: [
            (401, "invalid_api_key"), (403, nil), (429, "insufficient_quota"), (429, "credit_balance_exhausted"),
            (429, "project_spend_limit_exceeded"), (429, "organization_usage_limit_exceeded"), (402, nil), (302, nil),
        ] as [(Int, String?)]
    )
    func `an error that a retry cannot fix is not retried`(_ status: Int, _ code: String?) {
        #expect(emitted(status, code: code).shouldRetry == false)
    }

    @Test func `a request above the limit of a minute is not repeated`() {
        #expect(emitted(429, "Request too large (TPM): Limit 30000, Requested 45000.").shouldRetry == false)
        #expect(emitted(429, "Rate limit reached (TPM): Limit 30000, Used 29000, Requested 2000.").shouldRetry == nil)
    }

    @Test(arguments: [
        ("try again in 20ms", 1), ("Please try again in 1.5s.", 2), ("Please try again in 6m0s.", 360),
        ("Please try again in 1.898s. Visit https://x.", 2),
    ])
    func `the wait of a rate limit is sent in whole seconds`(_ message: String, _ seconds: Int) {
        #expect(emitted(429, message, type: "tokens", code: "rate_limit_exceeded").retryAfter == seconds)
    }

    @Test func `a wait is sent for overload too and never for a quota`() {
        #expect(emitted(503, "Please try again in 3s.").retryAfter == 3)
        #expect(emitted(429, "Please try again in 3s.", code: "insufficient_quota").retryAfter == nil)
    }

    // MARK: Wording

    @Test func `an unknown model is reported by its upstream name`() {
        #expect(emitted(404, code: "model_not_found").message == "model: gpt-5.2")
    }

    @Test func `a wrong address is reported as one`() {
        #expect(emitted(404, "Invalid URL (POST /v2/responses)").message.contains("(HTTP 404). Invalid URL"))
        #expect(emitted(301, "Moved.").message.contains("redirects elsewhere"))
    }

    @Test func `an image that is too large has the wording that makes the client remove it`() {
        for code in ["image_too_large", "image_file_too_large"] {
            #expect(emitted(400, "Too big.", code: code).message == "image exceeds the upstream's maximum: Too big.")
        }
    }

    @Test func `a tool is named as the client named it`() {
        let context = ReplyContext.plain(toolNames: ["short_1a2b": "mcp__long"])

        let error = emitted(
            400,
            "Invalid schema for function 'short_1a2b': no.",
            code: "invalid_function_parameters",
            context: context
        )

        #expect(error.message == "Invalid schema for function 'mcp__long': no.")
    }
}
