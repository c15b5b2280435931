import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct TextTests {
        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `the model's text arrives intact and streamed`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let said = "Grüße, 世界! Ĉu vi aŭdas? 👩‍👩‍👧‍👦 e\u{301} «\u{2028}» \\n \"ok\""
            try await Bridge.running(api, .on("say hello", .text(said))) { bridge in
                let run = try await bridge.claude(version, "say hello", "--include-partial-messages")

                #expect(Array(run.text.utf8) == Array(said.utf8))
                #expect(run.status == 0)
                let deltas = run.events.filter { $0["event"]?["delta"]?["type"]?.string == "text_delta" }
                #expect(deltas.count > 1)
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `the client gets the usage of the answer`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            var reply = ModelReply(.text("hello"))
            reply.usage = ModelReply.TokenUsage(input: 9000, cached: 8000, output: 77)
            try await Bridge.running(api, .on("say hello", .reply(reply))) { bridge in
                let run = try await bridge.claude(version, "say hello")

                #expect(run.result["usage"]?["input_tokens"]?.int == 1000)
                #expect(run.result["usage"]?["cache_read_input_tokens"]?.int == 8000)
                #expect(run.result["usage"]?["output_tokens"]?.int == 77)
            }
        }

        @Test(arguments: ScriptedAPI.models)
        func `the requested effort arrives upstream`(_ api: ScriptedAPI) async throws {
            let models = [(match: "claude-*", to: "gpt-5.2")]
            try await Bridge.running(api, models: models, .on("say hello", .text("hello"))) { bridge in
                _ = try await bridge.claude(.current, "say hello", "--effort", "high")

                let request = try #require(try await bridge.asked("say hello").first)
                let effort = request.json["reasoning"]?["effort"] ?? request.json["reasoning_effort"]
                #expect(effort?.string == "high")
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a schema gets an answer that follows it`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let schema: JSON = [
                "type": "object", "required": ["city", "people"],
                "properties": ["city": ["type": "string"], "people": ["type": "integer"]],
            ]
            let city: JSON = ["city": "Łódź", "people": 3]
            let call = ScriptRule.on("describe it", .calls(.call("StructuredOutput", city)))
            try await Bridge.running(api, call, .otherwise) { bridge in
                let run = try await bridge.claude(version, "describe it", "--json-schema", schema.text)

                #expect(run.result["structured_output"] == city)
                #expect(run.status == 0)
            }
        }
    }
}

extension ScriptedAPI {
    /// The two APIs through which a model can be asked.
    static let models: [ScriptedAPI] = [.responses, .chat]
}
