import TranslationTestSupport

@testable import Translation

// The tools, of every kind, and the choice among them.
extension RandomRequest {
    mutating func tools() -> JSON {
        if dice.chance(20) { return [] }
        var tools: [JSON] = []
        for _ in 0...dice.roll(3) {
            let tool = dice.chance(4) ? typedTool() : customTool()
            // Two searches would look alike upstream, where they have no names.
            let isSecond = tool.isSearch && tools.contains { $0.isSearch }
            tools.append(isSecond ? customTool() : tool)
        }
        toolNames = tools.compactMap { $0["name"]?.string }
        return .array(tools)
    }

    mutating func customTool() -> JSON {
        let name: String
        switch dice.roll(12) {
        case 0: name = "mcp.\(dice.token()).do it"
        case 1: name = "mcp__\(dice.token())__" + String(repeating: "n", count: 60)
        case 2 where !toolNames.isEmpty: name = dice.pick(toolNames)
        default: name = "do_\(dice.token())"
        }
        toolNames.append(name)
        return .members(
            ("type", dice.chance(4) ? dice.pick(["custom", .null]) : nil),
            ("name", .string(name)),
            ("description", dice.chance(5) ? nil : text()),
            ("input_schema", dice.chance(4) ? strictSchema() : schema(depth: 2)),
            ("strict", dice.chance(3) ? dice.flag() : nil),
            ("eager_input_streaming", dice.chance(5) ? dice.flag() : nil),
            ("defer_loading", dice.chance(4) ? dice.flag() : nil),
            ("input_examples", dice.chance(8) ? [["a": word()]] : nil),
            ("allowed_callers", dice.chance(8) ? ["direct"] : nil),
            ("cache_control", dice.chance(6) ? cacheControl() : nil),
            ("sparkle", dice.chance(12) ? anything() : nil)
        )
    }

    private mutating func typedTool() -> JSON {
        switch dice.roll(8) {
        case 0, 1: return webSearch()
        case 2:
            return .members(
                ("type", dice.pick(["bash_20241022", "bash_20250124"])),
                ("name", "bash"),
                ("cache_control", dice.chance(4) ? cacheControl() : nil),
                ("strict", dice.chance(4) ? true : nil),
                ("defer_loading", dice.chance(6) ? true : nil),
                ("sparkle", dice.chance(4) ? anything() : nil)
            )
        case 3:
            return .members(
                ("type", dice.pick(["text_editor_20250728", "text_editor_20250124"])),
                ("name", "str_replace_based_edit_tool"),
                ("max_characters", dice.chance(2) ? number() : nil)
            )
        case 4:
            return .members(
                ("type", "memory_20250818"),
                ("name", "memory"),
                ("input_examples", dice.chance(2) ? [word()] : nil)
            )
        case 5:
            return ["type": "mcp_toolset", "mcp_server_name": word(), "default_config": ["enabled": true]]
        case 6:
            let type = dice.pick([
                "computer_20250124", "code_execution_20250825", "web_fetch_20250910", "tool_search_tool_bm25_20251119",
                "advisor_20260301", "browser_toolset_20260801",
            ])
            return [
                "type": .string(type), "name": .string(dice.token()), "display_width_px": number(), "model": word(),
            ]
        default:
            return .members(("type", .string("\(dice.token())_20270101")), ("name", word()), ("sparkle", anything()))
        }
    }

    private mutating func webSearch() -> JSON {
        let location: JSON = .members(("type", "approximate"), ("city", word()), ("country", "DE"))
        return .members(
            ("type", dice.pick(["web_search_20250305", "web_search_20260209"])),
            ("name", dice.chance(8) ? word() : "web_search"),
            ("max_uses", dice.chance(2) ? number() : nil),
            ("allowed_domains", dice.chance(3) ? .array((0..<dice.roll(3)).map { _ in word() }) : nil),
            ("blocked_domains", dice.chance(4) ? [word()] : nil),
            ("user_location", dice.chance(3) ? location : nil),
            ("description", dice.chance(8) ? word() : nil),
            ("strict", dice.chance(8) ? true : nil),
            ("defer_loading", dice.chance(8) ? dice.flag() : nil),
            ("cache_control", dice.chance(6) ? cacheControl() : nil)
        )
    }

