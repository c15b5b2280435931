import Testing
import TranslationTestSupport

@testable import Translation

@Suite struct EffortPolicyTests {
    private func decide(
        _ fields: String,
        model: String,
        dialect: DialectName = .responses,
        options: TargetOptions = TargetOptions(),
        maxTokens: Int = 32_000,
        tools: Bool = false
    ) throws -> (effort: Effort?, notes: [TranslationNote]) {
        let tool = #"{"name": "Read", "input_schema": {"type": "object", "properties": {}}}"#
        let json = """
            {"model": "claude-opus-5-5", "max_tokens": \(maxTokens),
             "messages": [{"role": "user", "content": "hi"}],
             "tools": [\(tools ? tool : "")]\(fields.isEmpty ? "" : ", " + fields)}
            """
        var notes: [TranslationNote] = []
        let effort = EffortPolicy.effort(
            for: try MessagesRequest(JSONDocument(json)),
            profile: ModelCatalog.bundled.profile(for: model),
            traits: dialect.traits,
            options: options,
            notes: &notes
        )
        return (effort, notes)
    }

    // MARK: output_config.effort

    struct Degradation: Sendable {
        var model: String
        var dialect = DialectName.responses
        /// What low, medium, high, xhigh and max become.
        var sent: [Effort]
    }

