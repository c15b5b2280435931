extension MessageStreamEvent {
    /// Appends the event as `text/event-stream`: an `event:` line and one line of JSON with the same `type`.
    public func appendServerSentEvent(to output: inout [UInt8]) {
        switch self {
        case .messageStart(let message):
            Self.append("message_start", to: &output) { json in
                json.key("message")
                message.write(to: &json)
            }
        case .contentBlockStart(let index, let block):
            Self.append("content_block_start", to: &output) { json in
                json.member("index", index)
                json.key("content_block")
                block.write(to: &json)
            }
        case .contentBlockDelta(let index, let delta):
            Self.append(delta, index, to: &output)
        case .contentBlockStop(let index):
            Self.append("content_block_stop", to: &output) { $0.member("index", index) }
        case .messageDelta(let reason, let stopSequence, let usage, let refusal):
            Self.append("message_delta", to: &output) { json in
                json.object("delta") { Message.writeStop(reason, stopSequence, refusal, to: &$0) }
                json.key("usage")
                usage.write(to: &json)
            }
        case .messageStop:
            Self.append("message_stop", to: &output) { _ in }
        case .ping:
            Self.append("ping", to: &output) { _ in }
        case .passedOn(let event):
            ServerSentEventEncoder.append(ServerSentEvent(name: event.name, data: event.data), to: &output)
        case .error(let error):
            output.append("event: error\ndata: ")
            output.append(contentsOf: error.envelope)
            output.append("\n\n")
        }
    }

    /// Nearly all events are deltas, so they are assembled from constant pieces.
    private static func append(_ delta: ContentDelta, _ index: Int, to output: inout [UInt8]) {
        output.append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":")
        index.append(to: &output)
        switch delta {
        case .text(let text):
            output.append(",\"delta\":{\"type\":\"text_delta\",\"text\":")
            text.append(to: &output)
        case .thinking(let text):
            output.append(",\"delta\":{\"type\":\"thinking_delta\",\"thinking\":")
            text.append(to: &output)
        case .signature(let signature):
            output.append(",\"delta\":{\"type\":\"signature_delta\",\"signature\":")
            signature.append(to: &output)
        case .inputJSON(let piece):
            output.append(",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":")
            piece.append(to: &output)
        case .citation(let citation):
            output.append(",\"delta\":{\"type\":\"citations_delta\",\"citation\":")
            citation.append(to: &output)
        }
        output.append("}}\n\n")
    }

    private static func append(
        _ type: StaticString,
        to output: inout [UInt8],
        _ members: (inout JSONWriter) -> Void
    ) {
        output.append("event: ")
        output.append(type)
        output.append("\ndata: ")
        var json = JSONWriter()
        json.object { json in
            json.member("type", type.description)
            members(&json)
        }
        output.append(contentsOf: json.bytes)
        output.append("\n\n")
    }
}
