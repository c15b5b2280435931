import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct AutoModeTests {
        @Test(arguments: ScriptedAPI.models)
        func `safeguards are refused by name`(_ api: ScriptedAPI) async throws {
            try await Bridge.running(api, .otherwise) { bridge in
                let request: JSON = [
                    "model": "claude-opus-5-5", "max_tokens": 1000,
                    "messages": [["role": "user", "content": "hello"]],
                    "safeguards": [["type": "dangerous_tool_use"]],
                ]
                try await bridge.proxy.send("POST", "/v1/messages", request) { answer in
                    #expect(answer.status == 400)
                    let error = try await answer.json()["error"]
                    #expect(error?["type"]?.string == "invalid_request_error")
                    #expect(error?["message"]?.string?.contains("safeguards") == true)
                }
                #expect(try await bridge.mock.requests().isEmpty)
            }
        }

        /// The client's check of a command is a plain request whose answer it wants to end at `</block>`. If it does
        /// not end there, the client reads two verdicts that contradict each other, and asks again and again.
        @Test(arguments: ScriptedAPI.models)
        func `a command is checked once and run`(_ api: ScriptedAPI) async throws {
            let verdicts = "<block>no</block><block>yes</block>"
            try await Self.checking(with: "gpt-5.2", api, answering: verdicts) { check in
                #expect(check.json["stop"] == nil)
            }
        }

        /// Has the client run a command that it will have checked, and expects one check and the command's run.
        private static func checking(
            with model: String,
            _ api: ScriptedAPI,
            answering verdict: String,
            expect: @Sendable (RecordedRequest) -> Void
        ) async throws {
            let call = ModelReply.Part.call(
                "Bash",
                ["command": #"python3 -c "print('ran'+'-it')""#, "description": "prints"]
            )
            try await Bridge.running(
                api,
                models: [(match: "claude-sonnet-*", to: model), (match: "claude-*", to: "gpt-5.2")],
                .on("MUST begin with <block>", .text(verdict)),
                .on("MUST begin with <block>", .text("<block>yes")),
                .on("run the script", .calls(call)),
                .on("ran-it", .text("was allowed")),
                .otherwise
            ) { bridge in
                let run = try await bridge.claude(.current, "run the script", "--permission-mode", "auto")

                #expect(run.text == "was allowed")
                let checks = try await bridge.asked("MUST begin with <block>")
                #expect(checks.map(\.model) == [model])
                checks.forEach(expect)
                let sent = try await bridge.mock.requests()
                #expect(sent.allSatisfy { $0.json["safeguards"] == nil })
            }
        }
    }
}
