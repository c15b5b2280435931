/// A whole answer that is passed on: as it came for a client that wants it whole, as events for one that wants a stream
/// which the server did not send.
struct PassedMessage {
    private let message: JSONValue
    private let model: String

    init(_ message: JSONValue, model: String) {
        self.message = message
        self.model = model
    }

    /// The first event carries the whole answer; where the message `isOpen` already its start is left out.
    func events(isOpen: Bool) -> [MessageStreamEvent] {
        var events: [MessageStreamEvent] = []
        if !isOpen { events.append(.passedOn(PassedEvent(name: "message_start", data: start, whole: whole))) }
        for (index, block) in (message["content"]?.elements.map { $0 } ?? []).enumerated() {
            events += Self.events(of: block, at: index)
            events.append(.contentBlockStop(index: index))
        }
        events.append(.passedOn(PassedEvent(name: "message_delta", data: end)))
        events.append(
            .passedOn(PassedEvent(name: "message_stop", data: Array(#"{"type":"message_stop"}"#.utf8), ends: true))
        )
        return events
    }

    private var whole: [UInt8] {
        var edits = JSONEdits(of: message.document)
        if let name = message["model"] { edits.replace(name, with: model) }
        return edits.bytes
    }

    private var start: [UInt8] {
        var edits = JSONEdits(of: message.document)
        if let name = message["model"] { edits.replace(name, with: model) }
        if let content = message["content"] { edits.replace(content, with: RawJSON(bytes: Array("[]".utf8)[...])) }
        for key: StaticString in ["stop_reason", "stop_sequence"] {
            if let value = message[key] { edits.replace(value, with: .null) }
        }
        return Array(#"{"type":"message_start","message":"#.utf8) + edits.bytes + [UInt8(ascii: "}")]
    }

    private var end: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("type", literal: "message_delta")
            json.object("delta") { json in
                json.member("stop_reason", message["stop_reason"]?.raw ?? .null)
                json.member("stop_sequence", message["stop_sequence"]?.raw ?? .null)
            }
            json.member("usage", message["usage"]?.raw ?? .emptyObject)
        }
        return json.bytes
    }

    /// Clients take text and input from deltas; other blocks start whole.
    private static func events(of block: JSONValue, at index: Int) -> [MessageStreamEvent] {
        switch block["type"]?.string {
        case "text" where block.present("citations") == nil:
            let text = block["text"]?.text ?? ""
            let delta = text.isEmpty ? [] : [MessageStreamEvent.contentBlockDelta(index: index, .text(text))]
            return [.contentBlockStart(index: index, .text(""))] + delta
        case "thinking":
            let text = block["thinking"]?.text ?? ""
            let delta = text.isEmpty ? [] : [MessageStreamEvent.contentBlockDelta(index: index, .thinking(text))]
            return [.contentBlockStart(index: index, .thinking("", signature: ""))] + delta
                + [.contentBlockDelta(index: index, .signature(block["signature"]?.text ?? ""))]
        case "tool_use":
            let input = block["input"]?.raw.text ?? "{}"
            return [
                .contentBlockStart(
                    index: index,
                    .toolUse(id: block["id"]?.text ?? "", name: block["name"]?.text ?? "", input: .emptyObject)
                ),
                .contentBlockDelta(index: index, .inputJSON(JSONText(input))),
            ]
        default:
            var json = JSONWriter()
            json.object { json in
                json.member("type", literal: "content_block_start")
                json.member("index", index)
                json.member("content_block", block)
            }
            return [.passedOn(PassedEvent(name: "content_block_start", data: json.bytes))]
        }
    }
}
