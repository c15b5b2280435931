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
        return Self.line(Array(#"{"type":"message_start","message":"#.utf8) + edits.bytes + [UInt8(ascii: "}")])
    }

    /// JSON on one line, as events are written: line ends in it stand between its values only.
    private static func line(_ json: [UInt8]) -> [UInt8] {
        json.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
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
        return Self.line(json.bytes)
    }

    /// Clients take text and input from deltas; other blocks start whole.
    private static func events(of block: JSONValue, at index: Int) -> [MessageStreamEvent] {
        var events: [MessageStreamEvent] = []
        switch block["type"]?.string {
        case "text" where block.present("citations") == nil:
            events.append(start(at: index, "text") { $0.member("text", literal: "") })
            if let text = block["text"]?.text, !text.isEmpty {
                events.append(delta("text_delta", at: index) { $0.member("text", text) })
            }
        case "thinking":
            events.append(
                start(at: index, "thinking") { json in
                    json.member("thinking", literal: "")
                    json.member("signature", literal: "")
                }
            )
            if let text = block["thinking"]?.text, !text.isEmpty {
                events.append(delta("thinking_delta", at: index) { $0.member("thinking", text) })
            }
            if let signature = block["signature"]?.text {
                events.append(delta("signature_delta", at: index) { $0.member("signature", signature) })
            }
        case "tool_use":
            events.append(
                start(at: index, "tool_use") { json in
                    json.member("id", ifPresent: block["id"])
                    json.member("name", ifPresent: block["name"])
                    json.member("input", RawJSON.emptyObject)
                }
            )
            let input = block["input"]?.raw.text ?? "{}"
            events.append(delta("input_json_delta", at: index) { $0.member("partial_json", input) })
        default:
            events.append(event("content_block_start", at: index) { $0.member("content_block", block) })
        }
        return events + [event("content_block_stop", at: index)]
    }

    private static func start(
        at index: Int,
        _ type: StaticString,
        _ members: (inout JSONWriter) -> Void
    ) -> MessageStreamEvent {
        event("content_block_start", at: index) { json in
            json.object("content_block") { json in
                json.member("type", literal: type)
                members(&json)
            }
        }
    }

    private static func delta(
        _ type: StaticString,
        at index: Int,
        _ members: (inout JSONWriter) -> Void
    ) -> MessageStreamEvent {
        event("content_block_delta", at: index) { json in
            json.object("delta") { json in
                json.member("type", literal: type)
                members(&json)
            }
        }
    }

    private static func event(
        _ type: StaticString,
        at index: Int,
        _ members: (inout JSONWriter) -> Void = { _ in }
    ) -> MessageStreamEvent {
        var json = JSONWriter()
        json.object { json in
            json.member("type", literal: type)
            json.member("index", index)
            members(&json)
        }
        return .passedOn(PassedEvent(name: type.description, data: line(json.bytes)))
    }
}
