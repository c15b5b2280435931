// The conversation as input items, without ids: with `store: false` OpenAI knows none of them.
extension ResponsesRequestWriter {
    func writeInput(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        json.array("input") { json in
            if target.takesCacheMarks { writeInstructionsAsMessage(to: &json, notes: &notes) }
            for turn in draft.conversation.turns {
                switch turn {
                case .user(let parts):
                    writeMessage("user", to: &json) { json in
                        for part in parts { write(part, to: &json, notes: &notes) }
                    }
                case .assistant(let parts):
                    writeAssistant(parts, to: &json, notes: &notes)
                case .results(let results):
                    for result in results { write(result, to: &json, notes: &notes) }
                case .instructions(let parts):
                    writeMessage(target.instructionRole, to: &json) { json in
                        for part in parts { write(part.map(UserContent.text), to: &json, notes: &notes) }
                    }
                }
            }
        }
    }

    /// `instructions` is one string; the parts of a message can carry marks for the cache.
    private func writeInstructionsAsMessage(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        let parts = draft.conversation.instructions
        guard !parts.isEmpty else { return }
        writeMessage(target.instructionRole, to: &json) { json in
            for part in parts { write(part.map(UserContent.text), to: &json, notes: &notes) }
        }
        guard !draft.request.system.isEmpty else { return }
        notes.append(TranslationNote(.map, from: ["system"], to: ["input", 0], .systemPromptAsMessage))
    }

    private func writeMessage(
        _ role: StaticString,
        to json: inout JSONWriter,
        content: (inout JSONWriter) -> Void
    ) {
        json.object { json in
            json.member("type", literal: "message")
            json.member("role", literal: role)
            json.array("content", content)
        }
    }

    // MARK: What the model is shown

    private func write(_ part: RequestPart<UserContent>, to json: inout JSONWriter, notes: inout [TranslationNote]) {
        json.object { json in
            switch part.content {
            case .text(let text):
                json.member("type", literal: "input_text")
                json.member("text", text)
            case .imageData(let mediaType, let data):
                json.member("type", literal: "input_image")
                json.member("detail", literal: "auto")
                json.member("image_url", dataURL: mediaType, data)
            case .imageURL(let url):
                json.member("type", literal: "input_image")
                json.member("detail", literal: "auto")
                json.member("image_url", url)
            case .fileData(let name, let data):
                json.member("type", literal: "input_file")
                json.member("filename", fileName: name, notes: &notes)
                json.member("file_data", dataURL: "application/pdf", data)
            case .fileURL(let url):
                json.member("type", literal: "input_file")
                json.member("file_url", url)
            }
            notes.place(part.pendingNotes, in: json)
            if purpose == .createResponse {
                part.writeMark(for: target, ResponsesDialect.traits, to: &json, notes: &notes)
            }
        }
    }

    private func write(_ result: RequestPart<ToolResult>, to json: inout JSONWriter, notes: inout [TranslationNote]) {
        json.object { json in
            json.member("type", literal: "function_call_output")
            let id = result.content.callID
            json.member("call_id", callID: id, limit: Self.callIDLimit, from: result, notes: &notes)
            writeOutput(result.content.content, to: &json, notes: &notes)
            notes.place(result.pendingNotes, in: json)
        }
    }

    /// A lone text is a string; anything more is a list of parts.
    private func writeOutput(
        _ content: [RequestPart<UserContent>],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        let isPlain = !target.takesCacheMarks || content.first?.content.text?.isEmpty == true
        guard let only = content.first, content.count == 1, isPlain, let text = only.content.text else {
            guard !content.isEmpty else {
                json.member("output", emptyResultFor: target, notes: &notes)
                return
            }
            json.array("output") { json in
                for part in content { write(part, to: &json, notes: &notes) }
            }
            return
        }
        if text.isEmpty {
            json.member("output", emptyResultFor: target, notes: &notes)
        } else {
            json.member("output", text)
        }
        notes.place(only.pendingNotes, in: json)
    }

    // MARK: What the model said

    /// One item for each call and each reasoning, in their order; texts that stand together are one message.
    private func writeAssistant(
        _ parts: [RequestPart<AssistantContent>],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        var texts: [(JSONText, [PendingNote])] = []
        for part in parts {
            switch part.content {
            case .text(let text):
                texts.append((text, part.pendingNotes))
            case .call(let call):
                write(&texts, to: &json, notes: &notes)
                write(call, part, to: &json, notes: &notes)
            case .reasoning(let summary, let encryptedContent):
                write(&texts, to: &json, notes: &notes)
                writeReasoning(summary, encryptedContent, to: &json)
                notes.place(part.pendingNotes, in: json)
            }
        }
        write(&texts, to: &json, notes: &notes)
    }

    private func write(
        _ texts: inout [(JSONText, [PendingNote])],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        guard !texts.isEmpty else { return }
        writeMessage("assistant", to: &json) { json in
            for (text, pendingNotes) in texts {
                json.object { json in
                    json.member("type", literal: "output_text")
                    json.member("text", text)
                    notes.place(pendingNotes, in: json)
                }
            }
        }
        texts.removeAll(keepingCapacity: true)
    }

    private func write(
        _ call: ToolUseBlock,
        _ part: RequestPart<AssistantContent>,
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        json.object { json in
            json.member("type", literal: "function_call")
            json.member("call_id", callID: call.id, limit: Self.callIDLimit, from: part.source, "id", notes: &notes)
            json.member("name", draft.names.sent(call.name))
            notes.placeName(call.name, sent: draft.names.sent(call.name), from: part.source, in: json)
            json.key("arguments")
            json.string(holding: call.input.raw)
            notes.place(part.pendingNotes, in: json)
        }
    }

    private func writeReasoning(_ summary: JSONText, _ encryptedContent: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("type", literal: "reasoning")
            json.array("summary") { json in
                guard !summary.isEmpty else { return }
                json.object { json in
                    json.member("type", literal: "summary_text")
                    json.member("text", summary)
                }
            }
            json.member("encrypted_content", encryptedContent)
        }
    }
}
