extension ChatStreamMachine {
    /// The one choice that is translated, and its message.
    static let choicePlace: JSONPath = ["choices", 0]
    static let messagePlace: JSONPath = ["choices", 0, "message"]

    /// Notes the parts of a chunk or a completion without a place in a message.
    static func account(for answer: JSONValue, _ ledger: inout BlockLedger) {
        ChatAnswerMembers.answer.account(for: answer, at: [], &ledger)
        for choice in answer.list("choices") {
            guard choice.kind == .object else {
                ledger.leaveOut(["choices", .each], .noCounterpart)
                continue
            }
            if let index = choice["index"]?.int, index != 0 {
                ledger.leaveOut(["choices", .index(index)], .otherChoices)
                continue
            }
            ChatAnswerMembers.choice.account(for: choice, at: choicePlace, &ledger)
            for message in [choice["delta"], choice["message"]].compactMap({ $0 }) {
                ChatAnswerMembers.message.account(for: message, at: messagePlace, &ledger)
            }
        }
    }
}
