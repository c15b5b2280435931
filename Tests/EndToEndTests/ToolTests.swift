import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct ToolTests {
        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a written file holds every byte the model wrote`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let contents = "\"quoted\" 'single' \\back\\\\slash\ttab\r\n日本語 Ünï 👨‍🚀\u{2028}\u{2029}\u{7F}{\"a\":[1]}\n\n"
            try await Bridge.running(api, []) { bridge in
                let file = bridge.folder.file("written.txt")
                var reply = ModelReply(
                    .text("Writing."),
                    .call("Write", ["file_path": .string(file.path), "content": .string(contents)])
                )
                reply.pieceLength = 3
                try await bridge.mock.script([.on("write the file", .reply(reply)), .otherwise])

                let run = try await bridge.claude(version, "write the file", "--allowedTools", "Write")

                #expect(run.text == "done")
                let written = try Data(contentsOf: file)
                #expect(Array(written) == Array(contents.utf8))
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `three calls at once are run and each is answered`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let words = ["ichi", "ni", "san"]
            var reply = ModelReply(
                parts: words.map { word in
                    .call("Bash", ["command": "echo said-\(word)", "description": "says \(word)"], id: "call_\(word)")
                }
            )
            reply.interleavesToolCalls = true
            reply.pieceLength = 5
            let rules: [ScriptRule] = [.on("run them", .reply(reply)), .otherwise]
            try await Bridge.running(api, rules) { bridge in
                let run = try await bridge.claude(version, "run them", "--allowedTools", "Bash")

                #expect(run.text == "done")
                let answered = try #require(
                    try await bridge.mock.requests().first { request in
                        words.allSatisfy { request.json.text.contains("said-\($0)") } && !request.toolNames.isEmpty
                    }
                )
                let outputs = Self.toolOutputs(answered)
                for word in words { #expect(outputs["call_\(word)"]?.contains("said-\(word)") == true) }
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a subagent does its errand and the agent hears of it`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let errand: JSON = [
                "description": "errand", "prompt": "do the inner job", "subagent_type": "general-purpose",
            ]
            try await Bridge.running(
                api,
                .on("outer job", .calls(.call(version.agentTool, errand))),
                .on("do the inner job", .text("inner answer 4711")),
                .on("inner answer 4711", .text("heard of it")),
                .otherwise
            ) { bridge in
                let run = try await bridge.claude(version, "do the outer job")

                #expect(run.text == "heard of it")
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `a tool's name of ninety characters is called by a shorter one`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let name = "lookup_" + String(repeating: "x", count: 69) + "_all"
            let full = "mcp__lab__\(name)"
            #expect(full.count == 90)
            // All tools at once: what is looked for here is the name, not how a tool is found.
            let environment = ["ENABLE_TOOL_SEARCH": "false"]
            try await Bridge.running(api, []) { bridge in
                let server = try ToolServer(offering: [name], in: bridge.folder)
                let arguments = ["--mcp-config", server.configuration, "--allowedTools", full]

                // The name under which it goes upstream is the proxy's affair: a first run shows it.
                _ = try await ClaudeCode.run(
                    version,
                    "which tools",
                    arguments,
                    through: bridge.proxy,
                    in: bridge.folder,
                    environment: environment
                )
                let shown = try #require(try await bridge.asked("which tools").first)
                let sent = try #require(shown.toolNames.first { $0.hasPrefix("mcp__lab__lookup") })
                #expect(sent.count <= 64)
                try await bridge.mock.script([
                    .on("use the tool", .calls(.call(sent, ["word": "żółw"]))), .otherwise,
                ])

                let run = try await ClaudeCode.run(
                    version,
                    "use the tool",
                    arguments,
                    through: bridge.proxy,
                    in: bridge.folder,
                    environment: environment
                )

                #expect(run.text == "done")
                let calls = try server.calls()
                #expect(calls.count == 1)
                #expect(calls.first?["name"]?.string == name)
                #expect(calls.first?["arguments"] == ["word": "żółw"])
                #expect(try await !bridge.asked("answered żółw").isEmpty)
            }
        }

        @Test(arguments: ClaudeCode.Version.allCases, ScriptedAPI.models)
        func `of thirty deferred tools only the one that was found is offered`(
            _ version: ClaudeCode.Version,
            _ api: ScriptedAPI
        ) async throws {
            let names = (10..<40).map { "gadget_\($0)" }
            let wanted = "mcp__lab__gadget_17"
            let find = JSON.object([
                JSON.Member(key: "query", value: "select:\(wanted)"), JSON.Member(key: "max_results", value: 5),
            ])
            try await Bridge.running(
                api,
                .on("answered seventeen", .text("found and used")),
                .on("use the gadget", .calls(.call(version.searchTool, find))),
                // After the search the current client says so; the older one only hands on the tool's name.
                .on(version == .current ? "Tool loaded" : "gadget_17", .calls(.call(wanted, ["word": "seventeen"]))),
                .otherwise
            ) { bridge in
                let server = try ToolServer(offering: names, in: bridge.folder)

                let run = try await bridge.claude(
                    version,
                    "use the gadget",
                    "--mcp-config",
                    server.configuration,
                    "--allowedTools",
                    "mcp__lab,\(version.searchTool)",
                    environment: ["ENABLE_TOOL_SEARCH": "true"]
                )

                #expect(run.text == "found and used")
                let offered = try await bridge.mock.requests().map { request in
                    request.toolNames.filter { $0.hasPrefix("mcp__lab__") }
                }
                #expect(Set(offered.flatMap { $0 }) == [wanted])
                let all = try await bridge.mock.requests().flatMap(\.toolNames)
                #expect(!all.contains("DeferredToolPlaceholder"))
                #expect(try server.calls().count == 1)
            }
        }

        /// The text of each tool's output, by call id.
        private static func toolOutputs(_ request: RecordedRequest) -> [String: String] {
            let outputs = (request.json["messages"] ?? request.json["input"])?.elements ?? []
            return outputs.reduce(into: [:]) { result, output in
                guard let id = (output["tool_call_id"] ?? output["call_id"])?.string,
                    let text = output["content"] ?? output["output"]
                else { return }
                result[id] = text.text
            }
        }
    }
}