    mutating func toolChoice() -> JSON {
        let flag: JSON? = dice.chance(2) ? dice.flag() : nil
        let sparkle: JSON? = dice.chance(10) ? word() : nil
        let type = dice.pick(["auto", "any", "none", "tool"])
        guard type == "tool", !toolNames.isEmpty else {
            let shown: JSON = type == "tool" ? "auto" : .string(type)
            return .members(("type", shown), ("disable_parallel_tool_use", flag), ("sparkle", sparkle))
        }
        return .members(
            ("type", "tool"),
            ("name", .string(dice.pick(toolNames))),
            ("disable_parallel_tool_use", flag),
            ("sparkle", sparkle)
        )
    }

    // MARK: Schemas

    /// One that OpenAI can enforce.
    mutating func strictSchema() -> JSON {
        let name = dice.token()
        return [
            "type": "object",
            "properties": .object([
                JSON.Member(key: name, value: ["type": dice.pick(["string", "integer"]), "description": text()]),
                JSON.Member(key: "list", value: ["type": "array", "items": ["type": "number", "minimum": number()]]),
            ]),
            "required": .array([.string(name), "list"]),
            "additionalProperties": false,
        ]
    }

    /// One as tools have them, sound or not.
    mutating func schema(depth: Int) -> JSON {
        var schema: JSON = .members(
            ("$schema", dice.chance(8) ? .string("https://json-schema.org/\(dice.token())") : nil),
            ("type", dice.chance(8) ? nil : dice.pick(["object", "object", "object", ["object", "null"]])),
            ("title", dice.chance(6) ? word() : nil)
        )
        var properties: [JSON.Member] = []
        for _ in 0..<dice.roll(3) { properties.append(JSON.Member(key: dice.token(), value: property(depth: depth))) }
        if !dice.chance(8) { schema = schema.setting("properties", to: .object(properties)) }
        if dice.chance(2) { schema = schema.setting("required", to: .array(properties.map { .string($0.key) })) }
        if dice.chance(12) {
            let branches: JSON = [["properties": ["one": ["description": word()]]], ["required": ["two"]]]
            schema = schema.setting(dice.pick(["anyOf", "oneOf", "allOf"]), to: branches)
        }
        if dice.chance(16) { schema = schema.setting("$defs", to: ["A": property(depth: 0)]) }
        if dice.chance(16) { schema = schema.setting("not", to: ["required": [word()]]) }
        if dice.chance(6) { schema = schema.setting("additionalProperties", to: dice.flag()) }
        return schema
    }

    private mutating func property(depth: Int) -> JSON {
        switch dice.roll(depth > 0 ? 12 : 9) {
        case 0: .members(("type", "string"), ("description", text()), ("default", dice.chance(2) ? word() : nil))
        case 1: ["type": "integer", "minimum": number(), "maximum": number()]
        case 2: ["enum": .array((0..<dice.roll(3)).map { _ in word() })]
        case 3:
            ["type": "string", "pattern": dice.pick([.string("^\(dice.token())$"), .string("(?<=\(dice.token()))")])]
        case 4: dice.pick([true, .object([]), .null])
        case 5: ["type": "array", "items": dice.pick([["type": "string"], [["type": "string", "title": word()]]])]
        case 6: ["$ref": dice.pick(["#/$defs/A", .string("#/$defs/\(dice.token())")])]
        case 7: ["type": dice.pick(["string", ["string", "null"], "text"]), "format": word(), "examples": [word()]]
        case 8: ["const": dice.pick([.null, word()]), "$comment": word()]
        case 9: schema(depth: depth - 1)
        case 10: ["anyOf": .array([property(depth: 0), property(depth: depth - 1)])]
        default: ["type": "object", "additionalProperties": property(depth: depth - 1)]
        }
    }
}

extension JSON {
    fileprivate var isSearch: Bool { self["type"]?.string?.hasPrefix("web_search_") == true }
}
