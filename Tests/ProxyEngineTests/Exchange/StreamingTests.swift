import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Whole exchanges that go well, over the wire on both sides.
@Suite(.untilHung)
struct StreamingTests {
    private static let tools: JSON = [
        ["name": "Read", "input_schema": ["type": "object", "properties": ["path": ["type": "string"]]]],
        ["name": "Bash", "input_schema": ["type": "object", "properties": ["command": ["type": "string"]]]],
    ]

    @Test(arguments: DialectName.translated)
    func `a text is streamed in Anthropic's grammar`(_ api: DialectName) async throws {
        let text = "Grüße, 世界! \"quoted\" \\ 👩‍👩‍👧 \u{2028} end"
        try await RunningEngine.serving(.on("hello", .text(text)), api: api) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(
                answer.outline == [
                    "message_start", "content_block_start", "content_block_delta", "content_block_stop",
                    "message_delta", "message_stop",
                ]
            )
            #expect(answer.text == text)
            #expect(answer.stopReason == "end_turn")
        }
    }

    @Test(arguments: DialectName.translated)
    func `parallel calls become one block after the other`(_ api: DialectName) async throws {
        var reply = ModelReply(
            .text("Both."),
            .call("Read", ["path": "/etc/hosts"], id: "call_a"),
            .call("Bash", ["command": "ls"], id: "call_b")
        )
        reply.interleavesToolCalls = true
        let body = RunningEngine.question(model: "claude-sonnet-4-5").setting("tools", to: Self.tools)
        try await RunningEngine.serving(.on("hello", .reply(reply)), api: api) { proxy in
            let answer = try await proxy.stream(body)

            #expect(answer.violation == nil)
            let blocks = answer.events.compactMap { $0.data["content_block"] }
            #expect(blocks.map { $0["type"]?.string } == ["text", "tool_use", "tool_use"])
            #expect(blocks.compactMap { $0["name"]?.string } == ["Read", "Bash"])
            #expect(answer.toolInput == #"{"path":"/etc/hosts"}{"command":"ls"}"#)
            #expect(answer.stopReason == "tool_use")
        }
    }

    @Test(arguments: DialectName.translated)
    func `without stream the same answer is one JSON`(_ api: DialectName) async throws {
        var reply = ModelReply(.text("In one piece."))
        reply.usage = ModelReply.TokenUsage(input: 100, cached: 60, output: 20)
        try await RunningEngine.serving(.on("hello", .reply(reply)), api: api) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: false))

            #expect(answer.status == 200)
            #expect(answer.header("content-type") == "application/json")
            #expect(answer.json["type"]?.string == "message")
            #expect(answer.json["role"]?.string == "assistant")
            #expect(answer.json["content"] == [["type": "text", "text": "In one piece."]])
            #expect(answer.json["stop_reason"]?.string == "end_turn")
            #expect(answer.json["usage"]?["input_tokens"]?.int == 40)
            #expect(answer.json["usage"]?["cache_read_input_tokens"]?.int == 60)
            #expect(proxy.upstream.requests.map(\.isStreamed) == [true])
        }
    }

    @Test(arguments: DialectName.translated)
    func `the first event names the message, the model that was asked for, and usage`(_ api: DialectName) async throws {
        try await RunningEngine.serving(api: api) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())
            let start = try #require(try StreamedAnswer(parsing: answer.text).events.first?.data["message"])

            let id = try #require(answer.header("request-id"))
            #expect(start["id"]?.string == "msg_" + id.dropFirst("req_".count))
            #expect(start["model"]?.string == "claude-opus-4-5")
            #expect((start["usage"]?["input_tokens"]?.int ?? 0) > 0)
            #expect(answer.header("content-type") == "text/event-stream; charset=utf-8")
            #expect(answer.header("cache-control") == "no-cache")
        }
    }

    @Test func `the answer of an upstream that ignores stream is streamed anyway (Responses)`() async throws {
        let body: JSON = [
            "id": "resp_1", "object": "response", "status": "completed", "model": "gpt-5.2",
            "output": [["id": "msg_1", "type": "message", "content": [["type": "output_text", "text": "Whole."]]]],
            "usage": ["input_tokens": 3, "output_tokens": 2],
        ]
        let answer = ScriptedAnswer.bytes(status: 200, contentType: "application/json", Array(body.text.utf8))
        try await RunningEngine.serving(.on("hello", answer)) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(answer.text == "Whole.")
        }
    }

    @Test func `the answer of an upstream that ignores stream is streamed anyway (Chat Completions)`() async throws {
        let body: JSON = [
            "id": "chatcmpl-1", "object": "chat.completion", "model": "gpt-5.2",
            "choices": [["index": 0, "finish_reason": "stop", "message": ["role": "assistant", "content": "Whole."]]],
            "usage": ["prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5],
        ]
        let bytes = Array(body.text.utf8)
        let answer = ScriptedAnswer.bytes(status: 200, contentType: "application/json; charset=utf-8", bytes)
        try await RunningEngine.serving(.on("hello", answer), api: .chat) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(answer.text == "Whole.")
        }
    }

    @Test(arguments: [true, false])
    func `max_tokens 0 is answered here, empty and in the form that was asked for`(streamed: Bool) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(
                to: RunningEngine.question(streamed: streamed).setting("max_tokens", to: 0)
            )

            #expect(answer.status == 200)
            if streamed {
                let stream = try StreamedAnswer(parsing: answer.text)
                #expect(stream.violation == nil)
                #expect(stream.outline == ["message_start", "message_delta", "message_stop"])
                #expect(stream.stopReason == "max_tokens")
            } else {
                #expect(answer.json["content"] == [])
                #expect(answer.json["stop_reason"]?.string == "max_tokens")
            }
            #expect(proxy.upstream.requests.isEmpty)
            #expect(try await proxy.waitForEnded().first?.outcome == .finished(.maxTokens))
        }
    }

    @Test func `upstream gets its own key and nothing of the client's headers`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.answer(
                to: RunningEngine.question(),
                headers: [("user-agent", "claude-cli/2"), ("anthropic-beta", "x-1"), ("x-app", "cli")]
            )

            let request = try #require(proxy.upstream.requests.first)
            #expect(request.header("authorization") == "Bearer \(RunningEngine.upstreamKey)")
            #expect(request.header("content-type") == "application/json")
            #expect(request.header("accept") == "text/event-stream")
            #expect(request.header("user-agent") == "dragoman/\(ProgramVersion.number)")
            let names = Set(request.headers.map(\.name))
            #expect(names.isDisjoint(with: ["x-api-key", "anthropic-beta", "x-app", "anthropic-version"]))
        }
    }

    @Test func `configured headers go upstream and replace the program's own`() async throws {
        let configure: @Sendable (inout Config) -> Void = { config in
            config.upstreams[0].headers = [
                UpstreamHeader(name: "api-key", value: Secret("sk-azure")),
                UpstreamHeader(name: "User-Agent", value: Secret("mine")),
            ]
        }
        try await RunningEngine.serving(configure: configure) { proxy in
            _ = try await proxy.stream()

            let request = try #require(proxy.upstream.requests.first)
            #expect(request.header("api-key") == "sk-azure")
            #expect(request.headers.filter { $0.name == "user-agent" }.map(\.value) == ["mine"])
        }
    }

    @Test func `the record of an exchange has route, usage, cost and times`() async throws {
        var reply = ModelReply(.text("Counted."))
        reply.usage = ModelReply.TokenUsage(input: 1_000_000, cached: 600_000, output: 100_000)
        try await RunningEngine.serving(.on("hello", .reply(reply))) { proxy in
            _ = try await proxy.answer(
                to: RunningEngine.question(model: "claude-sonnet-4-5"),
                headers: [("x-claude-code-session-id", "session-1"), ("user-agent", "claude-cli/2")]
            )

            let exchange = try #require(try await proxy.waitForEnded().first)
            #expect(exchange.outcome == .finished(.endTurn))
            #expect(exchange.session == "session-1")
            #expect(exchange.client == "claude-cli/2")
            #expect(exchange.modelAsked == "claude-sonnet-4-5")
            #expect(exchange.modelSent == "gpt-4.1")
            #expect(exchange.modelAnswered == "gpt-4.1-2026-01-01")
            #expect(exchange.destination?.rule == "config.yaml:15")
            #expect(exchange.usage?.inputTokens == 400_000)
            // 0.4 × $2 + 0.6 × $0.5 + 0.1 × $8
            #expect(abs((exchange.cost ?? 0) - 1.9) < 0.000_001)
            let marks = try #require(
                exchange.marks.sent.flatMap { sent in
                    exchange.marks.firstByte.flatMap { first in exchange.marks.finished.map { [sent, first, $0] } }
                }
            )
            #expect(marks == marks.sorted())
        }
    }

    @Test func `the ring keeps all four stages as they were on the wire`() async throws {
        try await RunningEngine.serving(.on("hello", .text("Kept."))) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())
            let exchange = try #require(try await proxy.waitForEnded().first)

            let stages = try #require(proxy.engine.ring.stages(of: exchange.id))
            #expect(stages.clientRequest.body == Array(RunningEngine.question().text.utf8))
            #expect(stages.upstreamRequest.body == proxy.upstream.requests.first?.body)
            #expect(String(decoding: stages.upstreamAnswer.body, as: UTF8.self).hasPrefix("event: response.created"))
            #expect(stages.clientAnswer.body == answer.body)
            #expect(exchange.answerBytes == answer.body.count)
        }
    }

    @Test func `a whole answer is the fourth stage too`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: false))
            let exchange = try #require(try await proxy.waitForEnded().first)

            #expect(proxy.engine.ring.stages(of: exchange.id)?.clientAnswer.body == answer.body)
        }
    }

    @Test func `events describe an exchange's life in order`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.stream()
            try await proxy.waitForEnded()

            let phases = proxy.events.compactMap { event in
                if case .request(let request) = event, request.phase != .progressed { request.phase } else { nil }
            }
            #expect(phases == [.arrived, .routed, .sent, .firstByte, .finished])
            try await proxy.waitForEvent { event in
                guard case .translation(.mappingHit(_, "claude-opus-4-5", "gpt-5.2", let rule)) = event else {
                    return false
                }
                return rule == "config.yaml:14"
            }
        }
    }
}
