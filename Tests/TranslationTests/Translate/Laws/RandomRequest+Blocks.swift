import TranslationTestSupport

@testable import Translation

// The conversation: roles in any order, calls without results and results without calls, any block anywhere.
extension RandomRequest {
    mutating func messages() -> JSON {
        var messages: [JSON] = [["role": "user", "content": .string("Begin \(dice.token()).")]]
        for _ in 0..<dice.roll(5) { messages.append(message()) }
        return .array(messages)
    }

    private mutating func message() -> JSON {
        let role = dice.pick(["user", "user", "user", "assistant", "assistant", "assistant", "system"])
        var content = text()
        if !dice.chance(5) {
            var blocks: [JSON] = []
            for _ in 0..<dice.roll(4) { blocks.append(block(of: role)) }
            content = .array(blocks)
        }
        return .members(
            ("role", .string(role)),
            ("content", content),
            ("output_config", role == "system" && dice.chance(4) ? ["effort": "low"] : nil),
            ("sparkle", dice.chance(30) ? anything() : nil)
        )
    }

    private mutating func block(of role: String) -> JSON {
        if dice.chance(16) { return adorned(oddBlock()) }
        return switch role {
        case "user": userBlock()
        case "assistant": assistantBlock()
        default: dice.chance(4) ? toolChange() : textBlock()
        }
    }

    private mutating func toolChange() -> JSON {
        let tool: JSON =
            switch dice.roll(6) {
            case 0: ["type": "mcp_toolset_reference", "server_name": word()]
            case 1...2: ["type": "tool_definition", "definition": customTool()]
            default:
                .members(("type", "tool_reference"), ("name", toolName()), ("sparkle", dice.chance(8) ? word() : nil))
            }
        return ["type": .string(dice.pick(["tool_addition", "tool_addition", "tool_removal"])), "tool": tool]
    }

    mutating func textBlock() -> JSON {
        var block: JSON = ["type": "text", "text": text()]
        if dice.chance(10) {
            let citation: JSON = ["type": "char_location", "cited_text": word(), "document_index": number()]
            block = block.setting("citations", to: dice.pick([[citation], [], .null]))
        }
        return adorned(block)
    }

    private mutating func userBlock() -> JSON {
        switch dice.roll(8) {
        case 0, 1: textBlock()
        case 2: shown()
        default: adorned(result())
        }
    }

    /// What a user or a tool can show besides text.
    private mutating func shown() -> JSON {
        let block: JSON =
            switch dice.roll(6) {
            case 0, 1: image()
            case 2, 3: document()
            case 4:
                .members(
                    ("type", "search_result"),
                    ("source", word()),
                    ("title", word()),
                    ("content", .array((0..<dice.roll(3)).map { _ in textBlock() })),
                    ("citations", dice.chance(2) ? ["enabled": dice.flag()] : nil)
                )
            default: textBlock()
            }
        return adorned(block)
    }

    private mutating func image() -> JSON {
        let png: JSON = .string("iVBORw0KGgoAAAANSUhEUgAA" + dice.token())
        let mediaType: JSON = dice.pick(["image/png", "image/png", "image/jpeg"])
        let source: JSON =
            switch dice.roll(40) {
            case 0: ["type": "file", "file_id": word()]
            case 1...12: .members(("type", "url"), ("url", word()), ("sparkle", dice.chance(8) ? word() : nil))
            default: ["type": "base64", "media_type": mediaType, "data": png]
            }
        return .members(
            ("type", "image"),
            ("source", source),
            ("transformations", dice.chance(8) ? [word()] : nil)
        )
    }

    private mutating func document() -> JSON {
        let source: JSON =
            switch dice.roll(60) {
            case 0: ["type": "file", "file_id": word()]
            case 1...4: ["type": "url", "url": word()]
            case 5...20: ["type": "text", "media_type": dice.pick(["text/plain", word()]), "data": text()]
            case 21...30: ["type": "content", "content": text()]
            case 31...40: ["type": "content", "content": .array((0..<dice.roll(3)).map { _ in part() })]
            default:
                ["type": "base64", "media_type": "application/pdf", "data": .string("JVBERi0x" + dice.token())]
            }
        return .members(
            ("type", "document"),
            ("source", source),
            ("title", dice.chance(2) ? dice.pick([text(), .string("\(dice.token()).PDF")]) : nil),
            ("context", dice.chance(3) ? text() : nil),
            ("citations", dice.chance(4) ? ["enabled": true] : nil)
        )
    }

    private mutating func part() -> JSON { dice.chance(3) ? adorned(image()) : textBlock() }

    private mutating func result() -> JSON {
        let id = recentIDs.isEmpty || dice.chance(8) ? dice.token() : dice.pick(recentIDs)
        let content: JSON?
        switch dice.roll(6) {
        case 0: content = nil
        case 1: content = []
        case 2: content = text()
        case 3: content = [textBlock()]
        default:
            content = .array(
                (0..<dice.roll(4)).map { _ in
                    switch dice.roll(8) {
                    case 0: adorned(["type": "tool_reference", "tool_name": toolName()])
                    case 1: adorned(oddBlock())
                    case 2...4: shown()
                    default: textBlock()
                    }
                }
            )
        }
        return .members(
            ("type", "tool_result"),
            ("tool_use_id", .string(id)),
            ("content", content),
            ("is_error", dice.chance(3) ? dice.flag() : nil)
        )
    }

