import TranslationTestSupport

@testable import Translation

/// Answers of the Responses API as its servers send them.
struct RandomResponsesAnswer {
    private let seed: UInt64
    private var dice: AnswerDice
    private var number = 0

    init(seed: UInt64) {
        self.seed = seed
        dice = AnswerDice(seed: seed)
    }

    mutating func answer() -> GeneratedAnswer {
        let items = items()
        let names = items.compactMap { $0.whole["name"]?.string }.first.map { [$0: "mcp__" + dice.word()] } ?? [:]
        let context = dice.context(.responses, toolNames: names)
        let echo = echo()
        let head = head()
        let ending = ending()
        let output = JSON.array(items.map(\.whole))
        let response = head.with([("output", output)] + ending.members + echo)

        var events: [JSON] = []
        let opening = head.with([("status", "in_progress"), ("output", []), ("usage", .null)] + echo)
        for type in ["response.created", "response.in_progress", "response.queued"] where !dice.once(in: 4) {
            events.append(["type": .string(type), "response": opening])
        }
        events += stream(items)
        if ending.isLastError {
            events.append(errorEvent())
        } else {
            events.append(["type": .string("response." + ending.type), "response": response])
        }
        let numbered = events.enumerated().map { $1.with([("sequence_number", .integer($0))]) }
        return GeneratedAnswer(
            dialect: .responses,
            seed: seed,
            context: context,
            frames: numbered.map { ServerSentEvent(name: $0["type"]?.string ?? "", data: $0.text) },
            whole: ending.isLastError ? nil : response.bytes
        )
    }

    // MARK: The response

    private mutating func head() -> JSON {
        let members: [(String, JSON)] = [
            ("id", .string("resp_" + dice.word())), ("object", .string(dice.word())),
            ("created_at", .integer(dice.number())), ("model", .string(dice.word())),
        ]
        return JSON.object([]).with(members)
    }

    /// What the request said and the upstream repeats, and its books.
    private mutating func echo() -> [(String, JSON)] {
        var members: [(String, JSON)] = []
        for name in [
            "instructions", "metadata", "tool_choice", "tools", "text", "reasoning", "temperature", "store",
            "parallel_tool_calls", "prompt_cache_key", "truncation", "moderation", "input_transformations",
            "tool_usage", "background",
        ] where dice.once(in: 6) {
            members.append((name, dice.unknownValue()))
        }
        if dice.once(in: 2) {
            let tiers: [JSON] = ["default", "flex", "priority", .string(dice.word())]
            members.append(("service_tier", dice.pick(tiers)))
        }
        if dice.once(in: 8) { members.append((dice.plainWord(), dice.unknownValue())) }
        return members
    }

    private mutating func ending() -> (type: String, members: [(String, JSON)], isLastError: Bool) {
        let usage: [(String, JSON)] = dice.once(in: 6) ? [] : [("usage", usage())]
        switch dice.roll(14) {
        case 0:
            return ("incomplete", incomplete("max_output_tokens") + usage, false)
        case 1:
            return ("incomplete", incomplete("content_filter") + usage, false)
        case 2:
            return ("incomplete", incomplete(dice.word()) + usage, false)
        case 3:
            let error: JSON = [
                "code": .string(dice.pick(["server_error", "rate_limit_exceeded", "bio_policy"])),
                "message": .string(dice.text()),
            ]
            return ("failed", [("status", "failed"), ("error", error)] + usage, false)
        case 4:
            return ("cancelled", [("status", "cancelled")], false)
        case 5:
            return ("", [], true)
        default:
            return ("completed", [("status", "completed"), ("incomplete_details", .null)] + usage, false)
        }
    }

    private func incomplete(_ reason: String) -> [(String, JSON)] {
        [("status", "incomplete"), ("incomplete_details", ["reason": .string(reason)])]
    }

