import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What an upstream refuses is left out of the next attempt, and of the requests that follow.
@Suite struct ExchangeRefusalTableTests {
    private static func refusal(_ parameter: String, _ code: String = "unsupported_parameter") -> String {
        #"{"error":{"code":"\#(code)","param":"\#(parameter)","message":"x"}}"#
    }

    /// The bodies of all attempts of exchanges that follow each other. The upstream answers a body with the error that
    /// `refuses` gives for it. No retry is allowed.
    private static func bodies(
        _ api: DialectName,
        _ questions: [JSON],
        configure: @escaping (inout Config) -> Void = { _ in },
        refusing refuses: (JSON) -> String?
    ) throws -> [JSON] {
        let refusals = RefusalMemory()
        return try questions.flatMap { question in
            let rig = try ExchangeRig(api, question, refusals: refusals) { config in
                config.upstreams[0].retries = 0
                configure(&config)
            }
            rig.take(.start)
            while rig.outcome == nil, let sent = rig.sent.last {
                let attempt = rig.sent.count
                if let refusal = refuses(sent) {
                    rig.take(all: .refusal(400, refusal, attempt: attempt))
                } else {
                    rig.take(all: .wholeAnswer(api, attempt: attempt))
                }
            }
            return rig.sent
        }
    }

    // MARK: Parameters

    private static let warm = RunningEngine.question(model: "claude-sonnet-4-5").setting("temperature", to: 0.5)

    @Test(arguments: DialectName.translated)
    func `a refused parameter is left out, and from then on`(_ api: DialectName) throws {
        let bodies = try Self.bodies(api, [Self.warm, Self.warm]) { body in
            body["temperature"].map { _ in Self.refusal("temperature") }
        }

        #expect(bodies.map { $0["temperature"] != nil } == [true, false, false])
    }

    @Test func `another model still gets a parameter that one has refused`() throws {
        let other: (inout Config) -> Void = { config in
            config.models.append(ModelRule(match: "other", to: "gpt-4o", upstream: "openai"))
        }
        let questions = [Self.warm, Self.warm.setting("model", to: "other")]
        let bodies = try Self.bodies(.responses, questions, configure: other) { body in
            body["model"] == "gpt-4.1" && body["temperature"] != nil ? Self.refusal("temperature") : nil
        }

        #expect(bodies.map { $0["temperature"] != nil } == [true, false, true])
    }

    @Test func `a parameter refused again although it is gone is the client's error`() throws {
        let rig = try ExchangeRig(.responses, Self.warm)
        rig.take(.start).take(all: .refusal(400, Self.refusal("temperature")))
        rig.take(all: .refusal(400, Self.refusal("temperature"), attempt: 2))

        #expect(rig.sent.count == 2)
        #expect(rig.done().suffix(2) == ["ended", "error 400"])
    }

    @Test func `two requests under way at once both get over the same refusal, which is news once`() throws {
        let refusals = RefusalMemory()
        let rigs = try (0..<2).map { _ in try ExchangeRig(.responses, Self.warm, refusals: refusals).take(.start) }
        for rig in rigs { rig.take(all: .refusal(400, Self.refusal("temperature"))) }

        #expect(rigs.map { $0.sent.map { $0["temperature"] != nil } } == [[true, false], [true, false]])
        #expect(rigs.map(\.refused) == [["temperature"], []])
    }

    @Test func `summaries that an organisation may not have are requested only once`() throws {
        let thinking: JSON = ["type": "adaptive", "display": "summarized"]
        let question = RunningEngine.question(model: "claude-haiku-4-5").setting("thinking", to: thinking)
        let bodies = try Self.bodies(.responses, [question, question]) { body in
            body["reasoning"]?["summary"].map { _ in Self.refusal("reasoning.summary", "unsupported_value") }
        }

        #expect(bodies.map { $0["reasoning"]?["summary"] != nil } == [true, false, false])
    }

    @Test func `marks for the cache that an upstream does not know are left out, and from then on`() throws {
        let newest: (inout Config) -> Void = { config in
            config.models.insert(ModelRule(match: "*", to: "gpt-5.6-sol", upstream: "openai"), at: 0)
        }
        let question = RunningEngine.question().setting("cache_control", to: ["type": "ephemeral"])
        let mark = "input[0].content[0].prompt_cache_breakpoint"
        let bodies = try Self.bodies(.responses, [question, question], configure: newest) { body in
            body.text.contains("breakpoint") ? Self.refusal(mark, "unknown_parameter") : nil
        }

        #expect(bodies.map { $0.text.contains("breakpoint") } == [true, false, false])
    }

    // MARK: Efforts

    private static func question(_ effort: String) -> JSON {
        RunningEngine.question().setting("output_config", to: ["effort": .string(effort)])
    }

