import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct ResponsesOnlyTests {
        /// OpenAI gives a search's sources without titles; those of the citations come too late for the client.
        @Test(arguments: ClaudeCode.Version.allCases)
        func `a web search is the upstream's and its sources come back`(_ version: ClaudeCode.Version) async throws {
            try await Self.searching(version) { searching, result in
                #expect(searching.toolNames == ["web_search"])
                #expect(result.lastText.contains(#""title":"https://example.org/otters""#))
                #expect(result.lastText.contains("Otters swim."))
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases)
        func `in the next turn the model gets its reasoning back where it was`(
            _ version: ClaudeCode.Version
        ) async throws {
            let reply = ModelReply(
                .reasoning("I shall run it.", sealed: "gAAAAA-sealed-by-the-test"),
                .call("Bash", ["command": "echo ran-it", "description": "runs"], id: "call_run")
            )
            try await Bridge.running(.responses, .on("run it", .reply(reply)), .otherwise) { bridge in
                let run = try await bridge.claude(
                    version,
                    "please run it",
                    "--allowedTools",
                    "Bash",
                    "--model",
                    "claude-opus-4-5",
                    // Without a request for thinking there is none; the older client asks for it by a setting.
                    environment: ["MAX_THINKING_TOKENS": "8000"]
                )

                #expect(run.text == "done")
                let next = try #require(try await bridge.asked("ran-it").first { $0.model == "gpt-5.2" })
                let input = try #require(next.json["input"]?.elements)
                let reasoning = try #require(input.firstIndex { $0["type"]?.string == "reasoning" })
                #expect(input[reasoning]["encrypted_content"]?.string?.hasPrefix("gAAAAA") == true)
                #expect(input[reasoning + 1]["call_id"]?.string == "call_run")
            }
        }

        /// Has the client search the web; gives the request that searched and the one that brought back what was found.
        private static func searching(
            _ version: ClaudeCode.Version,
            check: @Sendable (RecordedRequest, RecordedRequest) -> Void
        ) async throws {
            let search = ModelReply.WebSearch(
                query: "otters",
                sources: [(url: "https://example.org/otters", title: "All about otters")]
            )
            let call = ModelReply.Part.call("WebSearch", ["query": "otters"])
            let find = ModelReply.Part.call("ToolSearch", ["query": "select:WebSearch", "max_results": 5])
            try await Bridge.running(
                .responses,
                .on("https://example.org/otters", .text("searched")),
                .on("web search for the query: otters", .reply(ModelReply(.webSearch(search), .text("Otters swim.")))),
                // In the current client the tool is deferred: it must be found before it can be called.
                .on("look up", .calls(version == .current ? find : call)),
                .on("Tool loaded", .calls(call)),
                .otherwise
            ) { bridge in
                let run = try await bridge.claude(version, "look up the animal", "--allowedTools", "WebSearch")

                #expect(run.text == "searched")
                check(
                    try #require(try await bridge.asked("web search for the query").first),
                    try #require(try await bridge.asked("https://example.org/otters").first)
                )
            }
        }
    }
}
