import Foundation
import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct ScriptedUpstreamTests {
    static let modelAPIs: [ScriptedAPI] = [.chat, .responses]

    /// A request that both APIs' mocks understand.
    private static func question(_ text: String, _ api: ScriptedAPI, streamed: Bool = true) -> JSON {
        let message: JSON = ["role": "user", "content": .string(text)]
        let question: JSON = ["model": "gpt-5.2", "stream": .bool(streamed)]
        return api == .chat
            ? question.setting("messages", to: [message]).setting("stream_options", to: ["include_usage": true])
            : question.setting("input", to: [message]).setting("include", to: ["reasoning.encrypted_content"])
                .setting("reasoning", to: ["summary": "auto"])
    }

    @discardableResult
    private static func ask<Result: Sendable>(
        _ upstream: ScriptedUpstream,
        _ api: ScriptedAPI,
        _ text: String = "hello",
        streamed: Bool = true,
        reading: @Sendable (LoopbackClient.Answer) async throws -> Result
    ) async throws -> Result {
        try await LoopbackClient.send(
            to: upstream.baseURL + api.path.dropFirst("/v1".count),
            headers: [("authorization", "Bearer sk-test"), ("content-type", "application/json")],
            body: Array(question(text, api, streamed: streamed).text.utf8),
            reading: reading
        )
    }

    /// The `data` of each frame of a stream.
    private static func frames(_ stream: String) throws -> [JSON] {
        try stream.components(separatedBy: "\n\n").filter { !$0.isEmpty && !$0.hasSuffix("[DONE]") }.map { frame in
            let data = try #require(frame.split(separator: "\n").last { $0.hasPrefix("data: ") })
            return try JSON(parsing: String(data.dropFirst("data: ".count)))
        }
    }

    /// The text that a stream's deltas add up to.
    private static func streamedText(_ frames: [JSON]) -> String {
        frames.compactMap { frame in
            frame["type"]?.string == "response.output_text.delta"
                ? frame["delta"]?.string
                : frame["choices"]?[0]?["delta"]?["content"]?.string
        }.joined()
    }

    // MARK: Replies

    @Test(arguments: modelAPIs)
    func `a streamed text arrives whole, in pieces of the scripted length`(_ api: ScriptedAPI) async throws {
        let text = "Grüße, 世界! 👩‍👩‍👧 \u{2028}\"quoted\\"
        var reply = ModelReply(.text(text))
        reply.pieceLength = 3
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            let frames = try Self.frames(try await Self.ask(upstream, api) { try await $0.text() })

            #expect(Self.streamedText(frames) == text)
            #expect(frames.count > text.unicodeScalars.count / 3)
        }
    }

    @Test(arguments: modelAPIs)
    func `a whole answer has the same content as the stream`(_ api: ScriptedAPI) async throws {
        let rule = ScriptRule.always(on: "hello", .text("The same."))
        try await ScriptedUpstream.serving(rule) { upstream in
            let whole = try await Self.ask(upstream, api, streamed: false) { try await $0.json() }
            let frames = try Self.frames(try await Self.ask(upstream, api) { try await $0.text() })

            let text =
                api == .chat
                ? whole["choices"]?[0]?["message"]?["content"]?.string
                : whole["output"]?[0]?["content"]?[0]?["text"]?.string
            #expect(text == "The same.")
            #expect(Self.streamedText(frames) == "The same.")
        }
    }

    @Test(arguments: modelAPIs)
    func `argument pieces of parallel calls come in turn and add up`(_ api: ScriptedAPI) async throws {
        var reply = ModelReply(
            .call("Read", ["path": "/etc/hosts"], id: "call_a"),
            .call("Write", ["text": "línea\n"], id: "call_b")
        )
        reply.pieceLength = 4
        reply.interleavesToolCalls = true
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            let frames = try Self.frames(try await Self.ask(upstream, api) { try await $0.text() })

            var arguments: [Int: String] = [:]
            var order: [Int] = []
            for frame in frames {
                let call = frame["choices"]?[0]?["delta"]?["tool_calls"]?[0]
                let piece = api == .chat ? call?["function"]?["arguments"] : frame["delta"]
                guard let piece = piece?.string, let index = (call?["index"] ?? frame["output_index"])?.int
                else { continue }
                arguments[index, default: ""] += piece
                order.append(index)
            }
            #expect(arguments == [0: #"{"path":"/etc/hosts"}"#, 1: #"{"text":"línea\n"}"#])
            #expect(order.prefix(6) == [0, 1, 0, 1, 0, 1])
        }
    }

    @Test
    func `reasoning is sealed in the final item, not in its announcement`() async throws {
        let reply = ModelReply(.reasoning("Let me think.", sealed: "gAAAAtest"), .text("Done."))
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            let frames = try Self.frames(try await Self.ask(upstream, .responses) { try await $0.text() })

            let seals = frames.filter { $0["item"]?["type"]?.string == "reasoning" }.map { frame in
                (frame["type"]?.string, frame["item"]?["encrypted_content"]?.string)
            }
            #expect(seals.map(\.0) == ["response.output_item.added", "response.output_item.done"])
            #expect(seals.last?.1 == "gAAAAtest")
            #expect(seals.first?.1 != "gAAAAtest")
        }
    }

    @Test(arguments: modelAPIs)
    func `the scripted usage is reported`(_ api: ScriptedAPI) async throws {
        var reply = ModelReply(.text("x"))
        reply.usage = ModelReply.TokenUsage(input: 100, cached: 60, output: 20, reasoning: 8)
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            let frames = try Self.frames(try await Self.ask(upstream, api) { try await $0.text() })

            let last = try #require(frames.last)
            let usage = try #require(last["usage"] ?? last["response"]?["usage"])
            #expect((usage["prompt_tokens"] ?? usage["input_tokens"])?.int == 100)
            let details = usage["prompt_tokens_details"] ?? usage["input_tokens_details"]
            #expect(details?["cached_tokens"]?.int == 60)
        }
    }

    // MARK: Mishaps

    @Test(arguments: modelAPIs)
    func `a scripted error has its status, headers and envelope`(_ api: ScriptedAPI) async throws {
        let error = ScriptedError(type: "rate_limit_error", message: "slow down", code: "rate_limit_exceeded")
        let answer = ScriptedAnswer.error(status: 429, error, headers: [("retry-after", "7")])
        try await ScriptedUpstream.serving(.on("hello", answer)) { upstream in
            try await Self.ask(upstream, api) { answer in
                #expect(answer.status == 429)
                #expect(answer.header("retry-after") == "7")
                let body = try await answer.json()
                #expect(body["error"]?["code"]?.string == "rate_limit_exceeded")
            }
        }
    }

    @Test(arguments: modelAPIs)
    func `a cut answer ends after its frames and without the end of the body`(_ api: ScriptedAPI) async throws {
        var reply = ModelReply(.text("a text long enough for some frames"))
        reply.mishap = .cut(afterFrames: 3)
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            try await Self.ask(upstream, api) { answer in
                await #expect(throws: LoopbackClient.Truncated.self) { try await answer.rest() }
            }
            #expect(upstream.exchanges.first?.framesSent == 3)
        }
    }

    @Test(arguments: [false, true])
    func `an error inside a Responses stream comes flat or nested`(_ isNested: Bool) async throws {
        var reply = ModelReply(.text("never said"))
        let error = ModelReply.StreamedError(code: "context_length_exceeded", message: "too long", isNested: isNested)
        reply.mishap = .error(error, afterFrames: 1)
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            let frames = try Self.frames(try await Self.ask(upstream, .responses) { try await $0.text() })

            let event = try #require(frames.last)
            #expect(event["type"]?.string == "error")
            #expect((isNested ? event["error"] : event)?["code"]?.string == "context_length_exceeded")
        }
    }

    @Test
    func `raw events are sent as they are written`() async throws {
        let events = ["data: {broken\n\n", ": comment\r\n\r\n"]
        try await ScriptedUpstream.serving(.on("hello", .events(events))) { upstream in
            let text = try await Self.ask(upstream, .chat) { try await $0.text() }

            #expect(Array(text.utf8) == Array(events.joined().utf8))
        }
    }

    // MARK: Time

    @Test(arguments: modelAPIs)
    func `a held answer continues when the test opens the gate`(_ api: ScriptedAPI) async throws {
        let gate = Gate()
        var reply = ModelReply(.text("held"))
        reply.holds = [ModelReply.Hold(at: .afterFrames(1), gate)]
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            try await Self.ask(upstream, api) { answer in
                try await gate.waitUntilReached()
                #expect(upstream.exchanges.first?.framesSent == 1)
                #expect(upstream.exchanges.first?.isAnswered == false)

                gate.open()

                let text = try await answer.text()
                #expect(text.hasSuffix("\n\n"))
            }
        }
    }

    @Test
    func `an answer held before its head lets the client go away`() async throws {
        let gate = Gate()
        var reply = ModelReply(.text("never read"))
        reply.holds = [ModelReply.Hold(at: .beforeHead, gate)]
        try await ScriptedUpstream.serving(.on("hello", .reply(reply))) { upstream in
            let client = Task { try await Self.ask(upstream, .chat) { try await $0.text() } }
            try await gate.waitUntilReached()

            client.cancel()

            try await upstream.waitForDisconnect()
            #expect(await client.result.isFailure)
        }
    }

    @Test
    func `silence lasts until the client goes away`() async throws {
        try await ScriptedUpstream.serving(.on("hello", .silence)) { upstream in
            let client = Task { try await Self.ask(upstream, .responses) { $0.status } }
            try await upstream.waitForRequests(1)

            client.cancel()

            try await upstream.waitForDisconnect()
            _ = await client.result
        }
    }

    @Test(arguments: modelAPIs)
    func `an endless stream continues until the client disconnects`(_ api: ScriptedAPI) async throws {
        try await ScriptedUpstream.serving(.on("hello", .endless(ModelReply(.text("on and on "))))) { upstream in
            try await Self.ask(upstream, api) { answer in
                _ = try await answer.read(until: "on an")
                try await upstream.waitForFrames(100)
            }

            try await upstream.waitForDisconnect()
        }
    }

    @Test
    func `a complete answer is not a disconnect`() async throws {
        try await ScriptedUpstream.serving { upstream in
            try await Self.ask(upstream, .chat) { try await $0.text() }

            await #expect(throws: ScriptedUpstream.AnswerCompleted.self) { try await upstream.waitForDisconnect() }
        }
    }

    @Test
    func `stopping ends answers that are under way`() async throws {
        let upstream = try await ScriptedUpstream.start()
        upstream.script(.on("hello", .silence))
        let client = Task { try await Self.ask(upstream, .chat) { $0.status } }
        try await upstream.waitForRequests(1)

        await upstream.stop()

        #expect(await client.result.isFailure)
    }

    // MARK: Requests

    @Test(arguments: modelAPIs)
    func `a request is recorded as it came`(_ api: ScriptedAPI) async throws {
        try await ScriptedUpstream.serving { upstream in
            try await Self.ask(upstream, api, "héllo") { try await $0.text() }

            let request = try #require(try await upstream.waitForRequests(1).first)
            #expect(request.body == Array(Self.question("héllo", api).text.utf8))
            #expect(request.header("authorization") == "Bearer sk-test")
            #expect(request.api == api)
            #expect(request.lastText == "héllo")
            #expect(upstream.violations.isEmpty)
        }
    }

    @Test
    func `a rule answers as often as it may and the next one follows`() async throws {
        let first = ScriptRule(RequestMatch(text: "hello"), times: 2, answer: .text("first"))
        try await ScriptedUpstream.serving(first, .always(on: "", .text("then"))) { upstream in
            var said: [String] = []
            for _ in 0..<3 {
                let text = try await Self.ask(upstream, .chat) { try await $0.text() }
                said.append(Self.streamedText(try Self.frames(text)))
            }

            #expect(said == ["first", "first", "then"])
        }
    }

    @Test
    func `a rule for tools does not answer a request without`() async throws {
        let rule = ScriptRule(RequestMatch(hasTools: true), answer: .text("with tools"))
        try await ScriptedUpstream.serving(rule) { upstream in
            let text = try await Self.ask(upstream, .chat) { try await $0.text() }

            #expect(!Self.streamedText(try Self.frames(text)).contains("with tools"))
        }
    }

    @Test(arguments: [("/v1/nothing", "Bearer sk-test", 404), ("/v1/responses", "Bearer dummy", 401)])
    func `an unknown path and a wrong key are refused and noted`(
        _ path: String,
        _ authorization: String,
        _ status: Int
    ) async throws {
        try await ScriptedUpstream.serving { upstream in
            let answered = try await LoopbackClient.send(
                to: String(upstream.baseURL.dropLast("/v1".count)) + path,
                headers: [("authorization", authorization)],
                body: Array("{}".utf8)
            ) { $0.status }

            #expect(answered == status)
            #expect(upstream.violations.count == 1)
        }
    }

    @Test
    func `input tokens are counted without using up a rule`() async throws {
        let count = ScriptRule(RequestMatch(api: .inputTokens), answer: .inputTokens(4711))
        try await ScriptedUpstream.serving(.on("hello", .text("for the model")), count) { upstream in
            let counted = try await Self.ask(upstream, .inputTokens) { try await $0.json() }
            let said = try await Self.ask(upstream, .responses) { try await $0.text() }

            #expect(counted["input_tokens"]?.int == 4711)
            #expect(Self.streamedText(try Self.frames(said)) == "for the model")
        }
    }
}

extension Result {
    fileprivate var isFailure: Bool {
        if case .failure = self { true } else { false }
    }
}
