import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// Anthropic's own Python SDK against the proxy: each script asserts and ends with 0 where all is well.
    @Suite(.needs(.dragoman, .python))
    struct PythonClientTests {
        @Test(arguments: ScriptedAPI.models)
        func `create and stream give the same message`(_ api: ScriptedAPI) async throws {
            try await Self.run("sdk_messages.py", api, .always(on: "", .text("Grüße, 世界 👋")))
        }

        @Test(arguments: ScriptedAPI.models)
        func `a tool is called and answered`(_ api: ScriptedAPI) async throws {
            try await Self.run(
                "sdk_tools.py",
                api,
                .on("weather in Łódź", .calls(.call("get_weather", ["city": "Łódź", "days": 2], id: "call_weather"))),
                .on("rain", .text("Take an umbrella."))
            )
        }

        @Test(arguments: ScriptedAPI.models)
        func `tokens are counted and models listed`(_ api: ScriptedAPI) async throws {
            try await Self.run("sdk_models.py", api)
        }

        @Test(arguments: ScriptedAPI.models)
        func `structured output comes back as a value of its type`(_ api: ScriptedAPI) async throws {
            let reading = #"{"city":"Łódź","degrees":-7.5,"words":["cold","clear"]}"#
            let asked = RequestMatch(text: "a reading", wantsJSONSchema: true)
            try await Self.run("sdk_structured.py", api, ScriptRule(asked, times: nil, answer: .text(reading)))
        }

        @Test(arguments: ScriptedAPI.models)
        func `the tool runner calls until there is an answer`(_ api: ScriptedAPI) async throws {
            let weather = ModelReply.Part.call("get_weather", ["city": "Łódź", "days": 2], id: "call_weather")
            let time = ModelReply.Part.call("get_time", ["city": "Łódź"], id: "call_time")
            try await Self.run(
                "sdk_runner.py",
                api,
                .always(on: "what time is it", .calls(weather)),
                .always(on: "rain, 7 °C", .calls(time)),
                .always(on: "no clock here", .text("Take an umbrella."))
            )
        }

        /// Every class of the SDK's that an answer can raise is raised by the script, but for those that a proxy
        /// before OpenAI cannot cause:
        ///
        /// - 408, 409, 412, 422, 431, 499, 501 and 503 (`RequestTimeoutError`, `ConflictError` and so on): Anthropic's
        ///   API has no kind of error with these statuses, and clients get Anthropic's kinds. What the upstream's
        ///   become instead the script checks.
        /// - The classes of one `error_code` each (`CMEKKeyDisabledError`, …) are of Anthropic's own services.
        /// - `APIResponseValidationError` would be a fault of the proxy's: the scripts for messages and models have
        ///   the SDK check every answer strictly.
        /// - `APIWebhookValidationError`, `CredentialsError` and `RetryableError` come from the client's own side.
        @Test(arguments: ScriptedAPI.models)
        func `errors are of the classes that clients catch`(_ api: ScriptedAPI) async throws {
            try await Self.run("sdk_errors.py", api, Self.failures + Self.brokenStreams + Self.failsOnce)
        }

        /// Each on its word; the header keeps the proxy from trying again, which would only take time.
        private static let failures: [ScriptRule] = [
            failure(400, "Invalid value.", code: "invalid_value"),
            failure(401, "Incorrect API key provided: sk-test-********cdef.", code: "invalid_api_key"),
            // OpenAI's own 402 says that money is used up, which is a rate limit to clients.
            failure(on: "status 402", 403, "No credit.", type: "billing_error"),
            failure(403, "Not in your country.", type: "permission_error"),
            failure(404, "The model `gpt-4.1` does not exist.", code: "model_not_found"),
            failure(408, "Still waiting."),
            failure(409, "In conflict."),
            failure(412, "Precondition."),
            failure(413, "Too much."),
            failure(422, "Not to be processed."),
            failure(
                429,
                "Rate limit reached.",
                type: "requests",
                code: "rate_limit_exceeded",
                headers: [("retry-after", "7")]
            ),
            failure(on: "quota", 429, "You exceeded your current quota.", code: "insufficient_quota"),
            failure(500, "The server had an error.", type: "server_error"),
            failure(501, "Not made.", type: "server_error"),
            failure(503, "Slow down.", type: "server_error"),
            failure(504, "Too slow.", type: "server_error"),
        ]

        private static let brokenStreams: [ScriptRule] = [
            brokenStream(
                on: "breaks in the stream",
                .error(.init(code: "server_error", message: "The server fell over."), afterFrames: 6)
            ),
            brokenStream(
                on: "overloaded in the stream",
                .error(.init(code: "server_is_overloaded", message: "Overloaded now."), afterFrames: 6)
            ),
            brokenStream(on: "is cut off", .cut(afterFrames: 6)),
        ]

        private static let failsOnce: [ScriptRule] = [
            // The proxy never repeats a 400.
            .on("fails once", .error(400, type: "rate_limit_error", "Not now.")),
            .on("fails once", .text("done at last")),
        ]

        private static func failure(
            on text: String? = nil,
            _ status: Int,
            _ message: String,
            type: String = "invalid_request_error",
            code: String? = nil,
            headers: [(name: String, value: String)] = []
        ) -> ScriptRule {
            let headers = headers + [("x-should-retry", "false")]
            let answer = ScriptedAnswer.error(status, type: type, code: code, headers: headers, message)
            return .always(on: text ?? "status \(status)", answer)
        }

        private static func brokenStream(on text: String, _ mishap: ModelReply.Mishap) -> ScriptRule {
            var reply = ModelReply(.text("Some words, and then some more words."))
            reply.mishap = mishap
            return .always(on: text, .reply(reply))
        }

        private static func run(_ script: String, _ api: ScriptedAPI, _ rules: ScriptRule...) async throws {
            try await run(script, api, rules)
        }

        private static func run(_ script: String, _ api: ScriptedAPI, _ rules: [ScriptRule]) async throws {
            try await Bridge.running(api, rules) { bridge in
                let end = try await ChildProcess.run(
                    try Tool.python.requireLocation(),
                    [Tool.script(script).path],
                    environment: [
                        "HOME": bridge.folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
                        "ANTHROPIC_BASE_URL": bridge.proxy.address, "ANTHROPIC_API_KEY": ProxyProcess.clientKey,
                    ],
                    in: bridge.folder.url
                )
                #expect(end.status == 0, "\(end.errors.suffix(6).joined(separator: "\n"))")
            }
        }
    }
}
