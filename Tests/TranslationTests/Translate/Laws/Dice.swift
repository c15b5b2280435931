import TranslationTestSupport

@testable import Translation

/// A seeded source of choices, and of strings and numbers that occur once: what holds one of them holds the very thing
/// that was sent.
struct Dice {
    private var generator: SeededGenerator
    private var issued = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func roll(_ sides: Int) -> Int { Int(generator.next() % UInt64(sides)) }

    /// True once in `sides` times.
    mutating func chance(_ sides: Int) -> Bool { roll(sides) == 0 }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[roll(choices.count)] }

    /// Eight letters and digits; no token is part of another.
    mutating func token() -> String {
        issued += 1
        return "tk\(100_000 + issued)"
    }

    /// Six digits, and none of a token's.
    mutating func number() -> Int {
        issued += 1
        return 500_000 + issued
    }

    mutating func fraction() -> JSON { .number(Double(number()) / 1_000_000) }

    mutating func flag() -> JSON { .bool(chance(2)) }
}

extension JSON {
    /// An object of those members that are there.
    static func members(_ members: (String, JSON?)...) -> JSON {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }
}
