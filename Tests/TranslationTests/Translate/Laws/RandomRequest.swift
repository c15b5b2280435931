import TranslationTestSupport

@testable import Translation

/// The body of a Messages request with anything in it that Anthropic's API documents and much that it does not: every
/// field, block, tool and choice, unknown ones at every level, in any company. The same seed gives the same body.
///
/// Every string of content holds a token, and every number is one, that occurs nowhere else in it.
struct RandomRequest {
    var dice: Dice
    /// Ids of calls that results may answer.
    var recentIDs: [String] = []
    /// Names of tools that calls and choices may name.
    var toolNames: [String] = []
    /// Signatures are made for this model and scope.
    let target: TranslationTargetChoice

    static func body(seed: UInt64, for target: TranslationTargetChoice) -> JSON {
        var request = RandomRequest(dice: Dice(seed: seed), target: target)
        return request.body()
    }

    private mutating func body() -> JSON {
        let tools: JSON? = dice.chance(3) ? nil : self.tools()
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: JSON?) {
            if let value { members.append(JSON.Member(key: key, value: value)) }
        }
        add("model", .string(dice.chance(8) ? target.model : "claude-\(dice.token())"))
        add("max_tokens", .integer(dice.chance(6) ? dice.pick([1, 4, 16, 64, 2112]) : dice.number()))
        add("messages", messages())
        if dice.chance(2) { add("system", system()) }
        add("tools", tools)
        if dice.chance(2) { add("tool_choice", toolChoice()) }
        if dice.chance(2) { add("thinking", thinking()) }
        if dice.chance(2) { add("output_config", outputConfiguration()) }
        if dice.chance(20) { add("output_format", outputFormat()) }
        if dice.chance(2) { add("stream", dice.flag()) }
        for _ in 0..<dice.roll(4) {
            let extra = dice.pick(Self.extras)
            if !members.contains(where: { $0.key == extra }) { add(extra, field(extra)) }
        }
        return .object(members)
    }

    private static let extras = [
        "stop_sequences", "temperature", "top_p", "top_k", "metadata", "service_tier", "speed", "cache_control",
        "context_management", "container", "inference_geo", "diagnostics", "billing_policy", "compaction", "fallbacks",
        "fallback_credit_token", "thread", "betas", "sparkle", "mcp_servers", "nothing",
    ]

    private mutating func field(_ name: String) -> JSON {
        switch name {
        case "stop_sequences": .array((0..<dice.roll(6)).map { _ in dice.chance(8) ? " " : word() })
        case "temperature", "top_p": dice.fraction()
        case "top_k": .integer(dice.number())
        case "metadata": metadata()
        case "service_tier": dice.pick(["auto", "standard_only", word()])
        case "speed": dice.pick(["standard", "fast", word()])
        case "cache_control": cacheControl()
        case "context_management":
            ["edits": [["type": "clear_thinking_20251015", "keep": "all"], ["type": word(), "value": number()]]]
        case "container": dice.chance(2) ? word() : ["id": word(), "skills": []]
        case "mcp_servers": dice.chance(3) ? [["type": "url", "name": word(), "url": word()]] : []
        case "betas": dice.chance(2) ? [] : [word()]
        case "nothing": .null
        default: anything()
        }
    }

    private mutating func metadata() -> JSON {
        let packed: JSON = .members(
            ("device_id", dice.chance(2) ? word() : nil),
            ("account_uuid", dice.chance(2) ? "" : nil),
            ("session_id", dice.chance(2) ? word() : nil)
        )
        let plain = word()
        let user: JSON = dice.pick([
            .string(packed.text), plain, "", .string("user_\(dice.token())_account_a_session_\(dice.token())"), .null,
        ])
        return .members(("user_id", dice.chance(8) ? nil : user), ("sparkle", dice.chance(8) ? word() : nil))
    }

    private mutating func thinking() -> JSON {
        let type = dice.pick(["enabled", "enabled", "adaptive", "disabled", "between_tools", dice.token()])
        return .members(
            ("type", .string(type)),
            ("budget_tokens", type == "enabled" && !dice.chance(8) ? number() : nil),
            ("display", dice.chance(3) ? dice.pick(["summarized", "omitted", "updates"]) : nil),
            ("block_binding", dice.chance(8) ? word() : nil)
        )
    }

    private mutating func outputConfiguration() -> JSON {
        let efforts: [JSON] = ["low", "medium", "high", "xhigh", "max", "minimal", "none", word()]
        return .members(
            ("effort", dice.chance(2) ? dice.pick(efforts) : nil),
            ("format", dice.chance(3) ? outputFormat() : nil),
            ("task_budget", dice.chance(6) ? ["type": "tokens", "total": number()] : nil),
            ("sparkle", dice.chance(12) ? anything() : nil)
        )
    }

    private mutating func outputFormat() -> JSON {
        .members(
            ("type", "json_schema"),
            ("schema", dice.chance(2) ? strictSchema() : schema(depth: 2)),
            ("name", dice.chance(6) ? word() : nil)
        )
    }

    private mutating func system() -> JSON {
        if dice.chance(3) { return text() }
        var blocks: [JSON] = []
        if dice.chance(4) {
            let line = "x-anthropic-billing-header: cc_version=\(dice.token());"
            blocks.append(["type": "text", "text": .string(dice.chance(2) ? line : line + "\nand \(dice.token())")])
        }
        for _ in 0..<dice.roll(4) { blocks.append(dice.chance(12) ? oddBlock() : textBlock()) }
        return .array(blocks)
    }

    // MARK: Parts

    mutating func word() -> JSON { .string(dice.token()) }

    mutating func number() -> JSON { .integer(dice.number()) }

    mutating func text() -> JSON {
        switch dice.roll(14) {
        case 0: ""
        case 1: " \n\t"
        case 2: .string("say \"\(dice.token())\",\nthen \\ and \u{1}")
        case 3: .string("é😀 \(dice.token()) 漢")
        default: .string("words \(dice.token())")
        }
    }

    mutating func cacheControl() -> JSON {
        .members(("type", "ephemeral"), ("ttl", dice.chance(2) ? dice.pick(["5m", "1h"]) : nil))
    }

    /// A value of any form, for unknown fields.
    mutating func anything() -> JSON {
        switch dice.roll(7) {
        case 0: word()
        case 1: number()
        case 2: dice.flag()
        case 3: []
        case 4: .object([])
        case 5: .null
        default: ["inner": .array([word(), ["more": number()]])]
        }
    }

    /// `block` with the members that may stand on any block.
    mutating func adorned(_ block: JSON) -> JSON {
        var block = block
        if dice.chance(8) { block = block.setting("cache_control", to: cacheControl()) }
        if dice.chance(16) { block = block.setting("sparkle", to: anything()) }
        return block
    }
}