    private mutating func usage() -> JSON {
        let cached = dice.roll(50)
        let written = dice.roll(50)
        let reasoning = dice.roll(20)
        let usage: JSON = [
            "input_tokens": .integer(100 + cached + written + dice.roll(1000)),
            "input_tokens_details": ["cached_tokens": .integer(cached), "cache_write_tokens": .integer(written)],
            "output_tokens": .integer(1 + reasoning + dice.roll(1000)),
            "output_tokens_details": ["reasoning_tokens": .integer(reasoning)],
            "total_tokens": .integer(dice.number()),
        ]
        return dice.once(in: 5) ? usage.with([("cost", .integer(dice.number()))]) : usage
    }

    private mutating func errorEvent() -> JSON {
        let error: [(String, JSON)] = [
            ("code", .string(dice.pick(["server_error", "context_length_exceeded", "cyber_policy", dice.word()]))),
            ("message", .string(dice.text())), ("param", .string(dice.word())),
        ]
        return dice.once(in: 2)
            ? JSON(dictionaryLiteral: ("type", "error")).with(error)
            : ["type": "error", "error": JSON(dictionaryLiteral: ("type", .string(dice.word()))).with(error)]
    }

    // MARK: Items

    private struct Item {
        var whole: JSON
        /// Without place and number: the stream adds those.
        var events: [JSON]
        var isCall = false
    }

    private mutating func items() -> [Item] {
        (0..<dice.pick([0, 1, 1, 2, 2, 3, 4])).map { _ in
            switch dice.roll(10) {
            case 0...2: message()
            case 3...4: reasoning()
            case 5...7: call()
            case 8: search()
            default: other()
            }
        }
    }

    private mutating func base(_ prefix: String, _ type: String) -> JSON {
        number += 1
        var members: [(String, JSON)] = [
            ("id", .string("\(prefix)_\(number)\(dice.word())")), ("type", .string(type)), ("status", "completed"),
        ]
        if dice.once(in: 12) { members.append((dice.plainWord(), dice.unknownValue())) }
        return JSON.object([]).with(members)
    }

    private mutating func message() -> Item {
        var whole = base("msg", "message").with([("role", "assistant")])
        if dice.once(in: 6) { whole = whole.with([("phase", .string(dice.word()))]) }
        var parts: [JSON] = []
        var events: [JSON] = []
        for index in 0..<dice.pick([1, 1, 1, 2]) {
            let isRefusal = dice.once(in: 8)
            let text = dice.text()
            let key = isRefusal ? "refusal" : "text"
            let type = isRefusal ? "refusal" : "output_text"
            var part: JSON = ["type": .string(type), key: .string(text)]
            let place: [(String, JSON)] = [("content_index", .integer(index))]
            func event(_ name: String, _ more: [(String, JSON)]) -> JSON {
                JSON(dictionaryLiteral: ("type", .string(name))).with(place + more)
            }
            events.append(event("response.content_part.added", [("part", ["type": .string(type), key: ""])]))
            if !dice.once(in: 6) {
                for piece in dice.pieces(text) {
                    var more: [(String, JSON)] = [("delta", .string(piece))]
                    if dice.once(in: 12), !isRefusal { more.append(("logprobs", [.string(dice.word())])) }
                    if dice.once(in: 3) { more.append(("obfuscation", .string(dice.word()))) }
                    events.append(event("response.\(type).delta", more))
                }
            }
            if !isRefusal, dice.once(in: 5) {
                let annotation = annotation()
                part = part.with([("annotations", [annotation])])
                events.append(
                    event(
                        "response.output_text.annotation.added",
                        [("annotation_index", 0), ("annotation", annotation)]
                    )
                )
            }
            events.append(event("response.\(type).done", [(key, .string(text))]))
            events.append(event("response.content_part.done", [("part", part)]))
            parts.append(part)
        }
        if dice.once(in: 12) { parts.append(["type": "output_audio", "transcript": .string(dice.word())]) }
        whole = whole.with([("content", .array(parts))])
        return Item(whole: whole, events: events)
    }

