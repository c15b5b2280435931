import TranslationTestSupport

@testable import Translation

/// One of the upstreams a request may be for: a model, and what the configuration and earlier refusals say about it.
/// The same seed gives the same target.
struct TranslationTargetChoice: CustomStringConvertible {
    static let scope = "organisation-a"

    let dialect: DialectName
    let model: String
    let isOpenAI: Bool
    var options = TargetOptions()
    var refused: Set<String> = []
    var dropsReasoning = false
    var sessionID: String?

    init(seed: UInt64, dialect: DialectName) {
        self.dialect = dialect
        // Away from the numbers that the request of the same seed is made of.
        var dice = Dice(seed: seed ^ 0x5EED_0000_0000)
        isOpenAI = !dice.chance(4)
        switch (dialect, isOpenAI) {
        case (.responses, true):
            model = dice.pick([
                "gpt-5.2", "gpt-5.2", "gpt-5", "gpt-4.1", "o3", "o3-mini", "gpt-5.6-terra", "gpt-6-astra",
                "gpt-6.2-sol",
                "gpt-7",
            ])
        case (_, true):
            model = dice.pick([
                "gpt-4.1", "gpt-4.1", "gpt-4o", "gpt-5", "gpt-5.1", "gpt-5.2", "o3", "gpt-5.4", "gpt-5.6", "o3-mini",
            ])
        case (_, false):
            model = dice.pick(["qwen3-coder", "deepseek-chat", "gpt-oss-120b"])
        }
        if dice.chance(5) { configure(&dice) }
        if dice.chance(5) {
            for _ in 0...dice.roll(2) { refused.insert(dice.pick(Self.refusable)) }
        }
        dropsReasoning = dice.chance(12)
        sessionID = dice.chance(6) ? dice.token() : nil
    }

    private static let refusable = [
        "temperature", "top_p", "reasoning.summary", "reasoning", "reasoning.effort", "reasoning_effort",
        "service_tier",
        "parallel_tool_calls", "text.format", "response_format", "stop", "store", "max_completion_tokens", "max_tokens",
        "max_output_tokens", "prompt_cache_key", "safety_identifier", "tool_choice", "stream_options", "include",
        "text.verbosity", "verbosity",
    ]

    private mutating func configure(_ dice: inout Dice) {
        options = TargetOptions(
            effort: dice.chance(2) ? dice.pick(["low", "high", "none", "much"]) : nil,
            maxOutputTokens: dice.chance(3) ? 4000 : nil,
            serviceTier: dice.chance(3) ? "flex" : nil,
            verbosity: dice.chance(3) ? "low" : nil,
            extraBody: dice.chance(2)
                ? try? RawJSON(validating: dice.pick(Self.extraBodies))
                : nil,
            rule: "config.yaml:7"
        )
    }

    private static let extraBodies = [
        #"{"seed": 3}"#, #"{"temperature": 0.25}"#, #"{"reasoning": {"effort": "low"}, "top_p": 0.5}"#,
        #"{"max_output_tokens": 77, "max_tokens": 77}"#, #"{"tool_choice": "auto", "service_tier": "flex"}"#,
        #"{"text": {"verbosity": "low"}, "response_format": {"type": "text"}}"#, #"{"stream_options": {}}"#,
    ]

    var target: TranslationTarget {
        TranslationTarget(
            model: model,
            profile: ModelCatalog.bundled.profile(for: model),
            server: isOpenAI ? .openAI : .generic,
            options: options,
            refusedParameters: refused,
            sealScope: Self.scope,
            dropsReasoning: dropsReasoning,
            sessionID: sessionID
        )
    }

    var description: String {
        var parts = ["\(dialect.rawValue) \(model)", isOpenAI ? "OpenAI" : "another server"]
        if options.rule != nil {
            let settings: [(String, String?)] = [
                ("effort", options.effort), ("max_output_tokens", options.maxOutputTokens.map(String.init)),
                ("service_tier", options.serviceTier), ("verbosity", options.verbosity),
                ("extra_body", options.extraBody?.text),
            ]
            parts += settings.compactMap { name, value in value.map { "\(name) \($0)" } }
        }
        if !refused.isEmpty { parts.append("refused \(refused.sorted())") }
        if dropsReasoning { parts.append("drops reasoning") }
        if let sessionID { parts.append("session \(sessionID)") }
        return parts.joined(separator: ", ")
    }
}
