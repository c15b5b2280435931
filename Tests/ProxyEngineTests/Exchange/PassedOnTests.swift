import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Whole exchanges with an upstream that speaks Anthropic's Messages API, over the wire on both sides.
@Suite(.untilHung)
struct PassedOnTests {
    private static let start =
        #"{"type":"message_start","message":{"id":"msg_up","type":"message","role":"assistant","model":"glm-5","#
        + #""content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"#
        + #""cache_creation_input_tokens":3,"cache_read_input_tokens":40,"output_tokens":1},"new":1}}"#

    private static let stream = [
        frame("message_start", start), frame("ping", #"{"type":"ping"}"#),
        frame(
            "content_block_start",
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#
        ),
        frame(
            "content_block_delta",
            #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"},"new":2}"#
        ),
        frame("content_block_stop", #"{"type":"content_block_stop","index":0}"#),
        frame(
            "message_delta",
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":5}}"#
        ),
        frame("message_stop", #"{"type":"message_stop"}"#),
    ]

    private static func frame(_ name: String, _ data: String) -> String { "event: \(name)\ndata: \(data)\n\n" }

    private static let whole =
        #"{"id":"msg_up","type":"message","role":"assistant","model":"glm-5","content":[{"type":"text","text":"Hi"}],"#
        + #""stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":5},"new":[1]}"#

    private static func serving<Result: Sendable>(
        _ rules: ScriptRule...,
        kind: String? = nil,
        commitAfter: Duration = Patience.unlimited,
        body: @Sendable (RunningEngine) async throws -> Result
    ) async throws -> Result {
        try await ScriptedUpstream.serving { upstream in
            upstream.script(rules)
            var config = RunningEngine.configuration(upstream, .responses)
            config.upstreams[0].api = UpstreamAPI(.anthropic)
            config.upstreams[0].kind = kind
            config.server.commitAfter = commitAfter
            config.models = [ModelRule(match: "claude-*", to: "glm-5", upstream: RunningEngine.upstreamName)]
            return try await RunningEngine.serving(
                Engine(config, options: Engine.Options()),
                before: upstream,
                body: body
            )
        }
    }

    @Test func `a stream is passed on, with the model that was asked for`() async throws {
        try await Self.serving(.on("hello", .events(Self.stream))) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 200)
            #expect(
                answer.text == Self.stream.joined().replacing(#""model":"glm-5""#, with: #""model":"claude-opus-4-5""#)
            )
        }
    }

    @Test func `the request arrives byte for byte, with the other model and the other key`() async throws {
        let body =
            #"{"model" : "claude-opus-4-5", "max_tokens":10,"new":{"a": 1.0},"messages":[{"role":"user","content":"hello"}]}"#
        try await Self.serving(
            .on("hello", .bytes(status: 200, contentType: "application/json", Array(Self.whole.utf8))),
            kind: "anthropic"
        ) { proxy in
            let headers: [RunningEngine.Header] = [("anthropic-version", "2026-10-21"), ("anthropic-beta", "x-1")]
            let answer = try await proxy.answer(
                "POST",
                "/v1/messages?beta=true",
                headers: headers,
                body: Array(body.utf8)
            )
            let sent = try #require(proxy.upstream.requests.first)

            #expect(answer.text == Self.whole.replacing("glm-5", with: "claude-opus-4-5"))
            #expect(String(decoding: sent.body, as: UTF8.self) == body.replacing("claude-opus-4-5", with: "glm-5"))
            #expect(sent.path == "/v1/messages")
            #expect(sent.query == "beta=true")
            #expect(sent.header("x-api-key") == RunningEngine.upstreamKey)
            #expect(sent.header("authorization") == nil)
            #expect(sent.header("anthropic-version") == "2026-10-21")
            #expect(sent.header("anthropic-beta") == "x-1")
            #expect(sent.header("accept") == "application/json")
        }
    }

    @Test func `a server of no known kind gets the key in both headers`() async throws {
        try await Self.serving(.on("hello", .events(Self.stream))) { proxy in
            _ = try await proxy.stream()
            let sent = try #require(proxy.upstream.requests.first)

            #expect(sent.header("x-api-key") == RunningEngine.upstreamKey)
            #expect(sent.header("authorization") == "Bearer \(RunningEngine.upstreamKey)")
        }
    }

    @Test func `the exchange is on record with four stages, a note, usage and stop reason`() async throws {
        try await Self.serving(.on("hello", .events(Self.stream))) { proxy in
            _ = try await proxy.stream()
            let exchange = try #require(proxy.engine.ring.exchanges().first)
            let stages = try #require(proxy.engine.ring.stages(of: exchange.id))

            #expect(exchange.outcome == .finished(.endTurn))
            #expect(exchange.destination?.dialect == .anthropic)
            #expect(exchange.modelAnswered == "glm-5")
            #expect(exchange.notes.map(\.code) == [.modelMapped])
            #expect(
                exchange.usage
                    == Usage(
                        inputTokens: 9,
                        cacheCreationInputTokens: 3,
                        cacheReadInputTokens: 40,
                        outputTokens: 5
                    )
            )
            #expect(String(decoding: stages.upstreamRequest.body, as: UTF8.self).contains(#""model":"glm-5""#))
            #expect(String(decoding: stages.upstreamAnswer.body, as: UTF8.self) == Self.stream.joined())
            #expect(String(decoding: stages.clientAnswer.body, as: UTF8.self).contains("claude-opus-4-5"))
            #expect(stages.upstreamRequest.headers.contains(HeaderField("x-api-key", "•••")))
        }
    }

    @Test(arguments: [true, false])
    func `an error keeps its status, type, words and wait`(_ streamed: Bool) async throws {
        let error = ScriptedError(type: "rate_limit_error", message: "Slow down, please.")
        let answer = ScriptedAnswer.error(status: 429, error, headers: [("retry-after", "60")])
        try await Self.serving(.always(on: "hello", answer), commitAfter: .seconds(60)) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: streamed))

            #expect(answer.status == 429)
            #expect(answer.error?.type == "rate_limit_error")
            #expect(answer.error?.message == "Slow down, please.")
            #expect(answer.header("retry-after") == "60")
            // So long a wait is the client's.
            #expect(proxy.upstream.requests.count == 1)
        }
    }

    @Test func `an overloaded server is tried again`() async throws {
        let error = ScriptedError(type: "overloaded_error", message: "Overloaded")
        try await Self.serving(
            .on("hello", .error(status: 529, error, headers: [("retry-after", "0")])),
            .on("hello", .events(Self.stream))
        ) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.text == "Hi")
            #expect(proxy.upstream.requests.count == 2)
        }
    }

    @Test func `an error in the stream after output is its last event`() async throws {
        let error = Self.frame("error", #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#)
        try await Self.serving(.on("hello", .events(Array(Self.stream.prefix(4)) + [error]))) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.text == "Hi")
            #expect(answer.error?.type == "overloaded_error")
            #expect(answer.error?.message == "Overloaded")
        }
    }

    @Test func `tokens are estimated`() async throws {
        try await Self.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(), at: "/v1/messages/count_tokens")

            #expect(answer.json["input_tokens"]?.int ?? 0 > 0)
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test func `a request that only fills the cache is passed on`() async throws {
        let body = RunningEngine.question(streamed: false).setting("max_tokens", to: 0)
        let answer = ScriptedAnswer.bytes(status: 200, contentType: "application/json", Array(Self.whole.utf8))
        try await Self.serving(.on("hello", answer)) { proxy in
            _ = try await proxy.answer(to: body)

            #expect(proxy.upstream.requests.count == 1)
        }
    }
}