    private mutating func annotation() -> JSON {
        dice.once(in: 2)
            ? [
                "type": "url_citation", "url": .string("https://" + dice.word()), "title": .string(dice.word()),
                "start_index": .integer(dice.number()), "end_index": .integer(dice.number()),
            ]
            : ["type": "file_citation", "file_id": .string(dice.word()), "index": .integer(dice.number())]
    }

    /// Either summaries or the text of an open model; both only where nothing of it is streamed.
    private mutating func reasoning() -> Item {
        var whole = base("rs", "reasoning")
        if dice.once(in: 8) { whole = whole.setting("status", to: "incomplete") }
        if !dice.once(in: 4) { whole = whole.with([("encrypted_content", .string(dice.word()))]) }
        let isSummary = !dice.once(in: 4)
        var parts: [JSON] = []
        var events: [JSON] = []
        for index in 0..<dice.roll(4) {
            let text = dice.text()
            let kind = isSummary ? "reasoning_summary_text" : "reasoning_text"
            let place: [(String, JSON)] = [(isSummary ? "summary_index" : "content_index", .integer(index))]
            func event(_ name: String, _ more: [(String, JSON)]) -> JSON {
                JSON(dictionaryLiteral: ("type", .string(name))).with(place + more)
            }
            let part: JSON = ["type": isSummary ? "summary_text" : "reasoning_text", "text": .string(text)]
            parts.append(part)
            if isSummary { events.append(event("response.reasoning_summary_part.added", [("part", part)])) }
            if !dice.once(in: 5) {
                for piece in dice.pieces(text) {
                    events.append(event("response.\(kind).delta", [("delta", .string(piece))]))
                }
            }
            events.append(event("response.\(kind).done", [("text", .string(text))]))
            if isSummary { events.append(event("response.reasoning_summary_part.done", [("part", part)])) }
        }
        whole = whole.with([("summary", isSummary ? .array(parts) : []), ("content", isSummary ? [] : .array(parts))])
        if dice.once(in: 8) { return Item(whole: whole, events: []) }
        return Item(whole: whole, events: events)
    }

    private mutating func call() -> Item {
        let arguments = dice.arguments()
        let ids = ["call_" + dice.plainWord(), "call_\(number)", "bad id/" + dice.plainWord()]
        var whole = base("fc", "function_call").with([
            ("call_id", .string(dice.pick(ids))), ("name", .string(dice.word())), ("arguments", .string(arguments)),
        ])
        if dice.once(in: 10) { whole = whole.with([("caller", ["type": .string(dice.word())])]) }
        var events: [JSON] = []
        if !dice.once(in: 4) {
            for piece in dice.pieces(arguments) {
                events.append(["type": "response.function_call_arguments.delta", "delta": .string(piece)])
            }
        }
        if !dice.once(in: 4) {
            events.append([
                "type": "response.function_call_arguments.done", "name": whole["name"] ?? .null,
                "arguments": .string(arguments),
            ])
        }
        return Item(whole: whole, events: events, isCall: true)
    }

    private mutating func search() -> Item {
        let query = dice.word()
        let actions: [JSON] = [
            ["type": "search", "query": .string(query), "queries": [.string(query)]],
            [
                "type": "search", "query": .string(query),
                "sources": [["type": "url", "url": .string("https://" + dice.word())]],
            ],
            ["type": "open_page", "url": .string("https://" + dice.word())],
        ]
        let events: [JSON] = ["in_progress", "searching", "completed"].map {
            ["type": .string("response.web_search_call." + $0)]
        }
        return Item(whole: base("ws", "web_search_call").with([("action", dice.pick(actions))]), events: events)
    }

