@testable import Translation

// What becomes of the conversation. A block's type is carried by the form in which its content is found; the table is
// the switch in `judgeBlock`.
extension RequestLaw {
    /// Where a block stands, which decides the form of its texts.
    enum Place {
        case instructions
        case user
        case assistant
        case output

        var form: UpstreamReading.Form {
            switch self {
            case .instructions: .instructions
            case .user: .user
            case .assistant: .assistant
            case .output: .output
            }
        }
    }

    private static let anyText: [UpstreamReading.Form] = [.instructions, .user, .assistant, .output]

    /// A role is carried by the form in which all the message's content is found.
    mutating func judgeMessages(_ messages: JSONValue) {
        for (offset, message) in messages.elements.enumerated() where !isExcused("messages[\(offset)]") {
            let place: Place =
                switch message["role"]?.string {
                case "assistant": .assistant
                case "system": .instructions
                default: .user
                }
            for (key, value, path) in members(of: message, "messages[\(offset)]") {
                switch key {
                case "role": continue
                case "content":
                    // One may be there for the effort that it sets.
                    let isEmpty = value.kind == .array && value.count == 0 && message["output_config"] == nil
                    expect(!isEmpty, path, "an empty message is left out")
                    judgeBlocks(value, path, place)
                default: expectNotes(value, path)
                }
            }
        }
    }

    mutating func judgeBlocks(_ content: JSONValue, _ path: String, _ place: Place) {
        guard !isExcused(path) else { return }
        if let text = content.text { return expectSaid(text, path, [place.form]) }
        for (offset, block) in content.elements.enumerated() where !isExcused("\(path)[\(offset)]") {
            judgeBlock(block, "\(path)[\(offset)]", place)
        }
    }

    private mutating func judgeBlock(_ block: JSONValue, _ place: String, _ position: Place) {
        let isChanged = isNoted(place)
        let forms = isChanged ? Self.anyText : [position.form]
        switch block["type"]?.string {
        case "text":
            judge(block, place, [:]) { law, key, text, path in
                // The empty output of a tool is an output without text.
                let isOutput = key == "text" && text.isEmpty && position == .output
                if key == "text", !isOutput { law.expectSaid(text, path, forms) }
                return key == "text"
            }
        case "tool_reference", "compaction":
            // Written as text, which only a note can say.
            judge(block, place, ["type": isChanged]) { law, key, text, path in
                guard key == "tool_name" || key == "content" else { return false }
                law.expectSaid(text, path, Self.anyText)
                return true
            }
        case "image" where position != .assistant:
            judge(block, place, [:]) { _, _, _, _ in false }
            judgeSource(block["source"], "\(place).source", position, .image)
        case "document" where position != .assistant:
            judgeDocument(block, place, position, isChanged)
        case "search_result":
            judge(block, place, ["type": isChanged]) { law, key, text, path in
                guard key == "source" || key == "title" else { return false }
                law.expectTitle(text, path, forms)
                return true
            }
            if let content = block["content"] { judgeBlocks(content, "\(place).content", position) }
        case "tool_use" where position == .assistant: judgeCall(block, place)
        case "tool_addition" where position == .instructions, "tool_removal" where position == .instructions:
            judge(block, place, ["type": isChanged]) { _, _, _, _ in false }
            judgeToolChange(block["tool"], "\(place).tool", isChanged)
        case "tool_result" where position == .user: judgeResult(block, place, isChanged)
        case "thinking" where position == .assistant, "redacted_thinking" where position == .assistant:
            judgeReasoning(block, place)
        default:
            expectNotes(block, place)
        }
    }

    /// The strings of a block that `read` knows, the parts of its form that are carried or not, and nothing for the
    /// rest but notes. Content, source and input are left to the caller.
    private mutating func judge(
        _ block: JSONValue,
        _ place: String,
        _ form: [String: Bool],
        _ read: (inout RequestLaw, String, JSONText, String) -> Bool
    ) {
        for (key, value, path) in members(of: block, place) {
            if let isCarried = form[key] {
                expectForm(isCarried, path, of: place, "its form is lost")
            } else if key == "type" {
                continue
            } else if let text = value.text, read(&self, key, text, path) {
                continue
            } else if !Self.inner.contains(key) {
                expectNotes(value, path)
            }
        }
    }

    private static let inner: Set<String> = ["content", "source", "input", "tool"]

    /// Written as text, and a tool that is defined there offered like any other.
    private mutating func judgeToolChange(_ tool: JSONValue?, _ place: String, _ isTranslated: Bool) {
        guard let tool else { return }
        for (key, value, path) in members(of: tool, place) {
            switch key {
            case "type": expect(isTranslated, path, "is not translated")
            case "name": expectSaid(value.text ?? "", path, Self.anyText)
            case "definition": judgeTool(value, path)
            default: expectNotes(value, path)
            }
        }
    }

