import TestSupport
import Testing

extension EndToEndTests {
    @Suite(.needsBothClients)
    struct AutoModeTests {
        @Test(arguments: UpstreamAPI.models)
        func `safeguards are refused by name`(_ api: UpstreamAPI) async throws {
            try await Bridge.running(api, .otherwise) { bridge in
                let request: JSON = [
                    "model": "claude-opus-5-5", "max_tokens": 1000,
                    "messages": [["role": "user", "content": "hello"]],
                    "safeguards": [["type": "dangerous_tool_use"]],
                ]
                try await bridge.gateway.send("POST", "/v1/messages", request) { answer in
                    #expect(answer.status == 400)
                    let error = try await answer.json()["error"]
                    #expect(error?["type"]?.string == "invalid_request_error")
                    #expect(error?["message"]?.string?.contains("safeguards") == true)
                }
                #expect(try await bridge.standIn.requests().isEmpty)
            }
        }

        /// The client's check of a command: a plain request whose answer it wants to end at `</block>`. Where the stop
        /// is not honoured it reads two verdicts that contradict each other, and asks again and again.
        @Test(arguments: UpstreamAPI.models, ["gpt-5.2", "gpt-4.1"])
        func `a command is checked once and run`(_ api: UpstreamAPI, _ checking: String) async throws {
            let models = [(match: "claude-sonnet-*", to: checking), (match: "claude-*", to: "gpt-5.2")]
            let call = ModelReply.Part.call(
                "Bash",
                ["command": #"python3 -c "print('ran'+'-it')""#, "description": "prints"]
            )
            try await Bridge.running(
                api,
                models: models,
                .on("MUST begin with <block>", .text("<block>no</block><block>yes</block>")),
                .on("MUST begin with <block>", .text("<block>yes</block>")),
                .on("run the script", .calls(call)),
                .on("ran-it", .text("was allowed")),
                .otherwise
            ) { bridge in
                let run = try await bridge.claude(.current, "run the script", "--permission-mode", "auto")

                #expect(run.text == "was allowed")
                let checks = try await bridge.asked("MUST begin with <block>")
                #expect(checks.count == 1)
                #expect(checks.allSatisfy { $0.model == checking })
                let sent = try await bridge.standIn.requests()
                #expect(sent.allSatisfy { $0.json["safeguards"] == nil })
            }
        }
    }
}