    private static func effort(_ body: JSON) -> String? {
        (body["reasoning"]?["effort"] ?? body["reasoning_effort"])?.string
    }

    /// The efforts of all attempts, at an upstream that refuses some of them.
    private static func efforts(
        _ api: DialectName,
        _ questions: [String],
        refusing refused: Set<String>,
        by model: String = "gpt-5.2",
        configure: @escaping (inout Config) -> Void = { _ in }
    ) throws -> [String?] {
        let parameter = api == .chat ? "reasoning_effort" : "reasoning.effort"
        return try bodies(api, questions.map(question), configure: configure) { body in
            guard let effort = effort(body), refused.contains(effort), body["model"]?.string == model else {
                return nil
            }
            return Self.refusal(parameter, "unsupported_value")
        }.map(effort)
    }

    @Test(arguments: DialectName.translated)
    func `a refused effort becomes the next lower one, and from then on at once`(_ api: DialectName) throws {
        #expect(try Self.efforts(api, ["xhigh", "xhigh"], refusing: ["xhigh"]) == ["xhigh", "high", "high"])
    }

    @Test(arguments: DialectName.translated)
    func `other efforts are unchanged`(_ api: DialectName) throws {
        let efforts = try Self.efforts(api, ["medium", "high", "low", "medium", "xhigh"], refusing: ["medium"])

        #expect(efforts == ["medium", "low", "high", "low", "low", "xhigh"])
    }

    @Test(arguments: DialectName.translated)
    func `after two refused efforts the model's default is used`(_ api: DialectName) throws {
        let efforts = try Self.efforts(api, ["xhigh"], refusing: ["xhigh", "high", "medium"])

        #expect(efforts == ["xhigh", "high", "medium", nil])
    }

    @Test(arguments: DialectName.translated)
    func `a model that refuses them all is an error after a bounded number of tries`(_ api: DialectName) throws {
        let parameter = api == .chat ? "reasoning_effort" : "reasoning.effort"
        let bodies = try Self.bodies(api, [Self.question("xhigh")]) { _ in
            Self.refusal(parameter, "unsupported_value")
        }

        #expect(bodies.count == 4)
    }

    @Test func `a refused effort is noted and recorded`() throws {
        let rig = try ExchangeRig(.responses, Self.question("xhigh"))
        rig.take(.start).take(all: .refusal(400, Self.refusal("reasoning.effort", "unsupported_value")))

        #expect(rig.refused == ["reasoning.effort=xhigh"])
        let note = try #require(rig.notes.first { $0.target == "reasoning.effort" })
        #expect(note.source == "output_config.effort")
        #expect(note.reason == NoteReason(.effortAsked, .effort("xhigh"), .model("gpt-5.2"), .sent("high")))
    }

    // MARK: Reasoning

    private static let thinking: JSON = ["type": "adaptive", "display": "summarized"]

    /// A request that goes on from an answer with sealed reasoning.
    private static func secondTurn() throws -> JSON {
        let rig = try ExchangeRig(
            .responses,
            RunningEngine.question("first", streamed: false).setting("thinking", to: thinking)
        )
        let reasoning =
            #"{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"s"}"#
        let text = #"{"type":"message","id":"m","content":[{"type":"output_text","text":"One."}]}"#
        rig.take(.start).take(all: .completed([reasoning, text]))
        let content = try #require(rig.whole?["content"])
        try #require(content[0]?["type"] == "thinking")
        return RunningEngine.question().setting("thinking", to: thinking).setting(
            "messages",
            to: [
                ["role": "user", "content": "first"], ["role": "assistant", "content": content],
                ["role": "user", "content": "second"],
            ]
        )
    }

    private static func reasoningItems(_ body: JSON) -> Int {
        (body["input"]?.elements ?? []).count { $0["type"]?.string == "reasoning" }
    }

    @Test(arguments: [
        #"{"error":{"code":"invalid_encrypted_content","message":"The encrypted content could not be verified."}}"#,
        #"{"error":{"param":"input","message":"Item 'rs_1' of type 'reasoning' was provided without its required "#
            + #"following item."}}"#,
        #"{"error":{"param":"input","message":"Item 'fc_1' of type 'function_call' was provided without its required "#
            + #"'reasoning' item: 'rs_1'."}}"#,
    ])
    func `reasoning that cannot be used is left out of one more try, and of no third`(_ refusal: String) throws {
        let rig = try ExchangeRig(.responses, try Self.secondTurn()) { $0.upstreams[0].retries = 0 }
        rig.take(.start).take(all: .refusal(400, refusal))
        #expect(rig.sent.map(Self.reasoningItems) == [1, 0])
        #expect(rig.notes.contains { $0.code == .reasoningNotOpened })
        rig.take(all: .refusal(400, refusal, attempt: 2))

        #expect(rig.sent.count == 2)
        #expect(rig.done().last == "error 400")
    }
}
