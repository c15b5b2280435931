import Testing

@testable import Translation

@Suite struct UpstreamRefusalTests {
    private func refusal(
        _ status: Int?,
        _ message: String = "Oh no.",
        type: String? = "invalid_request_error",
        code: String? = nil,
        parameter: String? = nil
    ) -> UpstreamRefusal {
        OpenAIError(status: status, type: type, code: code, parameter: parameter, message: message).refusal
    }

    @Test(
        arguments: [
            (
                "Unsupported parameter: 'temperature' is not supported with this model.", "unsupported_parameter",
                "temperature", "temperature"
            ),
            ("Unsupported parameter: 'top_p' is not supported with this model.", "unsupported_parameter", nil, "top_p"),
            (
                "Unsupported value: 'temperature' does not support 0.9 with this model.", "unsupported_value",
                "temperature", "temperature"
            ),
            (
                "Your organization must be verified to generate reasoning summaries.", "unsupported_value",
                "reasoning.summary", "reasoning.summary"
            ),
            ("Your organization must be verified to generate reasoning summaries.", nil, nil, "reasoning.summary"),
            (
                "Unknown parameter: 'input[0].content[0].prompt_cache_breakpoint'.", "unknown_parameter",
                "input[0].content[0].prompt_cache_breakpoint", "prompt_cache_breakpoint"
            ),
            (
                "Invalid value: '12h'.", "invalid_value", "input[7].output[1].prompt_cache_breakpoint.ttl",
                "prompt_cache_breakpoint.ttl"
            ),
            ("Unrecognized request argument supplied: reasoning_effort", nil, nil, "reasoning_effort"),
            ("Unknown parameter: 'prompt_cache_key'.", "unknown_parameter", "prompt_cache_key", "prompt_cache_key"),
            ("store: Extra inputs are not permitted", "extra_forbidden", "store", "store"),
        ] as [(String, String?, String?, String)]
    )
    func `a parameter the upstream does not take is named`(
        _ message: String,
        _ code: String?,
        _ parameter: String?,
        _ name: String
    ) {
        #expect(refusal(400, message, code: code, parameter: parameter) == .unsupportedParameter(name))
    }

    @Test(arguments: ["reasoning.effort", "reasoning_effort"])
    func `an effort the model does not have says nothing of other efforts`(_ parameter: String) {
        let message = "Unsupported value: 'none' is not supported with the 'gpt-5' model."

        #expect(
            refusal(400, message, code: "unsupported_value", parameter: parameter) == .unsupportedEffort(parameter)
        )
    }

    @Test(arguments: ["tools[3].parameters", "input[5].content", "tools.0.name", "messages.2"])
    func `a place in the conversation cannot be left out`(_ place: String) {
        #expect(refusal(400, code: "unsupported_value", parameter: place) == .final)
    }

    @Test func `a required parameter cannot be left out`() {
        #expect(refusal(400, code: "unsupported_value", parameter: "stream") == .final)
        #expect(
            refusal(
                400,
                "Function tools with reasoning_effort are not supported for gpt-5.6 in /v1/chat/completions.",
                parameter: "reasoning_effort"
            ) == .final
        )
    }

    @Test(
        arguments: [
            ("The encrypted content gAAA… could not be verified.", "invalid_encrypted_content"),
            ("The encrypted content for item rs_1 could not be verified. Reason: …", nil),
            ("Item 'rs_1' of type 'reasoning' was provided without its required following item.", nil),
            ("Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.", nil),
        ] as [(String, String?)]
    )
    func `reasoning that cannot be opened is distinguished from other errors`(_ message: String, _ code: String?) {
        #expect(refusal(400, message, code: code) == .invalidEncryptedContent)
    }

    @Test func `an overflow and a policy are distinguished from other errors`() {
        #expect(refusal(400, code: "context_length_exceeded") == .overflow)
        #expect(refusal(nil, code: "cyber_policy") == .contentPolicy)
    }

    @Test(arguments: [408, 409, 429, 500, 502, 503, 504, 529, 522])
    func `a status that passes is transient`(_ status: Int) {
        #expect(refusal(status, type: nil) == .transient(retryAfter: nil))
    }

    @Test func `an error inside a stream is transient by its code`() {
        #expect(refusal(nil, type: nil, code: "server_error") == .transient(retryAfter: nil))
        #expect(
            refusal(nil, "Please try again in 2s.", type: "tokens", code: "rate_limit_exceeded")
                == .transient(retryAfter: .seconds(2))
        )
        #expect(refusal(nil, type: nil, code: "something_else") == .final)
    }

    @Test(arguments: [400, 401, 403, 404, 413, 422, 301])
    func `a status that does not pass is final`(_ status: Int) {
        #expect(refusal(status) == .final)
    }

    @Test func `no wait helps against a quota that is used up or a request above the limit`() {
        #expect(refusal(429, type: "insufficient_quota", code: "insufficient_quota") == .final)
        #expect(refusal(429, code: "monthly_spend_limit_exceeded") == .final)
        #expect(refusal(429, "You exceeded your current quota, please check your plan.") == .final)
        #expect(refusal(429, "Request too large for gpt-4.1 (TPM): Limit 30000, Requested 45,000.") == .final)
        #expect(refusal(429, "Rate limit reached (TPM): Limit 30000, Used 29000, Requested 2000.") != .final)
    }
}
