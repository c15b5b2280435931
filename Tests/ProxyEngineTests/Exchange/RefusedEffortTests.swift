import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// An effort that a model turns out not to take: lowered at once, and remembered.
@Suite(.untilHung)
struct RefusedEffortTests {
    private static func refusal(_ api: DialectName, _ effort: String) -> ScriptedAnswer {
        .error(
            400,
            code: "unsupported_value",
            parameter: api == .chat ? "reasoning_effort" : "reasoning.effort",
            "Unsupported value: '\(effort)' is not supported with the 'gpt-5.2' model."
        )
    }

    private static func question(_ effort: String) -> JSON {
        RunningEngine.question().setting("output_config", to: ["effort": .string(effort)])
    }

    private static func efforts(_ proxy: RunningEngine) -> [String?] {
        proxy.upstream.requests.map { request in
            (request.json["reasoning"]?["effort"] ?? request.json["reasoning_effort"])?.string
        }
    }

    private static let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }

    @Test(arguments: DialectName.translated)
    func `a refused effort becomes the next lower one, and from then on at once`(_ api: DialectName) async throws {
        try await RunningEngine.serving(
            .on("hello", Self.refusal(api, "xhigh")),
            api: api,
            configure: Self.once
        ) { proxy in
            for _ in 0..<2 {
                let answer = try await proxy.stream(Self.question("xhigh"))
                #expect(answer.isWhole)
            }

            #expect(Self.efforts(proxy) == ["xhigh", "high", "high"])
        }
    }

    @Test(arguments: DialectName.translated)
    func `other efforts are unchanged`(_ api: DialectName) async throws {
        try await RunningEngine.serving(
            .on("hello", Self.refusal(api, "medium")),
            api: api,
            configure: Self.once
        ) { proxy in
            for effort in ["medium", "high", "low", "medium", "xhigh"] {
                _ = try await proxy.stream(Self.question(effort))
            }

            #expect(Self.efforts(proxy) == ["medium", "low", "high", "low", "low", "xhigh"])
        }
    }

    @Test(arguments: DialectName.translated)
    func `after two refused efforts the model's default is used`(_ api: DialectName) async throws {
        let rules = ["xhigh", "high", "medium"].map { ScriptRule.on("hello", Self.refusal(api, $0)) }
        try await RunningEngine.serving(rules[0], rules[1], rules[2], api: api, configure: Self.once) { proxy in
            let answer = try await proxy.stream(Self.question("xhigh"))
            #expect(answer.isWhole)

            #expect(Self.efforts(proxy) == ["xhigh", "high", "medium", nil])
        }
    }

    @Test(arguments: DialectName.translated)
    func `a model that refuses them all is an error after a bounded number of tries`(_ api: DialectName) async throws {
        let rule = ScriptRule.always(on: "hello", Self.refusal(api, "xhigh"))
        try await RunningEngine.serving(rule, api: api, configure: Self.once) { proxy in
            let answer = try await proxy.answer(to: Self.question("xhigh"))

            #expect(answer.status == 400)
            #expect(proxy.upstream.requests.count == 4)
        }
    }

    @Test func `it is noted in the exchange and published as an event`() async throws {
        try await RunningEngine.serving(
            .on("hello", Self.refusal(.responses, "xhigh")),
            configure: Self.once
        ) { proxy in
            _ = try await proxy.stream(Self.question("xhigh"))

            try await proxy.waitForEvent { event in
                guard case .translation(.parameterRefused(_, "gpt-5.2", "reasoning.effort=xhigh")) = event else {
                    return false
                }
                return true
            }
            let notes = try #require(try await proxy.waitForEnded().first?.notes)
            let note = try #require(notes.first { $0.target == "reasoning.effort" })
            #expect(note.source == "output_config.effort")
            #expect(note.reason == NoteReason(.effortAsked, .effort("xhigh"), .model("gpt-5.2"), .sent("high")))
        }
    }

    @Test func `another model still gets a parameter that one has refused`() async throws {
        let configure: @Sendable (inout Config) -> Void = { config in
            config.upstreams[0].retries = 0
            config.models.append(ModelRule(match: "other", to: "gpt-5.4", upstream: RunningEngine.upstreamName))
        }
        try await RunningEngine.serving(
            .on("hello", Self.refusal(.responses, "xhigh")),
            configure: configure
        ) { proxy in
            _ = try await proxy.stream(Self.question("xhigh"))
            _ = try await proxy.stream(Self.question("xhigh").setting("model", to: "other"))

            #expect(Self.efforts(proxy) == ["xhigh", "high", "xhigh"])
        }
    }

    @Test func `the counter is asked without refused parameters`() async throws {
        let rules = (
            ScriptRule.on("hello", Self.refusal(.responses, "xhigh")),
            ScriptRule(RequestMatch(api: .inputTokens), times: nil, answer: .inputTokens(5))
        )
        try await RunningEngine.serving(rules.0, rules.1, configure: Self.once) { proxy in
            _ = try await proxy.stream(Self.question("xhigh"))
            _ = try await proxy.answer(to: Self.question("xhigh"), at: "/v1/messages/count_tokens")

            #expect(Self.efforts(proxy) == ["xhigh", "high", "high"])
        }
    }
}
