import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct TokenCountingTests {
    private static let path = "/v1/messages/count_tokens"
    private static let match = RequestMatch(api: .inputTokens)
    /// A body as clients send it: neither `max_tokens` nor `stream`.
    private static let body: JSON = [
        "model": "claude-opus-4-5", "messages": [["role": "user", "content": "How long is this?"]],
    ]

    private static func rule(_ answer: ScriptedAnswer) -> ScriptRule {
        ScriptRule(match, times: nil, answer: answer)
    }

    @Test func `the upstream's count is the answer`() async throws {
        try await RunningEngine.serving(Self.rule(.inputTokens(4711))) { proxy in
            let answer = try await proxy.answer(to: Self.body, at: Self.path)

            #expect(answer.status == 200)
            #expect(answer.json == ["input_tokens": 4711])
            #expect(proxy.upstream.requests.map(\.path) == ["/v1/responses/input_tokens"])
            #expect(try await proxy.waitForEnded().first?.outcome == .counted(tokens: 4711, isEstimate: false))
        }
    }

    @Test func `the counter gets only the parameters that it takes`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.answer(to: Self.body.setting("max_tokens", to: 5), at: Self.path)

            let request = try #require(proxy.upstream.requests.first)
            let names = Set(request.json.members.map(\.key))
            #expect(names.isDisjoint(with: ["stream", "store", "include", "max_output_tokens"]))
            #expect(request.json["model"]?.string == "gpt-5.2")
            #expect(request.header("accept") == "application/json")
        }
    }

    static let refusals: [ScriptedAnswer] = [
        .error(404, "Invalid URL"),
        .error(500, type: "server_error", "Oh."),
        .bytes(status: 200, contentType: "application/json", Array("{}".utf8)),
        .bytes(status: 200, contentType: "text/html", Array("<html>".utf8)),
        .bytes(status: 200, contentType: "application/json", Array(repeating: 0x20, count: 100_000)),
    ]

    @Test(arguments: refusals.indices)
    func `an upstream that gives no count is covered by an estimate, marked as one`(_ index: Int) async throws {
        try await RunningEngine.serving(Self.rule(Self.refusals[index])) { proxy in
            let answer = try await proxy.answer(to: Self.body, at: Self.path)

            #expect(answer.status == 200)
            let tokens = try #require(answer.json["input_tokens"]?.int)
            #expect((5...40).contains(tokens))
            #expect(try await proxy.waitForEnded().first?.outcome == .counted(tokens: tokens, isEstimate: true))
            #expect(try await proxy.waitForLog("tokens=").contains("tokens=\(tokens) (estimate)"))
        }
    }

    @Test func `an upstream that takes too long is covered by an estimate and hung up on`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.countTokensTimeout = .milliseconds(50) }
        try await RunningEngine.serving(Self.rule(.silence), configure: configure) { proxy in
            let answer = try await proxy.answer(to: Self.body, at: Self.path)

            #expect(answer.status == 200)
            #expect((answer.json["input_tokens"]?.int ?? 0) > 0)
        }
    }

    @Test func `an API without a counter is not asked`() async throws {
        try await RunningEngine.serving(api: .chat) { proxy in
            let answer = try await proxy.answer(to: Self.body, at: Self.path)

            #expect((answer.json["input_tokens"]?.int ?? 0) > 0)
            #expect(proxy.upstream.requests.isEmpty)
            guard case .counted(_, isEstimate: true) = try await proxy.waitForEnded().first?.outcome else {
                Issue.record("not marked as an estimate")
                return
            }
        }
    }

    @Test func `more text is more tokens, tools among it`() async throws {
        let tool: JSON = [
            "name": "Bash", "description": .string(String(repeating: "word ", count: 100)),
            "input_schema": ["type": "object", "properties": [:]],
        ]
        try await RunningEngine.serving(api: .chat) { proxy in
            let plain = try await proxy.answer(to: Self.body, at: Self.path).json["input_tokens"]?.int ?? 0
            let tools = try await proxy.answer(to: Self.body.setting("tools", to: [tool]), at: Self.path)

            #expect((tools.json["input_tokens"]?.int ?? 0) > plain + 80)
        }
    }

    @Test func `the record says why there is only an estimate`() async throws {
        let isExpected: [@Sendable (ExchangeFailure?) -> Bool] = [
            { if case .upstream(let failure)? = $0 { failure.error.status == 404 } else { false } },
            { if case .upstream(let failure)? = $0 { failure.error.status == 500 } else { false } },
            { if case .broken(.noCount)? = $0 { true } else { false } },
            { if case .broken(.noCount)? = $0 { true } else { false } },
            { if case .transport(.answerTooLarge)? = $0 { true } else { false } },
        ]
        for (refusal, isExpected) in zip(Self.refusals, isExpected) {
            try await RunningEngine.serving(Self.rule(refusal)) { proxy in
                _ = try await proxy.answer(to: Self.body, at: Self.path)

                let failure = try await proxy.waitForEnded().first?.attempts.first?.failure
                #expect(isExpected(failure), "\(String(describing: failure))")
            }
        }
    }

    @Test func `parts left out of the counter's request are noted in the exchange`() async throws {
        let body = Self.body.setting("top_k", to: 5)
        try await RunningEngine.serving { proxy in
            _ = try await proxy.answer(to: body, at: Self.path)

            let notes = try #require(try await proxy.waitForEnded().first?.notes)
            #expect(notes.contains { $0.kind == .drop && $0.source == "top_k" })
            #expect(notes.contains { $0.kind == .map && $0.source == "model" })
        }
    }

    @Test func `the same body is counted once`() async throws {
        try await RunningEngine.serving(Self.rule(.inputTokens(4711))) { proxy in
            for _ in 0..<3 {
                let answer = try await proxy.answer(to: Self.body, at: Self.path)
                #expect(answer.json == ["input_tokens": 4711])
            }
            let other = Self.body.setting("system", to: "Be brief.")
            _ = try await proxy.answer(to: other, at: Self.path)

            #expect(proxy.upstream.requests.count == 2)
        }
    }

    @Test func `an estimate equals the usage of message_start for the same request`() async throws {
        try await RunningEngine.serving(api: .chat) { proxy in
            let body = RunningEngine.question(String(repeating: "Some words. ", count: 100))
            let count = try await proxy.answer(to: body, at: Self.path).json["input_tokens"]?.int
            let answer = try await proxy.stream(body)

            let start = try #require(answer.events.first?.data["message"]?["usage"]?["input_tokens"]?.int)
            #expect(start == count)
        }
    }

    @Test(arguments: DialectName.translated)
    func `estimates learn from the counts of real answers`(_ api: DialectName) async throws {
        let text = String(repeating: "Some words that mean little. ", count: 100)
        let body = RunningEngine.question(text)
        var reply = ModelReply(.text("Well."))
        reply.usage = ModelReply.TokenUsage(input: 3000, output: 5)
        let rules = (
            ScriptRule.always(on: "words", .reply(reply)), ScriptRule(Self.match, times: nil, answer: .error(404, "No"))
        )
        try await RunningEngine.serving(rules.0, rules.1, api: api) { proxy in
            let before = try #require(try await proxy.answer(to: body, at: Self.path).json["input_tokens"]?.int)
            #expect((600...1000).contains(before))
            for _ in 0..<12 { _ = try await proxy.stream(body) }
            let after = try #require(try await proxy.answer(to: body, at: Self.path).json["input_tokens"]?.int)

            // Each answer was more than twice the estimate, which is as far as a correction goes.
            #expect((Double(after) / Double(before) - EstimateCorrections.range.upperBound).magnitude < 0.01)
            let exchange = try #require(try await proxy.waitForEnded(14).last)
            #expect(exchange.estimatedInputTokens == after)
            #expect(exchange.estimateCorrection == EstimateCorrections.range.upperBound)
            try await proxy.waitForLog("tokens=\(after) (estimate ×2.50)")
        }
    }

    @Test func `the counter teaches too`() async throws {
        let text = String(repeating: "Some words that mean little. ", count: 100)
        let body = Self.body.setting("messages", to: [["role": "user", "content": .string(text)]])
        try await RunningEngine.serving(Self.rule(.inputTokens(1500))) { proxy in
            _ = try await proxy.answer(to: body, at: Self.path)

            let corrections = proxy.engine.bridge.services.corrections
            #expect(corrections.factor(upstream: RunningEngine.upstreamName, model: "gpt-5.2") > 1.1)
        }
    }

    @Test func `the counter is asked without what the upstream has refused`() async throws {
        let refusal = ScriptedAnswer.error(400, code: "unsupported_value", parameter: "reasoning.effort", "No.")
        let question = RunningEngine.question().setting("output_config", to: ["effort": "xhigh"])
        try await RunningEngine.serving(.on("hello", refusal), Self.rule(.inputTokens(5))) { proxy in
            _ = try await proxy.stream(question)
            _ = try await proxy.answer(to: question, at: Self.path)

            let efforts = proxy.upstream.requests.map { $0.json["reasoning"]?["effort"]?.string }
            #expect(efforts == ["xhigh", "high", "high"])
        }
    }

    @Test func `a count is recorded as such, with the upstream's stages`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.answer(to: Self.body, at: Self.path)

            let exchange = try #require(try await proxy.waitForEnded().first)
            #expect(exchange.endpoint == .countTokens)
            #expect(exchange.attempts.map(\.status) == [200])
            let stages = try #require(proxy.engine.ring.stages(of: exchange.id))
            #expect(stages.upstreamRequest.body == proxy.upstream.requests.first?.body)
            #expect(String(decoding: stages.upstreamAnswer.body, as: UTF8.self).contains("input_tokens"))
        }
    }
}
