extension ChatStreamMachine {
    /// Notes what of a chunk or a completion has no place in a message.
    static func account(for answer: JSONValue, _ ledger: inout BlockLedger) {
        ChatAnswerMembers.answer.account(for: answer, at: "", &ledger)
        for choice in answer.list("choices") {
            guard choice.kind == .object else {
                ledger.leaveOut("choices[]", .noCounterpart)
                continue
            }
            if let index = choice["index"]?.int, index != 0 {
                ledger.leaveOut("choices[\(index)]", .otherChoices)
                continue
            }
            ChatAnswerMembers.choice.account(for: choice, at: "choices[0]", &ledger)
            for message in [choice["delta"], choice["message"]].compactMap({ $0 }) {
                ChatAnswerMembers.message.account(for: message, at: "choices[0].message", &ledger)
            }
        }
    }
}
