extension ChatRequestWriter {
    func writeMessages(to json: inout JSONWriter, notes: inout [TranslationNote]) {
        if !draft.conversation.instructions.isEmpty {
            writeInstructions(draft.conversation.instructions, to: &json, notes: &notes)
        }
        // What tools gave back besides text waits here for the user's next message.
        var carried: [RequestPart<UserContent>] = []
        for turn in draft.conversation.turns {
            switch turn {
            case .user(let parts):
                writeUser(carried + parts, to: &json, notes: &notes)
                carried = []
            case .results(let results):
                carried = write(results, to: &json, notes: &notes)
            case .assistant(let parts):
                writeCarried(&carried, to: &json, notes: &notes)
                writeAssistant(parts, to: &json, notes: &notes)
            case .instructions(let parts):
                writeCarried(&carried, to: &json, notes: &notes)
                writeInstructions(parts, to: &json, notes: &notes)
            }
        }
        writeCarried(&carried, to: &json, notes: &notes)
    }

    private func writeCarried(
        _ carried: inout [RequestPart<UserContent>],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        guard !carried.isEmpty else { return }
        writeUser(carried, to: &json, notes: &notes)
        carried = []
    }

    private func writeInstructions(
        _ parts: [RequestPart<JSONText>],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        json.object { json in
            json.member("role", literal: target.instructionRole)
            writeContent(parts.map { $0.map(UserContent.text) }, to: &json, notes: &notes)
        }
    }

    private func writeUser(
        _ parts: [RequestPart<UserContent>],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        json.object { json in
            json.member("role", literal: "user")
            writeContent(parts, to: &json, notes: &notes)
        }
    }

    /// One text is a plain string, unless it may have to carry a mark for the cache; so are several for servers that may
    /// know no parts.
    private func writeContent(
        _ parts: [RequestPart<UserContent>],
        mayBeMarked: Bool = true,
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        let isText = parts.allSatisfy { $0.content.text != nil } && !(mayBeMarked && target.takesCacheMarks)
        guard isText, parts.count == 1 || target.server.wantsPlainTexts else {
            json.array("content") { json in
                for part in parts { writePart(part, to: &json, notes: &notes) }
            }
            return
        }
        json.key("content")
        json.string(joining: parts.compactMap(\.content.text), separator: .blankLine)
        if parts.count > 1, let first = parts.first {
            let reason = NoteReason(.textsJoined, .count(parts.count))
            notes.append(TranslationNote(.map, from: first.source.place, to: json.place, reason))
        }
        for part in parts { notes.place(part.pendingNotes, in: json) }
    }

    func writePart(_ part: RequestPart<UserContent>, to json: inout JSONWriter, notes: inout [TranslationNote]) {
        json.object { json in
            switch part.content {
            case .text(let text):
                json.member("type", literal: "text")
                json.member("text", text)
            case .imageData(let mediaType, let data):
                json.member("type", literal: "image_url")
                json.object("image_url") { json in json.member("url", dataURL: mediaType, data) }
            case .imageURL(let url):
                json.member("type", literal: "image_url")
                json.object("image_url") { json in json.member("url", url) }
            case .fileData(let name, let data):
                json.member("type", literal: "file")
                json.object("file") { json in
                    json.member("filename", fileName: name, notes: &notes)
                    json.member("file_data", dataURL: "application/pdf", data)
                }
            case .fileURL(let url):
                // The conversation refuses these for this API; an address is the best that could be said.
                json.member("type", literal: "text")
                json.member("text", url)
            }
            notes.place(part.pendingNotes, in: json)
            part.writeMark(for: target, ChatCompletionsDialect.traits, to: &json, notes: &notes)
        }
    }

    // MARK: Assistant

    private func writeAssistant(
        _ parts: [RequestPart<AssistantContent>],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        var texts: [RequestPart<UserContent>] = []
        var calls: [(ToolUseBlock, JSONValue, [PendingNote])] = []
        for part in parts {
            switch part.content {
            case .text(let text):
                var moved = RequestPart(UserContent.text(text), source: part.source, pendingNotes: part.pendingNotes)
                if !calls.isEmpty {
                    moved.pendingNotes.append(PendingNote(.split, from: part.source.place, .textBeforeCalls))
                }
                texts.append(moved)
            case .call(let call):
                calls.append((call, part.source, part.pendingNotes))
            case .reasoning:
                continue
            }
        }
        json.object { json in
            json.member("role", literal: "assistant")
            if texts.isEmpty {
                json.null("content")
            } else {
                writeContent(texts, mayBeMarked: false, to: &json, notes: &notes)
            }
            guard !calls.isEmpty else { return }
            json.array("tool_calls") { json in
                for (call, source, pendingNotes) in calls {
                    write(call, source, pendingNotes, to: &json, notes: &notes)
                }
            }
        }
    }

    private func write(
        _ call: ToolUseBlock,
        _ source: JSONValue,
        _ pendingNotes: [PendingNote],
        to json: inout JSONWriter,
        notes: inout [TranslationNote]
    ) {
        json.object { json in
            json.member("id", callID: call.id, limit: Self.callIDLimit, from: source, "id", notes: &notes)
            json.member("type", literal: "function")
            json.object("function") { json in
                json.member("name", draft.names.sent(call.name))
                notes.placeName(call.name, sent: draft.names.sent(call.name), from: source, in: json)
                json.key("arguments")
                json.string(holding: call.input.raw)
            }
            notes.place(pendingNotes, in: json)
        }
    }
}
