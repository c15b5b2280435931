/// The calls of one turn, and the results that have come for them.
struct OpenCalls {
    private var calls: [Piece<ToolUseBlock>] = []
    private var positions: [String: Int] = [:]
    private var answers: [Piece<ToolResult>?] = []
    private var lastAnswered = -1
    private(set) var hasResults = false

    /// A result that belongs to no open call, and how the model is told about it.
    struct Stray {
        var label: JSONText
        var remark: Remark
    }

    var isEmpty: Bool { calls.isEmpty }

    /// False where the turn has a call of that id already.
    mutating func open(_ call: ToolUseBlock, _ source: JSONValue) -> Bool {
        guard positions[call.id] == nil else { return false }
        positions[call.id] = calls.count
        calls.append(Piece(call, source: source))
        answers.append(nil)
        return true
    }

    /// Takes the result that `block` is, or says what it is instead. `moves` where other content stood before it.
    mutating func answer(
        _ id: String,
        with content: [Piece<UserContent>],
        _ block: InputContentBlock,
        after moves: Bool
    ) -> Stray? {
        guard let position = positions[id] else {
            return stray(
                "[Result of a tool call that is not in the conversation: \(id)]",
                block,
                "no call of that id is open"
            )
        }
        guard answers[position] == nil else {
            return stray("[Another result of tool call \(id)]", block, "the call has its result already")
        }
        var result = Piece(
            ToolResult(callID: id, toolName: calls[position].content.name, content: content),
            source: block.source
        )
        if moves {
            let reason = "moved to the front: OpenAI wants results directly after their calls"
            result.remarks.append(Remark(.split, from: block.source.path, reason))
        } else if position < lastAnswered {
            result.remarks.append(Remark(.split, from: block.source.path, "put in the order of the calls"))
        }
        answers[position] = result
        lastAnswered = max(lastAnswered, position)
        hasResults = true
        return nil
    }

    /// One result for each call, in the order of the calls; made up where none has come.
    func results() -> [Piece<ToolResult>] {
        zip(calls, answers).map { call, answer in
            if let answer { return answer }
            let text = Piece(UserContent.text("[No result: interrupted]"), source: call.source)
            let reason = "the call has no result, and OpenAI takes none without"
            return Piece(
                ToolResult(callID: call.content.id, toolName: call.content.name, content: [text]),
                source: call.source,
                remarks: [Remark(.add, from: call.source.path, reason)]
            )
        }
    }

    private func stray(_ label: String, _ block: InputContentBlock, _ reason: String) -> Stray {
        Stray(
            label: JSONText(label),
            remark: Remark(.map, from: block.source.path, "told as text: \(reason)")
        )
    }
}
