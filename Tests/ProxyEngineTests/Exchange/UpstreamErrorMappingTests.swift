import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What the upstream says went wrong, as the client hears it: with the statuses, headers and words it acts on.
@Suite(.untilHung)
struct UpstreamErrorMappingTests {
    private static let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var answer: ScriptedAnswer
        var status: Int
        var type: String
        var shouldRetry: String?
        var retryAfter: String?

        init(
            _ description: String,
            _ answer: ScriptedAnswer,
            _ status: Int,
            _ type: String,
            shouldRetry: String? = nil,
            retryAfter: String? = nil
        ) {
            testDescription = description
            self.answer = answer
            self.status = status
            self.type = type
            self.shouldRetry = shouldRetry
            self.retryAfter = retryAfter
        }
    }

    static let cases = [
        Case(
            "a wrong key",
            .error(401, code: "invalid_api_key", "No."),
            401,
            "authentication_error",
            shouldRetry: "false"
        ),
        Case("no permission", .error(403, "Not here."), 403, "permission_error", shouldRetry: "false"),
        Case(
            "a quota used up",
            .error(429, code: "insufficient_quota", headers: [("retry-after", "7")], "Pay."),
            429,
            "rate_limit_error",
            shouldRetry: "false"
        ),
        Case(
            "a rate limit",
            .error(429, type: "tokens", code: "rate_limit_exceeded", headers: [("retry-after", "7")], "Slow down."),
            429,
            "rate_limit_error",
            retryAfter: "7"
        ),
        Case(
            "a rate limit that says so in words",
            .error(429, code: "rate_limit_exceeded", "Please try again in 1.2s."),
            429,
            "rate_limit_error",
            retryAfter: "2"
        ),
        Case(
            "more than a minute's tokens",
            .error(429, code: "rate_limit_exceeded", "Request too large. Limit 30000, Requested 40000."),
            429,
            "rate_limit_error",
            shouldRetry: "false"
        ),
        Case("a server's error", .error(500, type: "server_error", "Oh."), 500, "api_error"),
        Case("a bad gateway", .bytes(status: 502, contentType: "text/html", Array("<html>".utf8)), 500, "api_error"),
        Case("an overloaded server", .error(503, type: "server_error", "Busy."), 529, "overloaded_error"),
        Case(
            "an overloaded engine",
            .error(503, code: "server_is_overloaded", headers: [("retry-after", "3")], "Busy."),
            529,
            "overloaded_error",
            retryAfter: "3"
        ),
        Case("a timeout", .error(504, type: "x", "Late."), 504, "timeout_error"),
        Case("a body too large", .error(413, "Too large."), 413, "request_too_large"),
        Case(
            "an unknown model",
            .error(404, code: "model_not_found", "The model 'x' does not exist."),
            404,
            "not_found_error"
        ),
        Case(
            "an upstream's own word on retries",
            .error(500, type: "server_error", headers: [("x-should-retry", "false")], "No."),
            500,
            "api_error",
            shouldRetry: "false"
        ),
    ]

    @Test(arguments: cases)
    func `an upstream's error has the status and headers a client acts on`(_ test: Case) async throws {
        try await RunningEngine.serving(.on("hello", test.answer), configure: Self.once) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == test.status)
            #expect(answer.error?.type == test.type)
            #expect(answer.header("x-should-retry") == test.shouldRetry)
            #expect(answer.header("retry-after") == test.retryAfter)
            #expect(proxy.upstream.requests.count == 1)
        }
    }

    @Test(arguments: DialectName.translated)
    func `an overflow in the status is reported with both numbers`(_ api: DialectName) async throws {
        let answer = ScriptedAnswer.error(
            400,
            code: "context_length_exceeded",
            """
            This model's maximum context length is 128000 tokens. However, your messages resulted in 130500 tokens. \
            Please reduce the length of the messages.
            """
        )
        try await RunningEngine.serving(.on("hello", answer), api: api) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 400)
            #expect(answer.error?.message == "prompt is too long: 130500 tokens > 128000 maximum")
        }
    }

    @Test func `an overflow inside the stream, without numbers, is reported with the proxy's own`() async throws {
        let error = ModelReply.StreamedError(
            type: "invalid_request_error",
            code: "context_length_exceeded",
            message: "Your input exceeds the context window of this model. Please adjust your input and try again.",
            isNested: true
        )
        try await RunningEngine.serving(.on("hello", .streamedError(error, afterFrames: 1))) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 400)
            let message = try #require(answer.error?.message)
            let numbers = try #require(
                message.wholeMatch(of: /prompt is too long: (\d+) tokens > (\d+) maximum/)?.output
            )
            #expect((Int(numbers.1) ?? 0) > (Int(numbers.2) ?? .max))
            #expect(proxy.upstream.requests.count == 1)
        }
    }

    @Test func `input and max_tokens that overflow together are reported as such`() async throws {
        let answer = ScriptedAnswer.error(
            400,
            code: "context_length_exceeded",
            """
            This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (5000 in the \
            messages, 4000 in the completion). Please reduce the length of the messages or completion.
            """
        )
        try await RunningEngine.serving(.on("hello", answer)) { proxy in
            let message = try await proxy.answer(to: RunningEngine.question()).error?.message

            #expect(
                message?.hasPrefix("input length and `max_tokens` exceed context limit: 5000 + 4000 > 8192") == true
            )
        }
    }

    @Test(arguments: [true, false])
    func `rate limits go to the client under Anthropic's names`(fails: Bool) async throws {
        let headers: [RunningEngine.Header] = [
            ("x-ratelimit-limit-requests", "500"), ("x-ratelimit-remaining-requests", "0"),
            ("x-ratelimit-reset-requests", "1m0s"), ("x-ratelimit-limit-tokens", "30000"),
        ]
        var reply = ModelReply(.text("fine"))
        reply.headers = headers
        let failure = ScriptedAnswer.error(429, code: "rate_limit_exceeded", headers: headers, "Slow down.")
        let rule = ScriptRule.on("hello", fails ? failure : .reply(reply))
        try await RunningEngine.serving(rule, configure: Self.once) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.header("anthropic-ratelimit-requests-limit") == "500")
            #expect(answer.header("anthropic-ratelimit-requests-remaining") == "0")
            #expect(answer.header("anthropic-ratelimit-requests-reset")?.hasSuffix("Z") == true)
            #expect(answer.header("anthropic-ratelimit-tokens-limit") == "30000")
            #expect(!answer.headers.contains { $0.name.hasPrefix("x-ratelimit") || $0.name.contains("unified") })
        }
    }

    @Test(arguments: [301, 302, 307, 308])
    func `a redirect is not followed, so the key goes nowhere else`(status: Int) async throws {
        try await ScriptedUpstream.serving { elsewhere in
            let location = elsewhere.baseURL + "/responses"
            let answer = ScriptedAnswer.error(status, headers: [("location", location)], "Moved.")
            try await RunningEngine.serving(.on("hello", answer)) { proxy in
                let answer = try await proxy.answer(to: RunningEngine.question())

                #expect(answer.status == 500)
                #expect(answer.error?.message.contains("base_url") == true)
                #expect(answer.header("x-should-retry") == "false")
                #expect(answer.header("location") == nil)
                #expect(elsewhere.requests.isEmpty)
                #expect(proxy.upstream.requests.count == 1)
            }
        }
    }

    @Test func `an address that the upstream does not know is reported as a wrong setting`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.upstreams[0].baseURL += "/typo" }
        try await RunningEngine.serving(configure: configure) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            // A 404's text is hidden by Claude Code; a 400's is shown.
            #expect(answer.status == 400)
            #expect(answer.error?.message.contains("Correct upstreams.NAME.base_url") == true)
        }
    }
}
