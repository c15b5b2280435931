/// The calls of one turn, and the results that have come for them.
struct OpenCalls {
    private var calls: [RequestPart<ToolUseBlock>] = []
    private var positions: [String: Int] = [:]
    private var answers: [RequestPart<ToolResult>?] = []
    private var lastAnswered = -1
    private(set) var hasResults = false

    /// A result that belongs to no open call, and how the model is told about it.
    struct UnmatchedResult {
        var label: JSONText
        var pendingNote: PendingNote
    }

    var isEmpty: Bool { calls.isEmpty }

    /// False where the turn has a call of that id already.
    mutating func open(_ call: ToolUseBlock, _ source: JSONValue) -> Bool {
        guard positions[call.id] == nil else { return false }
        positions[call.id] = calls.count
        calls.append(RequestPart(call, source: source))
        answers.append(nil)
        return true
    }

    /// Takes the result that `block` is, or says what it is instead. `moves` where other content stood before it.
    mutating func answer(
        _ id: String,
        with content: [RequestPart<UserContent>],
        _ block: InputContentBlock,
        after moves: Bool
    ) -> UnmatchedResult? {
        guard let position = positions[id] else {
            return unmatched(
                "[Result of a tool call that is not in the conversation: \(id)]",
                block,
                .resultWithoutCall
            )
        }
        guard answers[position] == nil else {
            return unmatched("[Another result of tool call \(id)]", block, .resultRepeated)
        }
        var result = RequestPart(
            ToolResult(callID: id, toolName: calls[position].content.name, content: content),
            source: block.source
        )
        if moves {
            result.pendingNotes.append(PendingNote(.split, from: block.source.place, .resultMovedToFront))
        } else if position < lastAnswered {
            result.pendingNotes.append(PendingNote(.split, from: block.source.place, .resultReordered))
        }
        answers[position] = result
        lastAnswered = max(lastAnswered, position)
        hasResults = true
        return nil
    }

    /// One result for each call, in the order of the calls; made up where none has come.
    func results() -> [RequestPart<ToolResult>] {
        zip(calls, answers).map { call, answer in
            if let answer { return answer }
            let text = RequestPart(UserContent.text("[No result: interrupted]"), source: call.source)
            return RequestPart(
                ToolResult(callID: call.content.id, toolName: call.content.name, content: [text]),
                source: call.source,
                pendingNotes: [PendingNote(.add, from: call.source.place, .resultMissing)]
            )
        }
    }

    private func unmatched(_ label: String, _ block: InputContentBlock, _ code: NoteCode) -> UnmatchedResult {
        UnmatchedResult(label: JSONText(label), pendingNote: PendingNote(.map, from: block.source.place, code))
    }
}
