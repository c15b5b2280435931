import TestSupport
import TranslationTestSupport

extension ScriptRule {
    /// The rule as the simulator's control interface takes it.
    func simulatorRule() throws -> JSON {
        ["when": try match.simulatorCondition(), "times": .integer(times ?? 0), "reply": try answer.simulatorReply()]
    }

    struct BeyondTheSimulator: Error, CustomStringConvertible {
        var what: String
        var description: String { "the simulator has no \(what): use ScriptedUpstream" }
    }
}

extension RequestMatch {
    fileprivate func simulatorCondition() throws -> JSON {
        if api == .inputTokens { throw ScriptRule.BeyondTheSimulator(what: "rule for input tokens") }
        return .present([
            ("text", text.map(JSON.string)), ("api", api.map { .string($0.rawValue) }),
            ("model", model.map(JSON.string)), ("tools", hasTools.map(JSON.bool)),
            ("stream", isStreamed.map(JSON.bool)), ("json_schema", wantsJSONSchema.map(JSON.bool)),
        ])
    }
}

extension ScriptedAnswer {
    fileprivate func simulatorReply() throws -> JSON {
        switch self {
        case .reply(let reply):
            return try reply.simulatorReply()
        case .error(let status, let error, let headers):
            return ["status": .integer(status), "error": error.json, "headers": .fields(headers)]
        case .bytes(let status, let contentType, let bytes):
            return [
                "status": .integer(status), "raw": .string(String(decoding: bytes, as: UTF8.self)),
                "headers": ["content-type": .string(contentType)],
            ]
        case .events, .endless, .silence, .inputTokens:
            throw ScriptRule.BeyondTheSimulator(what: "\(self)")
        }
    }
}

extension ModelReply {
    fileprivate func simulatorReply() throws -> JSON {
        guard holds.isEmpty else { throw ScriptRule.BeyondTheSimulator(what: "gates") }
        var members: [(String, JSON?)] = [
            ("chunk", .integer(pieceLength)), ("finish", finish.map { .string($0.rawValue) }),
            ("interleave", interleavesToolCalls ? true : nil), ("headers", headers.isEmpty ? nil : .fields(headers)),
            ("usage", usage?.simulatorUsage),
        ]
        var calls: [JSON] = []
        var saysCallsFirst = false
        for part in parts {
            switch part {
            case .text(let text):
                members.append(("text", .string(text)))
                saysCallsFirst = !calls.isEmpty
            case .refusal(let refusal): members.append(("refusal", .string(refusal)))
            // The simulator seals reasoning itself.
            case .reasoning(let text, _): members.append(("reasoning", .string(text)))
            case .webSearch(let search):
                let sources = search.sources.map { source -> JSON in
                    ["url": .string(source.url), "title": .string(source.title)]
                }
                members.append(("web_search", ["query": .string(search.query), "sources": .array(sources)]))
            case .toolCall(let call):
                calls.append(
                    .present([
                        ("name", .string(call.name)), ("arguments", .string(call.arguments)),
                        ("id", call.id.map(JSON.string)),
                    ])
                )
            }
        }
        if !calls.isEmpty { members.append(("tool_calls", .array(calls))) }
        if saysCallsFirst { members.append(("order", ["calls", "text"])) }
        return .present(members + (mishap?.simulatorMembers ?? []))
    }
}

extension ModelReply.TokenUsage {
    fileprivate var simulatorUsage: JSON {
        [
            "input": .integer(input), "cached": .integer(cached), "output": .integer(output),
            "reasoning": .integer(reasoning),
        ]
    }
}

extension ModelReply.Mishap {
    fileprivate var simulatorMembers: [(String, JSON?)] {
        switch self {
        case .cut(let afterFrames):
            [("cut_after", .integer(afterFrames))]
        case .error(let error, let afterFrames):
            [
                ("error_after", .integer(afterFrames)), ("nested", .bool(error.isNested)),
                (
                    "stream_error",
                    [
                        "type": .string(error.type), "code": error.code.map(JSON.string) ?? .null,
                        "message": .string(error.message),
                    ]
                ),
            ]
        case .failed(let code, let message):
            [("failed", ["code": .string(code), "message": .string(message)])]
        }
    }
}

extension JSON {
    /// The object of those members that have a value.
    fileprivate static func present(_ members: [(String, JSON?)]) -> JSON {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    fileprivate static func fields(_ fields: [(name: String, value: String)]) -> JSON {
        .object(fields.map { Member(key: $0.name, value: .string($0.value)) })
    }
}
