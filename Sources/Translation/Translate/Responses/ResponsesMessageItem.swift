/// A message item: text and refusals, part by part; every part is a block of its own.
struct ResponsesMessageItem: Sendable {
    private var part = 0
    /// The part that the last event added to: a further delta of it is nothing but text.
    private(set) var streamingPart: Int?
    private var hasBegun = false
    /// The parts that were emitted, one bit for each of the first 64.
    private var emittedParts: UInt64 = 0
    /// How many citations of a part have come by themselves.
    private var citations: [Int: Int] = [:]
    /// Citations that came before the text of their part, and wait for it.
    private var early: [(part: Int, annotation: JSONValue)] = []
    private static let earlyLimit = 256

    mutating func receive(
        _ kind: ResponsesContentEvent,
        _ event: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        let part = event["content_index"]?.int ?? self.part
        streamingPart = nil
        switch kind {
        case .text(.delta):
            guard let text = event["delta"]?.text else { return }
            emit(text, part, &answer, into: &events)
            streamingPart = part
        case .text(.done):
            // Citations may still come, so the block stays open until the item ends or goes on.
            if !isEmitted(part), let text = event["text"]?.text { emit(text, part, &answer, into: &events) }
        case .refusal(.delta):
            guard let text = event["delta"]?.text else { return }
            refuse(text, part, &answer, into: &events)
        case .refusal(.done):
            answer.hasRefused = true
            if !isEmitted(part), let text = event["refusal"]?.text { refuse(text, part, &answer, into: &events) }
            answer.ledger.closeBlock(into: &events)
        case .annotation:
            guard let annotation = event["annotation"] else { return }
            guard isEmitted(part) || early.count == Self.earlyLimit else { return early.append((part, annotation)) }
            cite(annotation, part, &answer, into: &events)
        case .summary, .reasoning, .arguments:
            break
        }
    }

    mutating func finish(
        _ item: JSONValue?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        var part = 0
        for content in item?.list("content") ?? [] {
            let isNew = !isEmitted(part)
            if let refusal = content["refusal"]?.text {
                answer.hasRefused = true
                if isNew { refuse(refusal, part, &answer, into: &events) }
            } else if isNew, let text = content["text"]?.text {
                emit(text, part, &answer, into: &events)
            }
            let late = content.list("annotations").dropFirst(citations[part] ?? 0)
            if part == self.part {
                for annotation in late { answer.searches.cite(annotation, &answer.ledger, into: &events) }
            } else if !late.isEmpty {
                noteLateCitations(&answer)
            }
            part += 1
        }
        if !early.isEmpty { noteLateCitations(&answer) }
        answer.ledger.closeBlock(into: &events)
    }

    private mutating func cite(
        _ annotation: JSONValue,
        _ part: Int,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        citations[part, default: 0] += 1
        answer.searches.cite(annotation, &answer.ledger, into: &events)
    }

    private func noteLateCitations(_ answer: inout ResponsesAnswer) {
        answer.ledger.note(.drop, from: SearchSource.citationPlace, .citationsLate)
    }

    private mutating func refuse(
        _ text: JSONText,
        _ part: Int,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        answer.hasRefused = true
        answer.ledger.explainRefusal(text)
        emit(text, part, &answer, into: &events)
    }

    private mutating func emit(
        _ text: JSONText,
        _ part: Int,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        if part != self.part || !hasBegun {
            if hasBegun { answer.ledger.closeBlock(into: &events) }
            self.part = part
            hasBegun = true
        }
        if 0..<64 ~= part { emittedParts |= 1 << UInt64(part) }
        answer.ledger.text(text, into: &events)
        guard !early.isEmpty else { return }
        for citation in early where citation.part == part {
            cite(citation.annotation, part, &answer, into: &events)
        }
        early.removeAll { $0.part == part }
    }

    private func isEmitted(_ part: Int) -> Bool {
        0..<64 ~= part ? emittedParts & (1 << UInt64(part)) != 0 : hasBegun
    }
}