    private mutating func other() -> Item {
        let types = [
            "image_generation_call", "mcp_call", "custom_tool_call", "code_interpreter_call", "file_search_call",
            "compaction", "shell_call", "mcp_list_tools", dice.word(),
        ]
        let item = base("ot", dice.pick(types)).with([("payload", dice.unknownValue())])
        var events: [JSON] = []
        for type in Self.strangeEvents where dice.once(in: 12) {
            var event: JSON = ["type": .string(type)]
            if !ResponsesEventKind.isProgress(type) { event = event.with([("payload", dice.unknownValue())]) }
            events.append(event)
        }
        return Item(whole: item, events: events)
    }

    /// Events without a counterpart.
    static let strangeEvents = [
        "response.audio.delta", "response.audio.done", "response.audio.transcript.delta",
        "response.audio.transcript.done", "response.code_interpreter_call.completed",
        "response.code_interpreter_call.in_progress", "response.code_interpreter_call.interpreting",
        "response.code_interpreter_call_code.delta", "response.code_interpreter_call_code.done",
        "response.compaction.compacting", "response.custom_tool_call_input.delta",
        "response.custom_tool_call_input.done", "response.file_search_call.completed",
        "response.file_search_call.in_progress", "response.file_search_call.searching",
        "response.image_generation_call.completed", "response.image_generation_call.generating",
        "response.image_generation_call.in_progress", "response.image_generation_call.partial_image",
        "response.mcp_call.completed", "response.mcp_call.failed", "response.mcp_call.in_progress",
        "response.mcp_call_arguments.delta", "response.mcp_call_arguments.done",
        "response.mcp_list_tools.completed", "response.mcp_list_tools.failed", "response.mcp_list_tools.in_progress",
        "response.shell_call_command.added", "response.shell_call_command.delta", "response.shell_call_command.done",
        "response.shell_call_output_content.delta", "response.shell_call_output_content.done",
        "response.steer.accepted", "response.steer.failed", "response.steer.pending", "response.moon_phase.changed",
    ]

    // MARK: The stream

    /// Items one after another, calls sometimes side by side; servers without numbers, and items that come only at the
    /// end, too.
    private mutating func stream(_ items: [Item]) -> [JSON] {
        let isNumbered = !dice.once(in: 6)
        let isSideBySide = isNumbered && dice.once(in: 3)
        var lists: [[JSON]] = []
        var calls: [[JSON]] = []
        for (index, item) in items.enumerated() {
            // The rest comes only with the end.
            if dice.once(in: 16) { break }
            let events = events(of: item, isNumbered ? index : nil)
            if item.isCall, isSideBySide {
                calls.append(events)
            } else {
                lists.append(sideBySide(calls) + events)
                calls = []
            }
        }
        return lists.flatMap { $0 } + sideBySide(calls)
    }

    /// Announced in order, and then each at its own pace.
    private mutating func sideBySide(_ calls: [[JSON]]) -> [JSON] {
        calls.compactMap(\.first) + dice.merged(calls.map { Array($0.dropFirst()) })
    }

    private mutating func events(of item: Item, _ index: Int?) -> [JSON] {
        let place: [(String, JSON)] = index.map { [("output_index", .integer($0))] } ?? []
        var announced = item.whole
        for empty in ["content", "summary"] where announced[empty] != nil {
            announced = announced.setting(empty, to: [])
        }
        if announced["arguments"] != nil { announced = announced.setting("arguments", to: "") }
        if announced["encrypted_content"] != nil { announced = announced.setting("encrypted_content", to: "half") }
        if item.isCall, dice.once(in: 8) { announced = announced.setting("name", to: "") }
        let added: JSON = [
            "type": "response.output_item.added", "item": announced.setting("status", to: "in_progress"),
        ]
        let done: JSON = ["type": "response.output_item.done", "item": item.whole]
        let withID = [("item_id", item.whole["id"] ?? .null)] + place
        return [added.with(place)] + item.events.map { $0.with(withID) } + [done.with(place)]
    }
}

extension ResponsesEventKind {
    static func isProgress(_ type: String) -> Bool {
        others.contains { $0.kind == .progress && $0.type.description == type }
    }
}