    @Test(arguments: [
        Degradation(model: "o3", sent: [.low, .medium, .high, .high, .high]),
        Degradation(model: "gpt-5", sent: [.low, .medium, .high, .high, .high]),
        Degradation(model: "gpt-5-pro", sent: [.high, .high, .high, .high, .high]),
        Degradation(model: "gpt-5.1", sent: [.low, .medium, .high, .high, .high]),
        Degradation(model: "gpt-5.2", sent: [.low, .medium, .high, .xhigh, .xhigh]),
        Degradation(model: "gpt-5.2-pro", sent: [.medium, .medium, .high, .xhigh, .xhigh]),
        Degradation(model: "gpt-5.4", sent: [.low, .medium, .high, .xhigh, .xhigh]),
        Degradation(model: "gpt-5.6-luna", sent: [.low, .medium, .high, .xhigh, .max]),
        Degradation(model: "gpt-5.6-luna", dialect: .chat, sent: [.low, .medium, .high, .xhigh, .xhigh]),
        Degradation(model: "gpt-6-astra", sent: [.low, .medium, .high, .xhigh, .max]),
        Degradation(model: "gpt-6-astra", dialect: .chat, sent: [.low, .medium, .high, .xhigh, .xhigh]),
        Degradation(model: "gpt-9-unheard-of", sent: [.low, .medium, .high, .high, .high]),
    ])
    func `an effort the model does not take becomes the nearest it does`(row: Degradation) throws {
        let target: JSONPath = row.dialect == .chat ? "reasoning_effort" : "reasoning.effort"
        for (asked, sent) in zip(["low", "medium", "high", "xhigh", "max"], row.sent) {
            let made = try decide(#""output_config": {"effort": "\#(asked)"}"#, model: row.model, dialect: row.dialect)

            #expect(made.effort == sent, "\(asked)")
            let note = try #require(made.notes.first)
            #expect(made.notes.count == 1)
            #expect((note.kind, note.source, note.target) == (.map, "output_config.effort", target))
            #expect((note.reason[.sent] != nil) == (sent.rawValue != asked))
        }
    }

    @Test func `an unknown effort is dropped and the next source decides`() throws {
        let made = try decide(
            #""output_config": {"effort": "extreme"}, "thinking": {"type": "enabled", "budget_tokens": 9000}"#,
            model: "gpt-5.2"
        )

        #expect(made.effort == .high)
        #expect(made.notes.map(\.kind) == [.drop, .map])
        #expect(made.notes.map(\.source) == ["output_config.effort", "thinking.budget_tokens"])
    }

    @Test func `the effort wins over the budget, which is dropped`() throws {
        let made = try decide(
            #""output_config": {"effort": "low"}, "thinking": {"type": "enabled", "budget_tokens": 60000}"#,
            model: "gpt-5"
        )

        #expect(made.effort == .low)
        #expect(Set(made.notes.map(\.source)) == ["output_config.effort", "thinking.budget_tokens"])
        #expect(made.notes.contains { $0.kind == .drop && $0.source == "thinking.budget_tokens" })
    }

    // MARK: thinking

    @Test(
        arguments: zip(
            [0, 1, 512, 513, 1024, 1025, 8192, 8193, 24576, 24577, 50000],
            [
                Effort.none, .minimal, .minimal, .low, .low, .medium, .medium, .high, .high, .xhigh, .xhigh,
            ]
        )
    )
    func `a budget is an effort`(budget: Int, effort: Effort) {
        #expect(EffortPolicy.effort(budgetTokens: budget) == effort)
    }

    @Test(arguments: [
        ("gpt-5", [Effort.minimal, .minimal, .low, .medium, .high, .high]),
        ("gpt-5.2", [.none, .low, .low, .medium, .high, .xhigh]),
        ("gpt-6-astra", [.low, .low, .low, .medium, .high, .xhigh]),
    ])
    func `budgets 0, 512, 1024, 8192, 24576 and 50000 fit the model`(model: String, efforts: [Effort]) throws {
        for (budget, effort) in zip([0, 512, 1024, 8192, 24576, 50000], efforts) {
            let made = try decide(#""thinking": {"type": "enabled", "budget_tokens": \#(budget)}"#, model: model)

            #expect(made.effort == effort, "\(budget)")
            #expect(made.notes.map(\.source) == ["thinking.budget_tokens"])
            #expect(made.notes.map(\.kind) == [.map])
        }
    }

    @Test(arguments: [
        ("gpt-5", Effort.minimal), ("gpt-5.2", .none), ("gpt-6-astra", .low), ("o3", .low), ("gpt-5-pro", .high),
        ("gpt-5.2-pro", .medium), ("gpt-5.6-sol", .none),
    ])
    func `disabled thinking is the lowest effort there is`(model: String, effort: Effort) throws {
        let made = try decide(#""thinking": {"type": "disabled"}"#, model: model)

        #expect(made.effort == effort)
        #expect(made.notes.map(\.kind) == [.map])
        #expect(made.notes.map(\.source) == ["thinking"])
    }

    @Test func `disabled thinking wins over an effort, which is dropped`() throws {
        let made = try decide(
            #""thinking": {"type": "disabled"}, "output_config": {"effort": "max"}"#,
            model: "gpt-5.2"
        )

        #expect(made.effort == Effort.none)
        #expect(made.notes.contains { $0.kind == .drop && $0.source == "output_config.effort" })
    }

    @Test(arguments: [#"{"type": "adaptive"}"#, #"{"type": "enabled"}"#])
    func `thinking without a budget is left to the model`(thinking: String) throws {
        let made = try decide(#""thinking": \#(thinking)"#, model: "gpt-5.2", maxTokens: 64)

        #expect(made.effort == nil)
        #expect(made.notes.map(\.kind) == [.map])
    }

    @Test func `an unknown mode is taken as adaptive and noted`() throws {
        let made = try decide(#""thinking": {"type": "telepathic"}"#, model: "gpt-5.2")

        #expect(made.effort == nil)
        #expect(made.notes.first?.kind == .lossy)
        #expect(made.notes.first?.reason == NoteReason(.thinkingModeUnknown, .value("telepathic")))
    }

    @Test(arguments: [("gpt-5", Effort.minimal), ("gpt-5.2", .none), ("gpt-6-astra", .low)])
    func `thinking between tools alone is the lowest effort, and a loss`(model: String, effort: Effort) throws {
        let made = try decide(#""thinking": {"type": "between_tools"}"#, model: model)

        #expect(made.effort == effort)
        #expect(made.notes.map(\.kind) == [.lossy])
    }

    @Test(arguments: DialectName.translated)
    func `each effort fits each family on each API`(_ dialect: DialectName) throws {
        for profile in ModelCatalog.bundled.models where profile.reasons && profile.dialects.contains(dialect) {
            for asked in ["low", "medium", "high", "xhigh", "max"] {
                let made = try decide(
                    #""output_config": {"effort": "\#(asked)"}"#,
                    model: profile.name,
                    dialect: dialect
                )
                let effort = try #require(made.effort, "\(profile.name)")
                #expect(profile.efforts.contains(effort), "\(profile.name)")
                #expect(dialect == .responses || effort != .max, "\(profile.name)")
            }
        }
    }

    // MARK: Few tokens

    @Test(arguments: [64, 2112, 4096], [("gpt-5", Effort.minimal), ("gpt-5.6-sol", .none), ("gpt-6-astra", .low)])
    func `few tokens and no word of thinking are spent on the answer`(maxTokens: Int, row: (String, Effort)) throws {
        let made = try decide("", model: row.0, maxTokens: maxTokens)

        #expect(made.effort == row.1)
        #expect(made.notes.map(\.kind) == [.add])
        #expect(made.notes.map(\.target) == ["reasoning.effort"])
    }

    @Test(arguments: [0, 4097, 128_000])
    func `with tokens enough, or none to count with, nothing is added`(maxTokens: Int) throws {
        let made = try decide("", model: "gpt-5", maxTokens: maxTokens)

        #expect(made.effort == nil)
        #expect(made.notes.isEmpty)
    }

    @Test func `a requested effort is kept with few tokens`() throws {
        let made = try decide(#""output_config": {"effort": "high"}"#, model: "gpt-5", maxTokens: 64)

        #expect(made.effort == .high)
    }

    // MARK: Configuration

    private let configured = TargetOptions(effort: "high", rule: "config.yaml:14")

    @Test func `the configuration wins over everything and is cited`() throws {
        let made = try decide(
            #""output_config": {"effort": "low"}, "thinking": {"type": "enabled", "budget_tokens": 2000}"#,
            model: "gpt-5.2",
            options: configured
        )

        #expect(made.effort == .high)
        let note = try #require(made.notes.first { $0.kind == .map })
        #expect((note.source, note.target, note.rule) == ("output_config.effort", "reasoning.effort", "config.yaml:14"))
        #expect(made.notes.contains { $0.kind == .drop && $0.source == "thinking.budget_tokens" })
    }

    @Test func `the configuration wins over disabled thinking`() throws {
        let made = try decide(#""thinking": {"type": "disabled"}"#, model: "gpt-5.2", options: configured)

        #expect(made.effort == .high)
        #expect(made.notes.map(\.source) == ["thinking"])
    }

    @Test func `the configuration's effort is an addition`() throws {
        let made = try decide("", model: "gpt-5.2", options: configured, maxTokens: 64)

        #expect(made.effort == .high)
        #expect(made.notes.map(\.kind) == [.add])
        #expect(made.notes.map(\.rule) == ["config.yaml:14"])
    }

    @Test func `the configuration's effort is fitted to the model too`() throws {
        let options = TargetOptions(effort: "max", rule: "config.yaml:2")

        let made = try decide("", model: "gpt-5", options: options)

        #expect(made.effort == .high)
        #expect(made.notes.first?.reason[.sent] == .text("high"))
    }

    @Test func `an invalid effort in the configuration is noted and ignored`() throws {
        let options = TargetOptions(effort: "very", rule: "config.yaml:2")

        let made = try decide(#""output_config": {"effort": "low"}"#, model: "gpt-5", options: options)

        #expect(made.effort == .low)
        #expect(made.notes.first?.kind == .drop)
        #expect(made.notes.first?.rule == "config.yaml:2")
    }

    // MARK: Models that do not reason

    @Test func `a model that does not reason drops effort and thinking, with a note for each`() throws {
        let made = try decide(
            #""output_config": {"effort": "high"}, "thinking": {"type": "adaptive"}"#,
            model: "gpt-4.1"
        )

        #expect(made.effort == nil)
        #expect(made.notes.map(\.kind) == [.drop, .drop])
        #expect(made.notes.map(\.source) == ["output_config.effort", "thinking"])
    }

    @Test func `a model that does not reason gets no effort without a request for one`() throws {
        let made = try decide("", model: "gpt-4.1", maxTokens: 64)

        #expect(made.effort == nil)
        #expect(made.notes.isEmpty)
    }

    @Test func `the configuration cannot make gpt-4o reason, but it knows its own servers`() throws {
        let refused = try decide("", model: "gpt-4o", options: configured)
        let obeyed = try decide("", model: "my-own-reasoner", dialect: .chat, options: configured)

        #expect(refused.effort == nil)
        #expect(refused.notes.map(\.kind) == [.drop])
        #expect(refused.notes.map(\.rule) == ["config.yaml:14"])
        #expect(obeyed.effort == .high)
        #expect(obeyed.notes.map(\.kind) == [.add])
    }

    // MARK: Tools on Chat Completions

    @Test func `a model that takes tools on Chat only without reasoning gets effort none with them`() throws {
        let asked = #""output_config": {"effort": "high"}"#

        let withTools = try decide(asked, model: "gpt-5.6-sol", dialect: .chat, tools: true)
        let withoutTools = try decide(asked, model: "gpt-5.6-sol", dialect: .chat)
        let onResponses = try decide(asked, model: "gpt-5.6-sol", tools: true)

        #expect(withTools.effort == Effort.none)
        #expect(withTools.notes.map(\.kind) == [.lossy])
        #expect(withTools.notes.map(\.source) == ["output_config.effort"])
        #expect(withoutTools.effort == .high)
        #expect(onResponses.effort == .high)
    }

    @Test func `where its default is to reason, effort none is added for the tools`() throws {
        let reasons = try decide("", model: "gpt-5.5", dialect: .chat, tools: true)
        let doesNot = try decide("", model: "gpt-5.4", dialect: .chat, tools: true)

        #expect(reasons.effort == Effort.none)
        #expect(reasons.notes.map(\.kind) == [.add])
        #expect(doesNot.effort == nil)
        #expect(doesNot.notes.isEmpty)
    }
}
