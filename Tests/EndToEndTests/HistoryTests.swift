import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// Conversations whose earlier answers are not from the model that goes on with them.
    @Suite(.needsBothClients)
    struct HistoryTests {
        private static let calls = ["toolu_01AbCdEfGhIjKlMnOpQrStUv", "toolu_01ZyXwVuTsRqPoNmLkJiHgFe"]

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a session begun with Anthropic is gone on with`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let model = version == .current ? "claude-opus-5-5" : "claude-opus-4-5"
            let reply = ModelReply(
                .reasoning("I shall run it."),
                .call("Bash", ["command": "echo ran-it", "description": "says"], id: "call_of_ours")
            )
            try await Bridge.running(
                api,
                .on("now go on", .reply(reply)),
                // The older client has another model look at the output too, without tools.
                ScriptRule(RequestMatch(text: "ran-it", hasTools: true), answer: .text("gone on")),
                .otherwise
            ) { bridge in
                var transcript = try Transcript(of: model, in: bridge.folder)
                Self.write(&transcript)
                try transcript.store(in: bridge.folder)

                let run = try await bridge.claude(
                    version,
                    "now go on",
                    "--resume",
                    transcript.sessionID,
                    "--model",
                    model,
                    "--allowedTools",
                    "Bash",
                    environment: version == .january ? ["MAX_THINKING_TOKENS": "8000"] : [:]
                )

                #expect(run.text == "gone on")
                let last = try #require(try await bridge.asked("ran-it").last { $0.model == "gpt-5.2" })
                let text = last.json.text
                for said in ["begun with Anthropic", "Looking.", "One and two.", "https://example.org/otters"] {
                    #expect(text.contains(said))
                }
                for sealed in transcript.sealed { #expect(!text.contains(sealed)) }
                #expect(!text.contains("I think of Anthropic"))
                #expect(Self.callsInOrder(last) == Self.calls + ["call_of_ours"])
                #expect(Self.resultsInOrder(last) == Self.calls + ["call_of_ours"])
                // What is gone on with is the upstream's own from here on.
                #expect(last.json.all(ofType: "reasoning").count == (api == .responses ? 1 : 0))
                // Four blocks that Anthropic has sealed, whenever the conversation is sent.
                let dropped = try await bridge.proxy.endedExchanges().map { exchange in
                    (exchange["notes"]?.elements ?? []).filter { $0["code"]?.string == Self.foreign(api) }
                        .reduce(0) { $0 + ($1["places"]?.elements.count ?? 0) }
                }
                #expect(Set(dropped).subtracting([0]) == [4])
            }
        }

        /// A turn with two calls, one without any, and one with a search that Anthropic ran.
        private static func write(_ transcript: inout Transcript) {
            transcript.user("begun with Anthropic")
            transcript.assistant(
                "msg_01AAAAAAAAAAAAAAAAAAAAAA",
                stoppedBy: "tool_use",
                transcript.thinking("I think of Anthropic."),
                transcript.redactedThinking(),
                ["type": "text", "text": "Looking."],
                bash("echo one", calls[0]),
                bash("echo two", calls[1])
            )
            transcript.user([["type": "tool_result", "tool_use_id": .string(calls[0]), "content": "one"]])
            transcript.user([["type": "tool_result", "tool_use_id": .string(calls[1]), "content": "two"]])
            transcript.assistant(
                "msg_01BBBBBBBBBBBBBBBBBBBBBB",
                stoppedBy: "end_turn",
                transcript.thinking("I think of Anthropic again."),
                ["type": "text", "text": "One and two."]
            )
            transcript.user("now search")
            let search = "srvtoolu_01AbCdEfGhIjKlMnOpQrStUv"
            let page: JSON = [
                "type": "web_search_result", "url": "https://example.org/otters", "title": "Otters",
                "encrypted_content": .string(transcript.seal()), "page_age": nil,
            ]
            transcript.assistant(
                "msg_01CCCCCCCCCCCCCCCCCCCCCC",
                stoppedBy: "end_turn",
                transcript.thinking("I think of Anthropic still."),
                ["type": "server_tool_use", "id": .string(search), "name": "web_search", "input": ["query": "otters"]],
                ["type": "web_search_tool_result", "tool_use_id": .string(search), "content": .array([page])],
                ["type": "text", "text": "Otters swim."]
            )
        }

        private static func bash(_ command: String, _ id: String) -> JSON {
            [
                "type": "tool_use", "id": .string(id), "name": "Bash",
                "input": ["command": .string(command), "description": "says"],
            ]
        }

        private static func foreign(_ api: ScriptedAPI) -> String {
            api == .responses
                ? "reasoningOfOtherAPI" : "reasoningNotTakenByChat"
        }

        private static func callsInOrder(_ request: RecordedRequest) -> [String] {
            let items = (request.json["input"] ?? request.json["messages"])?.elements ?? []
            return items.flatMap { item -> [String] in
                if item["type"]?.string == "function_call" { return [item["call_id"]?.string ?? ""] }
                return (item["tool_calls"]?.elements ?? []).map { $0["id"]?.string ?? "" }
            }
        }

        private static func resultsInOrder(_ request: RecordedRequest) -> [String] {
            let items = (request.json["input"] ?? request.json["messages"])?.elements ?? []
            return items.compactMap { item in
                item["type"]?.string == "function_call_output" ? item["call_id"]?.string : item["tool_call_id"]?.string
            }
        }
    }
}
