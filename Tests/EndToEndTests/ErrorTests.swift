import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct ErrorTests {
        /// Where an upstream says that the conversation is too long.
        enum Overflow: Sendable, CaseIterable {
            case asStatus
            case insideStream

            func answer(_ api: ScriptedAPI) -> ScriptedAnswer {
                let text =
                    api == .chat
                    ? "This model's maximum context length is 400000 tokens. However, your messages resulted in "
                        + "410000 tokens. Please reduce the length of the messages."
                    : "Your input exceeds the context window of this model. Please adjust your input and try again."
                switch self {
                case .asStatus:
                    return .error(status: 400, ScriptedError(message: text, code: "context_length_exceeded"))
                case .insideStream:
                    var reply = ModelReply(.text("never said"))
                    let error = ModelReply.StreamedError(
                        type: "invalid_request_error",
                        code: "context_length_exceeded",
                        message: text
                    )
                    // After the events with which a response is announced; Chat Completions has none.
                    reply.mishap = .error(error, afterFrames: api == .chat ? 0 : 2)
                    return .reply(reply)
                }
            }
        }

        @Test(arguments: ScriptedAPI.models, Overflow.allCases)
        func `an overflow names both numbers in the words the client looks for`(
            _ api: ScriptedAPI,
            _ overflow: Overflow
        ) async throws {
            try await Bridge.running(api, .always(on: "too much", overflow.answer(api))) { bridge in
                let request: JSON = [
                    "model": "claude-opus-5-5", "max_tokens": 1000, "stream": true,
                    "messages": [["role": "user", "content": "too much"]],
                ]
                try await bridge.proxy.send("POST", "/v1/messages", request) { answer in
                    #expect(answer.status == 400)
                    let error = try await answer.json()["error"]
                    let message = try #require(error?["message"]?.string)
                    #expect(error?["type"]?.string == "invalid_request_error")
                    let numbers = try #require(
                        message.firstMatch(of: /prompt is too long: (\d+) tokens > (\d+) maximum/),
                        "\(message)"
                    ).output
                    #expect(try #require(Int(numbers.1)) > #require(Int(numbers.2)))
                }
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a prompt that stays too long is reported as too long`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            try await Bridge.running(api, .always(on: "too much", Overflow.asStatus.answer(api)), .otherwise) {
                bridge in
                let run = try await bridge.claude(version, "too much")

                #expect(run.text.hasPrefix("Prompt is too long"))
                #expect(run.result["is_error"]?.bool == true)
            }
        }

        @Test(arguments: ScriptedAPI.models, Overflow.allCases)
        func `after an overflow the client compacts and continues`(
            _ api: ScriptedAPI,
            _ overflow: Overflow
        ) async throws {
            try await Bridge.running(
                api,
                // The request to sum up carries the tool's output too, so its rule comes first.
                .on("Respond with TEXT ONLY", .text("<summary>we counted to ten</summary>")),
                .on("we counted to ten", .text("gone on")),
                .on("count it", .calls(.call("Bash", ["command": "echo counted-it", "description": "counts"]))),
                .on("counted-it", overflow.answer(api))
            ) { bridge in
                let run = try await bridge.claude(.current, "please count it", "--allowedTools", "Bash")

                #expect(run.text == "gone on")
                #expect(run.events.contains { $0["subtype"]?.string == "compact_boundary" })
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a key the upstream refuses ends the run at once and is not shown`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let error = ScriptedError(
                message: "Incorrect API key provided: sk-test-********cdef. You can find your API key at "
                    + "https://platform.openai.com/account/api-keys.",
                code: "invalid_api_key"
            )
            try await Bridge.running(api, .always(on: "", .error(status: 401, error))) { bridge in
                let run = try await bridge.claude(version, "say hello")

                #expect(run.result["is_error"]?.bool == true)
                #expect(run.text.contains("401"))
                #expect(!run.text.contains("sk-test"))
                // The older client always asks a second time without streaming.
                let asked = try await bridge.asked("say hello").count
                #expect(asked == (version == .current ? 1 : 2))
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases)
        func `an unknown model is named, with the nearest and all that are mapped`(
            _ version: ClaudeCode.Version
        ) async throws {
            try await Bridge.running(.responses, .otherwise) { bridge in
                let run = try await bridge.claude(version, "say hello", "--model", "claude-opsu-9")

                #expect(run.result["is_error"]?.bool == true)
                for name in ["claude-opsu-9", "claude-opus-*", "claude-sonnet-*", "claude-haiku-*"] {
                    #expect(run.text.contains(name), "\(run.text)")
                }
                #expect(try await bridge.asked("say hello").isEmpty)
            }
        }
    }
}
