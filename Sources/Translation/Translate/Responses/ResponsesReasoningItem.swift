/// A reasoning item: its summary (or, from open models, its text) as thinking, its sealed content as the signature.
struct ResponsesReasoningItem: Sendable {
    /// Summary and text have separate numbers.
    private enum Channel: Equatable {
        case summary
        case text
    }

    private let index: Int?
    private var channel = Channel.summary
    private var part = 0
    private var emittedParts = 0
    private var isPartEmitted = false
    /// The parts that were emitted, one bit for each of the first 64.
    private var emittedSummaries: UInt64 = 0
    private var emittedTexts: UInt64 = 0

    init(index: Int?) {
        self.index = index
    }

    private var place: JSONPath { ResponsesItem.place(index) }

    mutating func receive(
        _ kind: ResponsesContentEvent,
        _ event: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        switch kind {
        case .summary(.delta):
            turn(to: .summary, event["summary_index"]?.int ?? part)
            emit(event["delta"]?.text, &answer, into: &events)
        case .reasoning(.delta):
            turn(to: .text, event["content_index"]?.int ?? part)
            emit(event["delta"]?.text, &answer, into: &events)
        case .summary(.done):
            turn(to: .summary, event["summary_index"]?.int ?? part)
            if !isPartEmitted { emit(event["text"]?.text, &answer, into: &events) }
        case .reasoning(.done):
            turn(to: .text, event["content_index"]?.int ?? part)
            if !isPartEmitted { emit(event["text"]?.text, &answer, into: &events) }
        case .text, .refusal, .annotation, .arguments:
            break
        }
    }

    /// Only the item's end has the complete sealed content; the announcement may have a part of it.
    mutating func finish(
        _ item: JSONValue?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        if let item { emitRemainingParts(of: item, &answer, into: &events) }
        let isWhole = item?["status"].map { !$0.equals("incomplete") } ?? true
        let sealed = item?["encrypted_content"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        switch answer.context.thinking {
        case .hidden:
            guard sealed != nil || emittedParts > 0 else { return }
            answer.ledger.note(.drop, from: place, .thinkingNotAsked)
        case .summarized, .omitted:
            if sealed != nil, !isWhole {
                answer.ledger.note(.drop, from: place.appending("encrypted_content"), .thinkingIncomplete)
            }
            let seal = isWhole ? sealed.map { self.seal($0, answer.context) } : nil
            answer.ledger.sealThinking(seal.map { JSONText($0.signature) }, into: &events)
            guard answer.context.thinking == .omitted, emittedParts > 0 else { return }
            answer.ledger.note(.lossy, from: place, .thinkingOmitted)
        }
    }

    private func seal(_ content: String, _ context: ReplyContext) -> ReasoningSeal {
        ReasoningSeal(
            model: context.upstreamModel,
            scope: context.sealScope,
            encryptedContent: content,
            summaryParts: context.thinking == .summarized ? emittedParts : 0
        )
    }

    /// Emits the parts that no delta had. A form that no delta had while the other was streamed is left out, as some
    /// servers send the same text in both.
    private mutating func emitRemainingParts(
        of item: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        let isSilent = emittedParts == 0
        for (channel, name) in [(Channel.summary, "summary" as StaticString), (.text, "content")] {
            let parts = item.list(name)
            guard isSilent || hasEmitted(channel) else {
                if parts.contains(where: { $0["text"].map { !$0.isBlank } ?? false }) {
                    answer.ledger.leaveOut(place.appending(.member(name.description)), .otherForm)
                }
                continue
            }
            for (number, part) in parts.enumerated() where !isEmitted(channel, number) {
                turn(to: channel, number)
                emit(part["text"]?.text, &answer, into: &events)
            }
        }
    }

    private func hasEmitted(_ channel: Channel) -> Bool {
        switch channel {
        case .summary: emittedSummaries != 0
        case .text: emittedTexts != 0
        }
    }

    private func isEmitted(_ channel: Channel, _ part: Int) -> Bool {
        guard 0..<64 ~= part else { return hasEmitted(channel) }
        switch channel {
        case .summary: return emittedSummaries & (1 << UInt64(part)) != 0
        case .text: return emittedTexts & (1 << UInt64(part)) != 0
        }
    }

    private mutating func turn(to channel: Channel, _ part: Int) {
        guard channel != self.channel || part != self.part else { return }
        self.channel = channel
        self.part = part
        isPartEmitted = false
    }

    private mutating func emit(
        _ text: JSONText?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        guard let text, !text.isEmpty else { return }
        let opensPart = !isPartEmitted
        isPartEmitted = true
        if opensPart {
            emittedParts += 1
            let bit: UInt64 = 1 << UInt64(min(max(part, 0), 63))
            if channel == .summary { emittedSummaries |= bit } else { emittedTexts |= bit }
        }
        guard answer.context.thinking == .summarized else { return answer.ledger.count(text) }
        if opensPart, emittedParts > 1 { answer.ledger.thinking(.blankLine, into: &events) }
        answer.ledger.thinking(text, into: &events)
    }
}