    private mutating func assistantBlock() -> JSON {
        switch dice.roll(10) {
        case 0, 1: return textBlock()
        case 2: return adorned(thinkingBlock())
        case 3: return adorned(serverBlock())
        default: return adorned(call())
        }
    }

    private mutating func call() -> JSON {
        let id: String
        switch dice.roll(12) {
        case 0 where !recentIDs.isEmpty: id = dice.pick(recentIDs)
        case 1: id = "toolu:\(dice.token())"
        case 2: id = "toolu_\(dice.token())" + String(repeating: "x", count: 34)
        default: id = "toolu_\(dice.token())"
        }
        recentIDs = Array((recentIDs + [id]).suffix(3))
        let input: JSON =
            dice.chance(6)
            ? .object([])
            : ["a": text(), "n": number(), "deep": [["x": dice.fraction(), "y": .null, "e": []], dice.flag()]]
        return .members(
            ("type", "tool_use"),
            ("id", .string(id)),
            ("name", toolName()),
            ("input", input),
            ("caller", dice.chance(8) ? ["type": "direct", "tool_id": word()] : nil),
            ("toolset_name", dice.chance(12) ? word() : nil)
        )
    }

    private mutating func toolName() -> JSON {
        if !toolNames.isEmpty, !dice.chance(4) { return .string(dice.pick(toolNames)) }
        return dice.chance(4) ? .string("gone tool \(dice.token())") : .string("gone_\(dice.token())")
    }

    private mutating func thinkingBlock() -> JSON {
        let seal = ReasoningSeal(
            model: dice.chance(6) ? "gpt-0" : target.model,
            scope: dice.chance(6) ? "another" : TranslationTargetChoice.scope,
            encryptedContent: dice.token(),
            summaryParts: dice.roll(3)
        )
        var signature = seal.signature
        if dice.chance(6) { signature = String(signature.dropLast(3)) }
        if dice.chance(4) { signature = "EqQB" + dice.token() }
        if dice.chance(4) { return ["type": "redacted_thinking", "data": .string(signature)] }
        return .members(
            ("type", "thinking"),
            ("thinking", text()),
            ("signature", dice.chance(10) ? nil : .string(signature))
        )
    }

    private mutating func serverBlock() -> JSON {
        let id = JSON.string("srvtoolu_\(dice.roll(3))")
        switch dice.roll(9) {
        case 0: return ["type": "server_tool_use", "id": id, "name": "web_search", "input": ["query": word()]]
        case 1: return ["type": "server_tool_use", "id": id, "name": "code_execution", "input": ["code": text()]]
        case 2:
            let found: JSON = [
                "type": "web_search_result", "url": word(), "title": word(), "encrypted_content": word(),
                "page_age": word(),
            ]
            return ["type": "web_search_tool_result", "tool_use_id": id, "content": [found]]
        case 3:
            let output: JSON = [
                "type": "bash_code_execution_result", "stdout": text(), "stderr": "", "return_code": number(),
            ]
            return ["type": "bash_code_execution_tool_result", "tool_use_id": id, "content": output]
        case 4:
            let found: JSON = ["type": "tool_reference", "tool_name": toolName()]
            return [
                "type": "tool_search_tool_result", "tool_use_id": id,
                "content": ["type": "tool_search_tool_search_result", "tool_references": [found]],
            ]
        case 5: return ["type": "mcp_tool_use", "id": id, "name": word(), "server_name": word(), "input": [:]]
        case 6:
            return [
                "type": "mcp_tool_result", "tool_use_id": id, "is_error": dice.flag(), "content": [textBlock()],
            ]
        case 7: return ["type": "fallback", "from": word(), "to": word()]
        default:
            return .members(
                ("type", "compaction"),
                ("content", dice.chance(6) ? nil : text()),
                ("encrypted_content", dice.chance(2) ? word() : nil),
                ("signature", dice.chance(4) ? word() : nil)
            )
        }
    }

    /// A block that has no business where it is put.
    mutating func oddBlock() -> JSON {
        switch dice.roll(10) {
        case 0: ["type": "container_upload", "file_id": word()]
        case 1, 2: toolChange()
        case 3: .object([JSON.Member(key: "type", value: word()), JSON.Member(key: "payload", value: anything())])
        case 4: ["type": "tool_use", "id": word(), "name": word(), "input": ["a": word()]]
        case 5: thinkingBlock()
        case 6: serverBlock()
        case 7: ["type": "image", "source": ["type": "url", "url": word()]]
        case 8: ["type": "tool_result", "tool_use_id": word(), "content": [textBlock()], "is_error": true]
        default: ["type": "tool_reference", "tool_name": toolName()]
        }
    }
}
