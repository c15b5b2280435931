import TranslationTestSupport

@testable import Translation

/// An upstream's answer made from a seed: the stream, the same answer as a whole where there is such a form, and what
/// the request had settled.
struct GeneratedAnswer: Sendable {
    let dialect: DialectName
    let seed: UInt64
    var context: ReplyContext
    var frames: [ServerSentEvent]
    var whole: [UInt8]?

    init(_ dialect: DialectName, seed: UInt64) {
        self =
            switch dialect {
            case .chat:
                {
                    var random = RandomChatAnswer(seed: seed)
                    return random.answer()
                }()
            default:
                {
                    var random = RandomResponsesAnswer(seed: seed)
                    return random.answer()
                }()
            }
    }

    init(
        dialect: DialectName,
        seed: UInt64,
        context: ReplyContext,
        frames: [ServerSentEvent],
        whole: [UInt8]? = nil
    ) {
        self.dialect = dialect
        self.seed = seed
        self.context = context
        self.frames = frames
        self.whole = whole
    }

    func machine() -> any StreamMachine { Dialects.named(dialect).makeStreamMachine(context) }

    /// The stream as bytes, with a comment here and there.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (offset, frame) in frames.enumerated() {
            if (seed &+ UInt64(offset)) % 7 == 0 { bytes += Array(": keep-alive\n\n".utf8) }
            ServerSentEventEncoder.append(frame, to: &bytes)
        }
        return bytes
    }

    /// What a person needs to see it again.
    var transcript: String {
        var text = "\(dialect.rawValue), seed \(seed), thinking \(context.thinking), stops \(context.emulatedStops)\n"
        text += String(decoding: bytes, as: UTF8.self)
        if let whole { text += "whole: " + String(decoding: whole, as: UTF8.self) }
        return text
    }
}

/// Dice, words that occur once, and pieces of text.
struct AnswerDice: RandomNumberGenerator {
    private var generator: SeededGenerator
    private var words = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> UInt64 { generator.next() }

    mutating func roll(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &generator) }

    /// True once in `times`.
    mutating func once(in times: Int) -> Bool { roll(times) == 0 }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[roll(choices.count)] }

    /// A word that is nowhere else in the answer.
    mutating func word() -> String {
        words += 1
        return "w\(words)\(pick(["a", "q", "x", "é", "猫", "🦉"]))\(roll(1000))z"
    }

    /// A number that is nowhere else in the answer.
    mutating func number() -> Int {
        words += 1
        return 1_000_000 + words * 1000 + roll(1000)
    }

    /// Words with all that must be escaped between them.
    mutating func text(_ count: Int? = nil) -> String {
        (0..<(count ?? 1 + roll(4))).map { _ in
            word() + pick([" ", "\n", "\t\"", "\\", "\u{1}", "</", ". ", "\r\n", ""])
        }.joined()
    }

    mutating func arguments() -> String {
        switch roll(6) {
        case 0: ""
        case 1: "{}"
        case 2: " {\"\(word())\": [1.0, null, {\"\(word())\": \"\(word())\\n\\\"\"}]}"
        default:
            JSON.object([.init(key: word(), value: .string(text())), .init(key: "n", value: .integer(number()))]).text
        }
    }

    /// `text` in pieces; cuts lie between words, so that what is searched for is found.
    mutating func pieces(_ text: String) -> [String] {
        var pieces: [String] = [""]
        for character in text {
            pieces[pieces.count - 1].append(character)
            if character == "z", once(in: 2) { pieces.append("") }
        }
        if once(in: 5) { pieces.insert("", at: roll(pieces.count)) }
        return pieces.filter { !$0.isEmpty || once(in: 3) }
    }

    /// `lists` in one, each in its order.
    mutating func merged<Element>(_ lists: [[Element]]) -> [Element] {
        var rest = lists.filter { !$0.isEmpty }
        var merged: [Element] = []
        while !rest.isEmpty {
            let list = roll(rest.count)
            merged.append(rest[list].removeFirst())
            if rest[list].isEmpty { rest.remove(at: list) }
        }
        return merged
    }

    /// An object of something that no program has heard of.
    mutating func unknownValue() -> JSON {
        switch roll(4) {
        case 0: .string(word())
        case 1: .integer(number())
        case 2: .array([.object([.init(key: "deep", value: .string(word()))]), .bool(true)])
        default: .object([.init(key: word(), value: .object([.init(key: "inner", value: .string(word()))]))])
        }
    }

    mutating func context(_ dialect: DialectName, toolNames: [String: String]) -> ReplyContext {
        ReplyContext(
            messageID: "msg_0123456789abcdef",
            requestedModel: "claude-sonnet-5",
            upstreamModel: "gpt-5.2",
            toolNames: toolNames,
            emulatedStops: once(in: 6) ? ["</", "\u{1}w"] : [],
            thinking: pick([.summarized, .summarized, .omitted, .hidden]),
            estimatedInputTokens: 100,
            sealScope: "organisation-a",
            offersWebSearch: dialect == .responses && once(in: 2)
        )
    }
}

extension JSON {
    /// The object with `members` appended.
    func with(_ members: [(String, JSON)]) -> JSON {
        .object(self.members + members.map { Member(key: $0.0, value: $0.1) })
    }

    var bytes: [UInt8] { Array(text.utf8) }
}
