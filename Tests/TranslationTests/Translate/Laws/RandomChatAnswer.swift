import TranslationTestSupport

@testable import Translation

/// Answers of Chat Completions as its servers send them: OpenAI's own, vLLM's, DeepSeek's, OpenRouter's and others'.
struct RandomChatAnswer {
    private struct Call {
        var id: String?
        var name: String
        var arguments: String
    }

    private let seed: UInt64
    private var dice: AnswerDice

    init(seed: UInt64) {
        self.seed = seed
        dice = AnswerDice(seed: seed)
    }

    mutating func answer() -> GeneratedAnswer {
        let reasoning = dice.once(in: 3) ? dice.text() : nil
        let reasoningKey = dice.pick(["reasoning_content", "reasoning"])
        let content = dice.once(in: 4) ? nil : dice.text()
        let refusal = dice.once(in: 8) ? dice.text() : nil
        let isLegacy = dice.once(in: 12)
        let calls = calls(isLegacy: isLegacy)
        let context = dice.context(.chat, toolNames: calls.first.map { [$0.name: "mcp__" + dice.word()] } ?? [:])
        let finish = finish(hasCalls: !calls.isEmpty, isLegacy: isLegacy)
        let usage = dice.once(in: 6) ? JSON?.none : usage()
        let envelope = envelope()

        var steps: [[JSON]] = []
        steps.append(reasoning.map { deltas($0, reasoningKey) } ?? [])
        steps.append(content.map { deltas($0, "content") } ?? [])
        steps.append(refusal.map { deltas($0, "refusal") } ?? [])
        if isLegacy { steps += calls.map { legacyDeltas($0) } } else { steps.append(callDeltas(calls)) }

        var message: [(String, JSON)] = [("role", "assistant"), ("content", content.map { .string($0) } ?? .null)]
        if let reasoning { message.append((reasoningKey, .string(reasoning))) }
        if let refusal { message.append(("refusal", .string(refusal))) }
        if isLegacy, let call = calls.first {
            message.append(("function_call", ["name": .string(call.name), "arguments": .string(call.arguments)]))
        } else if !calls.isEmpty {
            message.append(("tool_calls", .array(calls.map(Self.whole))))
        }
        let extras = messageExtras()
        let stop = matchedStop(context)
        let choice: JSON = ["index": 0, "message": JSON.object([]).with(message + extras), "finish_reason": finish]

        return GeneratedAnswer(
            dialect: .chat,
            seed: seed,
            context: context,
            frames: frames(steps.flatMap { $0 }, extras, finish, stop, usage, envelope),
            whole: envelope.with(
                [("choices", .array([choice.with(stop)] + otherChoices()))] + (usage.map { [("usage", $0)] } ?? [])
            ).bytes
        )
    }

    // MARK: Parts

    private mutating func calls(isLegacy: Bool) -> [Call] {
        let count = isLegacy ? 1 : dice.pick([0, 0, 1, 1, 2, 3])
        return (0..<count).map { number in
            let ids: [String?] = ["call_" + dice.plainWord(), "call_\(number)", nil, "bad id/\(dice.plainWord())"]
            return Call(id: isLegacy ? nil : dice.pick(ids), name: dice.word(), arguments: dice.arguments())
        }
    }

    private static func whole(_ call: Call) -> JSON {
        let function: JSON = ["name": .string(call.name), "arguments": .string(call.arguments)]
        return JSON.object([]).with(
            (call.id.map { [("id", .string($0))] } ?? []) + [("type", "function"), ("function", function)]
        )
    }

    private mutating func finish(hasCalls: Bool, isLegacy: Bool) -> JSON {
        switch dice.roll(12) {
        case 0: "length"
        case 1: "content_filter"
        case 2: .string("eos_" + dice.word())
        case 3: "stop"
        default: hasCalls ? (isLegacy ? "function_call" : "tool_calls") : "stop"
        }
    }

    private mutating func usage() -> JSON {
        let cached = dice.roll(50)
        let written = dice.roll(50)
        let reasoning = dice.roll(20)
        var usage: JSON = [
            "prompt_tokens": .integer(100 + cached + written + dice.roll(1000)),
            "completion_tokens": .integer(1 + reasoning + dice.roll(1000)),
        ]
        if dice.once(in: 2) { usage = usage.with([("total_tokens", .integer(dice.number()))]) }
        if dice.once(in: 2) {
            usage = usage.with([
                (
                    "prompt_tokens_details",
                    [
                        "cached_tokens": .integer(cached), "cache_write_tokens": .integer(written), "audio_tokens": 7,
                    ]
                ),
                (
                    "completion_tokens_details",
                    [
                        "reasoning_tokens": .integer(reasoning), "accepted_prediction_tokens": 5, "text_tokens": 3,
                    ]
                ),
            ])
        } else if dice.once(in: 3) {
            usage = usage.with([("prompt_cache_hit_tokens", .integer(cached))])
        }
        if dice.once(in: 5) { usage = usage.with([("cost", .integer(dice.number()))]) }
        return usage
    }

