import Translation

/// A streamed answer, assembled into the whole answer as far as it has arrived.
///
/// For reading only. It is made from the captured bytes, so it also shows what the translator left out.
struct AssembledAnswer: Sendable {
    private var anthropic = AnthropicFold()
    private var chat = ChatFold()
    private var responses = ResponsesFold()
    /// The number of events in it.
    private var count = 0

    /// Takes the new events; `list` is the same list, grown.
    mutating func take(_ list: EventList) {
        for event in list.events.dropFirst(count) {
            guard let root = try? JSONDocument(list.data(of: event)).root, root.kind == .object else { continue }
            anthropic.receive(root)
            chat.receive(root)
            responses.receive(root)
        }
        count = list.events.count
    }

    /// Nil if the events belong to no known API.
    var document: JSONDocument? {
        let json = anthropic.json ?? responses.json ?? chat.json
        return json.flatMap { try? JSONDocument($0, maximumDepth: 4096) }
    }

    /// The pieces of one text.
    struct Text: Sendable {
        private var parts: [JSONText] = []

        mutating func append(_ value: JSONValue?) {
            if let text = value?.text { parts.append(text) }
        }

        var isEmpty: Bool { parts.isEmpty }

        func write(to json: inout JSONWriter) {
            json.string(joining: parts, separator: "")
        }

        func write(_ key: StaticString, to json: inout JSONWriter) {
            guard !isEmpty else { return }
            json.key(key)
            write(to: &json)
        }

        /// The text as JSON if it is valid JSON, so that it is laid out.
        func writeParsed(_ key: StaticString, to json: inout JSONWriter) {
            guard !isEmpty else { return }
            json.key(key)
            if let parsed = try? RawJSON(validating: parts.map(\.string).joined()) {
                json.value(parsed)
            } else {
                write(to: &json)
            }
        }
    }
}

/// Anthropic's events.
private struct AnthropicFold: Sendable {
    private struct Block {
        var start: JSONValue
        var text = AssembledAnswer.Text()
        var input = AssembledAnswer.Text()
        var signature: JSONValue?
        var citations: [JSONValue] = []
    }

    private var message: JSONValue?
    private var blocks: [Int: Block] = [:]
    private var delta: JSONValue?
    private var usage: JSONValue?
    private var error: JSONValue?

    mutating func receive(_ root: JSONValue) {
        let index = root["index"]?.int ?? 0
        switch root["type"]?.string {
        case "message_start": message = root["message"]
        case "content_block_start": blocks[index] = root["content_block"].map { Block(start: $0) }
        case "content_block_delta": receive(root["delta"], of: index)
        case "message_delta":
            delta = root["delta"]
            usage = root["usage"] ?? usage
        case "error": error = root["error"]
        default: return
        }
    }

    private mutating func receive(_ delta: JSONValue?, of index: Int) {
        guard let delta else { return }
        blocks[index]?.text.append(delta["text"] ?? delta["thinking"])
        blocks[index]?.input.append(delta["partial_json"])
        if let signature = delta["signature"] { blocks[index]?.signature = signature }
        if let citation = delta["citation"] { blocks[index]?.citations.append(citation) }
    }

    var json: [UInt8]? {
        guard let message else { return nil }
        var json = JSONWriter()
        json.object { json in
            for member in message.members {
                switch member.key.string {
                case "content":
                    json.array("content") { json in
                        for (_, block) in blocks.sorted(by: { $0.key < $1.key }) { write(block, to: &json) }
                    }
                case "usage": json.member("usage", usage?.raw ?? member.value.raw)
                case let key:
                    let changed = delta?.members.first { $0.key.string == key }?.value
                    json.key(text: member.key)
                    json.value((changed ?? member.value).raw)
                }
            }
            json.member("error", ifPresent: error?.raw)
        }
        return json.bytes
    }

    private func write(_ block: Block, to json: inout JSONWriter) {
        json.object { json in
            for member in block.start.members {
                switch member.key.string {
                case "text" where !block.text.isEmpty: block.text.write("text", to: &json)
                case "thinking" where !block.text.isEmpty: block.text.write("thinking", to: &json)
                case "input" where !block.input.isEmpty: block.input.writeParsed("input", to: &json)
                case "signature" where block.signature != nil: json.member("signature", ifPresent: block.signature?.raw)
                case "citations" where !block.citations.isEmpty:
                    json.array("citations") { json in
                        for citation in block.citations { json.value(citation.raw) }
                    }
                default:
                    json.key(text: member.key)
                    json.value(member.value.raw)
                }
            }
        }
    }
}

