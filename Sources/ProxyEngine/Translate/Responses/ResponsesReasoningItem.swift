/// A reasoning item: its summary (or, from open models, its text) as thinking, its sealed content as the signature.
struct ResponsesReasoningItem: Sendable {
    /// Summary and text are numbered apart.
    private enum Channel: Equatable {
        case summary
        case text
    }

    private var channel = Channel.summary
    private var part = 0
    private var saidParts = 0
    private var isPartSaid = false

    mutating func receive(
        _ kind: ResponsesContentEvent,
        _ event: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        switch kind {
        case .summary(.delta):
            turn(to: .summary, event["summary_index"]?.int ?? part)
            say(event["delta"]?.text, &answer, into: &events)
        case .reasoning(.delta):
            turn(to: .text, event["content_index"]?.int ?? part)
            say(event["delta"]?.text, &answer, into: &events)
        case .summary(.done):
            turn(to: .summary, event["summary_index"]?.int ?? part)
            if !isPartSaid { say(event["text"]?.text, &answer, into: &events) }
        case .reasoning(.done):
            turn(to: .text, event["content_index"]?.int ?? part)
            if !isPartSaid { say(event["text"]?.text, &answer, into: &events) }
        case .text, .refusal, .annotation, .arguments:
            break
        }
    }

    /// Only the item's end has the sealed content as it must be sent back; the announcement may carry half of it.
    mutating func finish(
        _ item: JSONValue?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        if saidParts == 0, let item { sayWhole(item, &answer, into: &events) }
        let isWhole = item?["status"].map { !$0.equals("incomplete") } ?? true
        let sealed = isWhole ? item?["encrypted_content"]?.string.flatMap { $0.isEmpty ? nil : $0 } : nil
        switch answer.context.thinking {
        case .hidden:
            guard sealed != nil || saidParts > 0 else { return }
            answer.note(.drop, from: "output", "the client asked for no thinking, so the model's reasoning is left out")
        case .summarized, .omitted:
            let seal = sealed.map { content in
                ReasoningSeal(
                    model: answer.context.upstreamModel,
                    scope: answer.context.sealScope,
                    encryptedContent: content,
                    summaryParts: answer.context.thinking == .summarized ? saidParts : 0
                )
            }
            answer.ledger.sealThinking(seal.map { JSONText($0.signature) }, into: &events)
        }
    }

    private mutating func sayWhole(
        _ item: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        for (index, content) in item.list("summary").enumerated() {
            turn(to: .summary, index)
            say(content["text"]?.text, &answer, into: &events)
        }
        guard saidParts == 0 else { return }
        for (index, content) in item.list("content").enumerated() {
            turn(to: .text, index)
            say(content["text"]?.text, &answer, into: &events)
        }
    }

    private mutating func turn(to channel: Channel, _ part: Int) {
        guard channel != self.channel || part != self.part else { return }
        self.channel = channel
        self.part = part
        isPartSaid = false
    }

    private mutating func say(
        _ text: JSONText?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        guard let text, !text.isEmpty else { return }
        let opensPart = !isPartSaid
        isPartSaid = true
        if opensPart { saidParts += 1 }
        guard answer.context.thinking == .summarized else { return answer.ledger.count(text) }
        if opensPart, saidParts > 1 { answer.ledger.thinking(.blankLine, into: &events) }
        answer.ledger.thinking(text, into: &events)
    }
}