    /// What is the same on every chunk.
    private mutating func envelope() -> JSON {
        var envelope: JSON = [
            "id": .string("chatcmpl-" + dice.word()), "object": .string("chat.completion." + dice.word()),
            "created": .integer(dice.number()), "model": .string(dice.word()),
        ]
        if dice.once(in: 2) { envelope = envelope.with([("system_fingerprint", .string(dice.word()))]) }
        if dice.once(in: 2) {
            let tiers: [JSON] = ["default", "flex", "priority", "batch", .string(dice.word())]
            envelope = envelope.with([("service_tier", dice.pick(tiers))])
        }
        if dice.once(in: 6) { envelope = envelope.with([("provider", .string(dice.word()))]) }
        return envelope
    }

    private mutating func messageExtras() -> [(String, JSON)] {
        var extras: [(String, JSON)] = []
        if dice.once(in: 8) { extras.append(("annotations", [["type": "url_citation", "url": .string(dice.word())]])) }
        if dice.once(in: 8) { extras.append(("audio", ["id": .string(dice.word()), "data": .string(dice.word())])) }
        if dice.once(in: 8) { extras.append((dice.plainWord(), dice.unknownValue())) }
        return extras
    }

    private mutating func matchedStop(_ context: ReplyContext) -> [(String, JSON)] {
        guard dice.once(in: 5) else { return [] }
        let met: JSON = dice.once(in: 2) ? "STOP" : dice.once(in: 2) ? .integer(dice.number()) : .string(dice.word())
        return [(dice.pick(["stop_reason", "matched_stop"]), met)]
    }

    private mutating func otherChoices() -> [JSON] {
        dice.once(in: 8) ? [["index": 1, "message": ["content": .string(dice.word())], "finish_reason": "stop"]] : []
    }

    // MARK: Deltas

    private mutating func deltas(_ text: String, _ key: String) -> [JSON] {
        dice.pieces(text).map { .object([JSON.Member(key: key, value: .string($0))]) }
    }

    private mutating func legacyDeltas(_ call: Call) -> [JSON] {
        let head: JSON = ["function_call": ["name": .string(call.name), "arguments": ""]]
        return [head] + dice.pieces(call.arguments).map { ["function_call": ["arguments": .string($0)]] }
    }

    /// All heads first or each before its arguments; fragments one after another or interleaved.
    private mutating func callDeltas(_ calls: [Call]) -> [JSON] {
        let isInterleaved = dice.once(in: 3)
        var lists: [[JSON]] = []
        for (index, call) in calls.enumerated() { lists.append(fragments(call, index)) }
        guard isInterleaved else { return lists.flatMap { $0 } }
        let heads = lists.compactMap(\.first)
        return heads + dice.merged(lists.map { Array($0.dropFirst()) })
    }

    private mutating func fragments(_ call: Call, _ index: Int) -> [JSON] {
        func fragment(_ members: [(String, JSON)]) -> JSON {
            ["tool_calls": [JSON.object([]).with([("index", .integer(index))] + members)]]
        }
        let id: [(String, JSON)] = call.id.map { [("id", .string($0)), ("type", "function")] } ?? []
        let pieces = dice.pieces(call.arguments)
        if dice.once(in: 5) {
            // All at once.
            return [fragment(id + [("function", ["name": .string(call.name), "arguments": .string(call.arguments)])])]
        }
        let head = fragment(id + [("function", ["name": .string(call.name), "arguments": ""])])
        return [head] + pieces.map { fragment([("function", ["arguments": .string($0)])]) }
    }

    // MARK: Chunks

    private mutating func frames(
        _ deltas: [JSON],
        _ extras: [(String, JSON)],
        _ finish: JSON,
        _ stop: [(String, JSON)],
        _ usage: JSON?,
        _ envelope: JSON
    ) -> [ServerSentEvent] {
        let countsAlways = usage != nil && dice.once(in: 5)
        let pads = dice.once(in: 3)
        func chunk(_ choices: [JSON], _ usage: JSON?) -> JSON {
            envelope.with([("choices", .array(choices)), ("usage", usage ?? .null)])
        }
        var chunks: [JSON] = []
        if dice.once(in: 8) { chunks.append(chunk([], nil).with([("prompt_filter_results", dice.unknownValue())])) }
        var first: JSON = ["role": "assistant", "content": ""]
        first = first.with(extras)
        for delta in [first] + deltas {
            var choice: JSON = ["index": 0, "delta": delta, "finish_reason": .null]
            if dice.once(in: 12) { choice = choice.with([("logprobs", ["content": [.string(dice.word())]])]) }
            var frame = chunk([choice], countsAlways ? usage : nil)
            if pads { frame = frame.with([("obfuscation", .string(String(dice.word().prefix(dice.roll(6)))))]) }
            chunks.append(frame)
            if dice.once(in: 20) {
                chunks.append(chunk([["index": 1, "delta": ["content": .string(dice.word())]]], nil))
            }
        }
        let last: JSON = ["index": 0, "delta": [:], "finish_reason": finish]
        chunks.append(chunk([last.with(stop)], usage.flatMap { countsAlways || dice.once(in: 4) ? $0 : nil }))
        if dice.once(in: 8) { chunks.append(chunk([], nil).with([("moderation", dice.unknownValue())])) }
        if let usage, !countsAlways { chunks.append(chunk([], usage)) }
        var frames = chunks.map { ServerSentEvent(data: $0.text) }
        if !dice.once(in: 5) { frames.append(ServerSentEvent(data: "[DONE]")) }
        return frames
    }
}

extension AnswerDice {
    /// A word that may stand in an id or a member's name.
    mutating func plainWord() -> String {
        String(word().unicodeScalars.map { $0.isASCII ? Character($0) : "_" })
    }
}
