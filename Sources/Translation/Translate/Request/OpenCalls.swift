/// The calls of one turn, and their results so far.
struct OpenCalls {
    private var calls: [RequestPart<ToolUseBlock>] = []
    private var positions: [String: Int] = [:]
    private var answers: [RequestPart<ToolResult>?] = []
    private var lastAnswered = -1
    private(set) var hasResults = false

    /// A result without an open call, with its text for the model.
    struct UnmatchedResult {
        var label: JSONText
        var pendingNote: PendingNote
    }

    var isEmpty: Bool { calls.isEmpty }

    /// False if the turn already has a call of that id.
    mutating func open(_ call: ToolUseBlock, _ source: JSONValue) -> Bool {
        guard positions[call.id] == nil else { return false }
        positions[call.id] = calls.count
        calls.append(RequestPart(call, source: source))
        answers.append(nil)
        return true
    }

    /// Takes `block` as the result of a call, or returns why it is not one. `moves` if other content was before it.
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

    /// One result for each call, in the order of the calls; a missing one is made up.
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
