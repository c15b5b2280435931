import TranslationTestSupport

/// One item of a response's output: its final form, and the events that make it up.
enum ResponseItem {
    case reasoning(id: String, summary: String?, sealed: String?)
    case message(id: String, text: String, citations: [JSON])
    case refusal(id: String, String)
    case webSearch(id: String, ModelReply.WebSearch)
    case toolCall(id: String, callID: JSON, ModelReply.ToolCall)

    var isToolCall: Bool {
        if case .toolCall = self { true } else { false }
    }

    /// The item when it is done.
    var item: JSON {
        switch self {
        case .reasoning(let id, let summary, let sealed):
            let parts = summary.map { [Self.summaryPart($0)] } ?? []
            let item: JSON = ["id": .string(id), "type": "reasoning", "summary": .array(parts)]
            return sealed.map { item.setting("encrypted_content", to: .string($0)) } ?? item
        case .message(let id, let text, let citations):
            return Self.message(id, part: Self.textPart(text, citations))
        case .refusal(let id, let refusal):
            return Self.message(id, part: ["type": "refusal", "refusal": .string(refusal)])
        case .webSearch(let id, let search):
            let sources = search.sources.map { source -> JSON in ["type": "url", "url": .string(source.url)] }
            return [
                "id": .string(id), "type": "web_search_call", "status": "completed",
                "action": [
                    "type": "search", "query": .string(search.query), "queries": [.string(search.query)],
                    "sources": .array(sources),
                ],
            ]
        case .toolCall(let id, let callID, let call):
            return [
                "id": .string(id), "type": "function_call", "status": "completed", "call_id": callID,
                "name": .string(call.name), "arguments": .string(call.arguments),
            ]
        }
    }

    /// The item when it is announced.
    private var announced: JSON {
        switch self {
        // The seal in the announcement differs from the final one: a client that takes it from here is wrong.
        case .reasoning(_, _, let sealed):
            let bare = item.setting("summary", to: [])
            return sealed == nil ? bare : bare.setting("encrypted_content", to: "unfinished")
        case .message, .refusal: return item.setting("status", to: "in_progress").setting("content", to: [])
        case .webSearch(let id, _):
            return ["id": .string(id), "type": "web_search_call", "status": "in_progress"]
        case .toolCall: return item.setting("status", to: "in_progress").setting("arguments", to: "")
        }
    }

    /// All events of the item as number `index` of the output; `pieces` cuts texts for streaming.
    func events(_ index: Int, _ pieces: (String) -> [String]) -> [JSON] {
        let number = JSON.integer(index)
        let added: JSON = ["type": "response.output_item.added", "output_index": number, "item": announced]
        let done: JSON = ["type": "response.output_item.done", "output_index": number, "item": item]
        return [added] + contentEvents(number, pieces) + [done]
    }

    private func contentEvents(_ number: JSON, _ pieces: (String) -> [String]) -> [JSON] {
        switch self {
        case .reasoning(let id, let summary, _):
            guard let summary else { return [] }
            let place: JSON = ["item_id": .string(id), "output_index": number, "summary_index": 0]
            return [Self.event("reasoning_summary_part.added", place, ["part": Self.summaryPart("")])]
                + pieces(summary).map { Self.event("reasoning_summary_text.delta", place, ["delta": .string($0)]) }
                + [
                    Self.event("reasoning_summary_text.done", place, ["text": .string(summary)]),
                    Self.event("reasoning_summary_part.done", place, ["part": Self.summaryPart(summary)]),
                ]
        case .message(let id, let text, let citations):
            let place: JSON = ["item_id": .string(id), "output_index": number, "content_index": 0]
            let notes = citations.enumerated().map { offset, citation in
                Self.event(
                    "output_text.annotation.added",
                    place,
                    ["annotation_index": .integer(offset), "annotation": citation]
                )
            }
            return [Self.event("content_part.added", place, ["part": Self.textPart("", [])])]
                + pieces(text).map {
                    Self.event("output_text.delta", place, ["delta": .string($0), "logprobs": []])
                }
                + notes
                + [
                    Self.event("output_text.done", place, ["text": .string(text), "logprobs": []]),
                    Self.event("content_part.done", place, ["part": Self.textPart(text, citations)]),
                ]
        case .refusal(let id, let refusal):
            let place: JSON = ["item_id": .string(id), "output_index": number, "content_index": 0]
            return [Self.event("content_part.added", place, ["part": ["type": "refusal", "refusal": ""]])]
                + pieces(refusal).map { Self.event("refusal.delta", place, ["delta": .string($0)]) }
                + [
                    Self.event("refusal.done", place, ["refusal": .string(refusal)]),
                    Self.event(
                        "content_part.done",
                        place,
                        ["part": ["type": "refusal", "refusal": .string(refusal)]]
                    ),
                ]
        case .webSearch(let id, _):
            return ["in_progress", "searching", "completed"].map { state in
                Self.event("web_search_call.\(state)", ["item_id": .string(id), "output_index": number], [:])
            }
        case .toolCall(let id, _, let call):
            let place: JSON = ["item_id": .string(id), "output_index": number]
            let arguments = JSON.string(call.arguments)
            return pieces(call.arguments).map {
                Self.event("function_call_arguments.delta", place, ["delta": .string($0)])
            } + [
                Self.event(
                    "function_call_arguments.done",
                    place,
                    ["arguments": arguments, "name": .string(call.name)]
                )
            ]
        }
    }

    private static func event(_ type: String, _ place: JSON, _ content: JSON) -> JSON {
        .object([JSON.Member(key: "type", value: .string("response.\(type)"))] + place.members + content.members)
    }

    private static func summaryPart(_ text: String) -> JSON {
        ["type": "summary_text", "text": .string(text)]
    }

    private static func textPart(_ text: String, _ citations: [JSON]) -> JSON {
        ["type": "output_text", "text": .string(text), "annotations": .array(citations), "logprobs": []]
    }

    private static func message(_ id: String, part: JSON) -> JSON {
        ["id": .string(id), "type": "message", "status": "completed", "role": "assistant", "content": [part]]
    }
}