/// Chunks of Chat Completions.
private struct ChatFold: Sendable {
    private struct Call {
        var id: JSONValue?
        var name: JSONValue?
        var arguments = AssembledAnswer.Text()
    }

    private struct Choice {
        var content = AssembledAnswer.Text()
        var reasoning = AssembledAnswer.Text()
        var refusal = AssembledAnswer.Text()
        var calls: [Int: Call] = [:]
        var finishReason: JSONValue?
    }

    private var first: JSONValue?
    private var choices: [Int: Choice] = [:]
    private var usage: JSONValue?
    private var error: JSONValue?

    mutating func receive(_ root: JSONValue) {
        error = root.present("error") ?? error
        guard let list = root["choices"], list.kind == .array else { return }
        first = first ?? root
        usage = root.present("usage") ?? usage
        for element in list.elements {
            let index = element["index"]?.int ?? 0
            var choice = choices[index] ?? Choice()
            choice.finishReason = element.present("finish_reason") ?? choice.finishReason
            if let delta = element["delta"] {
                choice.content.append(delta["content"])
                choice.reasoning.append(delta["reasoning_content"] ?? delta["reasoning"])
                choice.refusal.append(delta["refusal"])
                for call in delta["tool_calls"].map({ Array($0.elements) }) ?? [] {
                    let number = call["index"]?.int ?? 0
                    var known = choice.calls[number] ?? Call()
                    known.id = known.id ?? call.present("id")
                    known.name = known.name ?? call["function"]?.present("name")
                    known.arguments.append(call["function"]?["arguments"])
                    choice.calls[number] = known
                }
            }
            choices[index] = choice
        }
    }

    var json: [UInt8]? {
        guard first != nil || error != nil else { return nil }
        var json = JSONWriter()
        json.object { json in
            json.member("id", ifPresent: first?["id"]?.raw)
            json.member("model", ifPresent: first?["model"]?.raw)
            json.array("choices") { json in
                for (index, choice) in choices.sorted(by: { $0.key < $1.key }) { write(choice, index, to: &json) }
            }
            json.member("usage", ifPresent: usage?.raw)
            json.member("error", ifPresent: error?.raw)
        }
        return json.bytes
    }

    private func write(_ choice: Choice, _ index: Int, to json: inout JSONWriter) {
        json.object { json in
            json.member("index", index)
            json.object("message") { json in
                json.member("role", literal: "assistant")
                choice.reasoning.write("reasoning_content", to: &json)
                choice.content.write("content", to: &json)
                choice.refusal.write("refusal", to: &json)
                if !choice.calls.isEmpty {
                    json.array("tool_calls") { json in
                        for (_, call) in choice.calls.sorted(by: { $0.key < $1.key }) { write(call, to: &json) }
                    }
                }
            }
            json.member("finish_reason", ifPresent: choice.finishReason?.raw)
        }
    }

    private func write(_ call: Call, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", ifPresent: call.id?.raw)
            json.object("function") { json in
                json.member("name", ifPresent: call.name?.raw)
                call.arguments.writeParsed("arguments", to: &json)
            }
        }
    }
}

/// Events of the Responses API, which repeats the whole answer at its end.
private struct ResponsesFold: Sendable {
    private var response: JSONValue?
    private var items: [JSONValue] = []
    private var unfinished = AssembledAnswer.Text()
    private var error: JSONValue?

    mutating func receive(_ root: JSONValue) {
        let type = root["type"]?.string ?? ""
        if type == "error" { error = root.present("error") ?? root }
        guard type.hasPrefix("response.") else { return }
        response = root["response"] ?? response
        if type == "response.output_item.done", let item = root["item"] {
            items.append(item)
            unfinished = AssembledAnswer.Text()
        } else if type.hasSuffix(".delta") {
            unfinished.append(root["delta"])
        }
    }

    var json: [UInt8]? {
        guard response != nil || error != nil && !items.isEmpty else { return nil }
        var json = JSONWriter()
        json.object { json in
            var hasOutput = false
            for member in response.map({ Array($0.members) }) ?? [] {
                if member.isNamed("output"), member.value.count == 0 {
                    writeOutput(to: &json)
                    hasOutput = true
                    continue
                }
                hasOutput = hasOutput || member.isNamed("output")
                json.key(text: member.key)
                json.value(member.value.raw)
            }
            if !hasOutput { writeOutput(to: &json) }
            unfinished.write("unfinished", to: &json)
            json.member("error", ifPresent: error?.raw)
        }
        return json.bytes
    }

    private func writeOutput(to json: inout JSONWriter) {
        json.array("output") { json in
            for item in items { json.value(item.raw) }
        }
    }
}
