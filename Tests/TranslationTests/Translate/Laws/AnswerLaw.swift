import Foundation
import TranslationTestSupport

@testable import Translation

/// What holds for every answer, whatever an upstream sends.
enum AnswerLaw: String, CaseIterable {
    /// The fold of the stream is the translation of the whole answer.
    case fold
    /// A cut at any byte changes nothing.
    case split
    /// The events obey the grammar and come to an end, wherever the stream stops and whatever is in it.
    case grammar
    /// The tokens of the record are those the client got.
    case tokens
    /// Every part of the answer reaches the client, or there is a note about it.
    case loss

    /// What breaks the law, nil where nothing does.
    func violation(by run: AnswerRun) -> String? {
        switch self {
        case .fold: Self.foldViolation(run)
        case .split: Self.splitViolation(run.answer)
        case .grammar: Self.grammarViolation(run)
        case .tokens: Self.tokenViolation(run)
        case .loss: AnswerLoss.violation(by: run)
        }
    }

    /// The least of the answer's stream that still breaks the law. A fold needs all of it.
    func shrunk(_ answer: GeneratedAnswer) -> GeneratedAnswer {
        guard self != .fold else { return answer }
        var answer = answer
        answer.whole = nil
        guard violation(by: AnswerRun(answer)) != nil else { return answer }
        var position = 0
        while position < answer.frames.count {
            var less = answer
            less.frames.remove(at: position)
            if violation(by: AnswerRun(less)) != nil { answer = less } else { position += 1 }
        }
        return answer
    }

    // MARK: Fold

    private static func foldViolation(_ run: AnswerRun) -> String? {
        guard let whole = run.whole else { return nil }
        // What a stop sequence cuts short never comes to its own end, be it a failure.
        if run.summary.stopReason == .stopSequence, whole.summary.failure != nil { return nil }
        let folded = comparable(MessageAssembler.message(of: run.events))
        let translated = comparable(MessageAssembler.message(of: whole.events))
        return folded == translated ? nil : "streamed: \(folded)\nwhole: \(translated)"
    }

    /// A stream that a stop sequence ends is cut before its usage has come.
    private static func comparable(_ result: Result<Message, APIError>) -> String {
        switch result {
        case .success(var message):
            if message.stopReason == .stopSequence { message.usage = Usage() }
            return String(decoding: message.json, as: UTF8.self)
        case .failure(let error):
            return String(decoding: error.envelope, as: UTF8.self)
        }
    }

    // MARK: Split

    private static func splitViolation(_ answer: GeneratedAnswer) -> String? {
        let bytes = answer.bytes
        var dice = AnswerDice(seed: answer.seed ^ 0x5EED)
        let isSmall = bytes.count < 1500 && answer.seed % 16 == 0
        let cuts = isSmall ? Array(1..<max(bytes.count, 2)) : [dice.roll(bytes.count + 1)]
        for cut in cuts {
            var decoder = ServerSentEventDecoder()
            var frames: [ServerSentEvent] = []
            do {
                try decoder.feed(Array(bytes.prefix(cut)), into: &frames)
                try decoder.feed(Array(bytes.dropFirst(cut)), into: &frames)
            } catch {
                return "cut at \(cut): \(error)"
            }
            if frames != answer.frames { return "cut at \(cut): \(frames.count) events" }
        }
        return nil
    }

    // MARK: Grammar

    private static func grammarViolation(_ run: AnswerRun) -> String? {
        if let broken = unlawful(run.events, run.hasEnded, "the whole stream") { return broken }
        var dice = AnswerDice(seed: run.answer.seed ^ 0xC0DE)
        let cut = dice.roll(run.answer.frames.count + 1)
        var machine = run.answer.machine()
        var events: [MessageStreamEvent] = []
        if dice.once(in: 2) { machine.open(into: &events) }
        events += machine.receive(run.answer.frames.prefix(cut))
        if dice.once(in: 2) {
            machine.finish(into: &events)
        } else {
            machine.fail(.transport(.idleTimeout(.seconds(300))), into: &events)
        }
        return unlawful(events, machine.hasEnded, "the first \(cut) events")
    }

    private static func unlawful(
        _ events: [MessageStreamEvent],
        _ hasEnded: Bool,
        _ what: String
    ) -> String? {
        var grammar = MessageGrammar()
        do {
            for event in events { try grammar.accept(event) }
        } catch {
            return "\(what): \(error)"
        }
        return grammar.hasEnded && hasEnded ? nil : "\(what): no end"
    }

    // MARK: Tokens

    private static func tokenViolation(_ run: AnswerRun) -> String? {
        let emitted = run.events.compactMap { event in
            if case .messageDelta(_, _, let usage, _) = event { usage } else { nil }
        }
        guard let usage = emitted.first else { return run.summary.failure == nil ? "no usage sent" : nil }
        if run.summary.usage != usage { return "sent \(usage), recorded \(String(describing: run.summary.usage))" }
        return usage.totalInputTokens + usage.outputTokens > 0 ? nil : "no tokens: \(usage)"
    }
}

/// What became of an answer, streamed and whole.
struct AnswerRun {
    /// The answer as a whole, where it has that form.
    struct Whole {
        var document: JSONDocument
        var events: [MessageStreamEvent]
        var summary: ReplySummary
    }

    let answer: GeneratedAnswer
    private(set) var events: [MessageStreamEvent] = []
    let summary: ReplySummary
    let hasEnded: Bool
    /// The events that were read: what follows the end is not.
    private(set) var framesRead = 0
    let whole: Whole?

    init(_ answer: GeneratedAnswer) {
        self.answer = answer
        var machine = answer.machine()
        for frame in answer.frames {
            if machine.hasEnded { break }
            framesRead += 1
            machine.receive(frame, into: &events)
        }
        machine.finish(into: &events)
        summary = machine.summary
        hasEnded = machine.hasEnded
        whole = answer.whole.flatMap { try? JSONDocument($0) }.map { document in
            var machine = answer.machine()
            let events = machine.run(whole: document)
            return Whole(document: document, events: events, summary: machine.summary)
        }
    }
}
