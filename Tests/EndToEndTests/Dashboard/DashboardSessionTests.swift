import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// The real client's requests on the dashboard, as the person beside it sees them.
    @Suite(.needsBothClients, .enabled(if: Tool.areRequired || TerminalPane.tmux != nil, "tmux is not installed"))
    struct DashboardSessionTests {
        @Test func `a request is seen while it streams and when it has ended`() async throws {
            let gate = Gate()
            var reply = ModelReply(parts: [.text("The answer is forty-two, and here is why.")])
            reply.holds = [ModelReply.Hold(at: .afterFrames(4), gate)]
            try await Self.watching(ScriptRule(RequestMatch(text: "the question"), answer: .reply(reply)), .otherwise) {
                pane,
                address in
                async let run = ClaudeCode.run(.current, "the question", at: address, in: pane.folder)
                try await pane.reach { $0.contains("streaming") && $0.contains("1 in flight") }
                gate.open()
                _ = try await run
                let text = try await pane.reach { $0.contains("end_turn") && !$0.contains("in flight") }
                #expect(text.contains("gpt-4.1"), "who answered is on the screen: \(text)")
            }
        }

        @Test func `a refused tool schema is found, understood and taken away with keys alone`() async throws {
            let refusal = ScriptedError(
                message:
                    "Invalid schema for function 'Bash': In context=('properties', 'command'), schema must have a type.",
                code: "invalid_function_parameters",
                parameter: "tools[0].parameters"
            )
            let rule = ScriptRule.always(on: "list the files", .error(status: 400, refusal))
            try await Self.watching(rule, .otherwise) { pane, address in
                _ = try await ClaudeCode.run(.current, "list the files", at: address, in: pane.folder)
                try await pane.reach { $0.contains("E1 Invalid schema") }

                // Six keys: only problems, the newest, open it, to its line, export, as a fixture.
                try await pane.type("!")
                try await pane.reach { $0.contains("problems") }
                try await pane.type("G", "Enter")
                // Why, and the line that the upstream complains about.
                try await pane.reach {
                    $0.contains("The upstream refused the tool \"Bash\"") && $0.contains("✗ upstream")
                }
                try await pane.type("x")
                try await pane.reach { $0.contains("a failing translation as a test") }
                try await pane.type("x")
                try await pane.reach { $0.contains("written: ") }

                let exports = pane.folder.file("dragoman-exports/fixtures").path
                let names = try FileManager.default.subpathsOfDirectory(atPath: exports)
                for file in ["request.anthropic.json", "request.upstream.json", "notes.txt"] {
                    #expect(names.contains { $0.hasSuffix(file) }, "\(names)")
                }
            }
        }

        /// Runs `body` beside a dashboard whose upstream is scripted.
        private static func watching(
            _ rules: ScriptRule...,
            body: @Sendable (TerminalPane, String) async throws -> Void
        ) async throws {
            try await ScriptedUpstream.serving { upstream in
                upstream.script(rules)
                try await TerminalPane.open(width: 120, height: 40) { pane in
                    let configuration = """
                        listen: 127.0.0.1:0
                        telemetry: {log: off}
                        upstreams: {openai: {base_url: "\(upstream.baseURL)", api_key: sk-test, api: responses}}
                        """
                    try pane.folder.write(configuration.utf8, to: "config.yaml")
                    _ = try await pane.start("run")
                    let text = try await pane.reach {
                        $0.contains("Waiting for Claude Code") && $0.contains(/http:\/\/127\.0\.0\.1:\d+/)
                    }
                    let address = try #require(text.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output)
                    try await body(pane, String(address))
                    try await pane.type("Q")
                    #expect(try await pane.status() == "0")
                }
            }
        }
    }
}