    private mutating func expectSaid(_ text: JSONText, _ path: String, _ forms: [UpstreamReading.Form]) {
        expect(upstream.says(text, in: forms), path, "is not said in \(forms)")
    }

    /// A blank title says nothing.
    private mutating func expectTitle(_ text: JSONText, _ path: String, _ forms: [UpstreamReading.Form]) {
        if !text.isBlank { expectSaid(text, path, forms) }
    }

    // MARK: Media

    private mutating func judgeDocument(_ block: JSONValue, _ place: String, _ position: Place, _ isChanged: Bool) {
        let type = block["source"]?["type"]
        let isText = type?.equals("text") == true || type?.equals("content") == true
        let forms: [UpstreamReading.Form] = isText ? [position.form] : [position.form, .file]
        judge(block, place, isText ? ["type": isChanged] : [:]) { law, key, text, path in
            guard key == "title" || key == "context" else { return false }
            law.expectTitle(text, path, forms)
            return true
        }
        judgeSource(block["source"], "\(place).source", position, .file)
    }

    /// `base64` and `url` are carried by what stands in the image or the file; the other types by the text there.
    private mutating func judgeSource(
        _ source: JSONValue?,
        _ place: String,
        _ position: Place,
        _ form: UpstreamReading.Form
    ) {
        guard let source, !isExcused(place) else { return }
        let isText = source["type"]?.equals("text") == true
        for (key, value, path) in members(of: source, place) {
            switch key {
            case "type": continue
            case "media_type" where isText: expect(value.equals("text/plain"), path, "is not translated")
            case "media_type":
                expect(upstream.says("data:\(value.string ?? "");", in: [form]), path, "is not translated")
            // A document of nothing is what stands between its tags.
            case "data" where isText: expectTitle(value.text ?? "", path, [position.form])
            case "data", "url": expectSaid(value.text ?? "", path, [form])
            case "content": judgeBlocks(value, path, position)
            default: expectNotes(value, path)
            }
        }
    }

    // MARK: Calls

    private mutating func judgeCall(_ block: JSONValue, _ place: String) {
        let input = block["input"]?.raw.text
        let calls = upstream.calls.filter { $0.arguments == input }
        expect(!calls.isEmpty, place, "no call has this input")
        for (key, value, path) in members(of: block, place) {
            switch key {
            case "type", "input": continue
            case "id": expect(calls.contains { $0.id == value.string }, path, "the call has another id")
            case "name": expect(calls.contains { $0.name == value.string }, path, "another tool is called")
            default: expectNotes(value, path)
            }
        }
    }

    /// One that answers no call becomes the user's text, which a note on it says.
    private mutating func judgeResult(_ block: JSONValue, _ place: String, _ isChanged: Bool) {
        let id = block["tool_use_id"]?.string ?? ""
        let isOutput = upstream.outputs.contains(id) || isNoted("\(place).tool_use_id")
        for (key, value, path) in members(of: block, place) {
            switch key {
            case "type": expectForm(isOutput, path, of: place, "is no output")
            case "tool_use_id":
                expect(isOutput || isChanged && upstream.says(id, in: [.user]), path, "answers another call")
            // That it went well is what a result says by itself.
            case "is_error" where value.bool == false: continue
            case "content" where value.text?.isEmpty == true, "content" where value.count == 0 && value.text == nil:
                // An output without text.
                expectForm(isOutput, path, of: place, "is no output")
            case "content" where isChanged: judgeStrayContent(value, path)
            case "content": judgeBlocks(value, path, .output)
            default: expectNotes(value, path)
            }
        }
    }

    /// Moved or written as text: either is possible where a note stands.
    private mutating func judgeStrayContent(_ content: JSONValue, _ path: String) {
        var asOutput = self
        asOutput.judgeBlocks(content, path, .output)
        var asText = self
        asText.judgeBlocks(content, path, .user)
        self = asOutput.losses.count <= asText.losses.count ? asOutput : asText
    }

    // MARK: Reasoning

    private mutating func judgeReasoning(_ block: JSONValue, _ place: String) {
        for (key, value, path) in members(of: block, place) {
            switch key {
            case "type": continue
            case "thinking":
                // Reasoning of which nothing was shown has no summary.
                if let text = value.text, !text.isEmpty { expectSaid(text, path, [.reasoning]) }
            case "signature", "data":
                guard case .valid(let seal) = ReasoningSeal.open(value.string ?? "") else {
                    expect(false, path, "is not what this proxy sealed")
                    continue
                }
                expect(upstream.says(seal.encryptedContent, in: [.reasoning]), path, "is not sent back")
            default: expectNotes(value, path)
            }
        }
    }
}
