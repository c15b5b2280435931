import Foundation
import TestSupport

@testable import ProxyEngine

/// What holds for every answer, whatever an upstream sends.
enum AnswerLaw: String, CaseIterable {
    /// The fold of the stream is the translation of the whole answer.
    case fold
    /// A cut at any byte changes nothing.
    case split
    /// The events obey the grammar and come to an end, wherever the stream stops and whatever is in it.
    case grammar
    /// The tokens of the record are those the client was told.
    case tokens
    /// Every part of the answer is told, or there is a note about it.
    case loss

    /// What breaks the law, nil where nothing does.
    func violation(by answer: GeneratedAnswer) -> String? {
        switch self {
        case .fold: Self.foldViolation(answer)
        case .split: Self.splitViolation(answer)
        case .grammar: Self.grammarViolation(answer)
        case .tokens: Self.tokenViolation(answer)
        case .loss: AnswerLoss.violation(by: answer)
        }
    }

    /// The least of the answer's stream that still breaks the law. A fold needs all of it.
    func shrunk(_ answer: GeneratedAnswer) -> GeneratedAnswer {
        guard self != .fold else { return answer }
        var answer = answer
        answer.whole = nil
        guard violation(by: answer) != nil else { return answer }
        var position = 0
        while position < answer.frames.count {
            var less = answer
            less.frames.remove(at: position)
            if violation(by: less) != nil { answer = less } else { position += 1 }
        }
        return answer
    }

    // MARK: Fold

    private static func foldViolation(_ answer: GeneratedAnswer) -> String? {
        guard let bytes = answer.whole, let document = try? JSONDocument(bytes) else { return nil }
        var streaming = answer.machine()
        var folding = answer.machine()
        let folded = comparable(MessageAssembler.message(of: streaming.run(answer.frames)))
        let translated = comparable(MessageAssembler.message(of: folding.run(whole: document)))
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

    private static func grammarViolation(_ answer: GeneratedAnswer) -> String? {
        var dice = AnswerDice(seed: answer.seed ^ 0xC0DE)
        var machine = answer.machine()
        let cut = dice.roll(answer.frames.count + 1)
        return unlawful(machine.run(answer.frames), machine, "the whole stream")
            ?? {
                var machine = answer.machine()
                return unlawful(machine.run(answer.frames.prefix(cut)), machine, "the first \(cut) events")
            }()
            ?? {
                var machine = answer.machine()
                var events: [MessageStreamEvent] = []
                if dice.once(in: 2) { machine.open(into: &events) }
                events += machine.receive(answer.frames.prefix(cut))
                machine.fail(APIError(.timeout, "Lost."), into: &events)
                return unlawful(events, machine, "the first \(cut) events and a lost connection")
            }()
    }

    private static func unlawful(
        _ events: [MessageStreamEvent],
        _ machine: any StreamMachine,
        _ what: String
    ) -> String? {
        var grammar = MessageGrammar()
        do {
            for event in events { try grammar.accept(event) }
        } catch {
            return "\(what): \(error)"
        }
        return grammar.hasEnded && machine.hasEnded ? nil : "\(what): no end"
    }

    // MARK: Tokens

    private static func tokenViolation(_ answer: GeneratedAnswer) -> String? {
        var machine = answer.machine()
        let told = machine.run(answer.frames).compactMap { event in
            if case .messageDelta(_, _, let usage, _) = event { usage } else { nil }
        }
        guard let usage = told.first else { return machine.summary.error == nil ? "no usage told" : nil }
        if machine.summary.usage != usage { return "told \(usage), recorded \(String(describing: machine.summary.usage))" }
        return usage.totalInputTokens + usage.outputTokens > 0 ? nil : "no tokens: \(usage)"
    }
}
