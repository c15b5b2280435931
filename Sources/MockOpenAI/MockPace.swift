/// How the mock's time passes.
package enum MockPace: Sendable {
    /// In real time, with this interval between two pieces of an answer.
    case real(Duration)
    /// As fast as the readers are, while the story's clock moves as it would with a model.
    case story(StoryClock)

    /// The times of an answer's parts: `tokens` in `pieces` of about the same length.
    func timing(ofAnswer number: Int, tokens: Int, pieces: Int) -> MockTiming {
        switch self {
        case .real(let pace):
            return MockTiming(firstByte: pace * 14, firstPiece: pace * 10, piece: pace)
        case .story(let clock):
            var dice = DemoDice(seed: UInt64(clock.seed) << 32 | UInt64(number))
            let untilFirst = Duration.milliseconds(dice.roll(400...1_900))
            let rate = dice.roll(40...90)
            let whole = Duration.milliseconds(max(tokens, pieces) * 1_000 / rate)
            return MockTiming(
                firstByte: untilFirst * 3 / 4,
                firstPiece: untilFirst / 4,
                // The first two only open the answer.
                piece: whole / max(pieces - 2, 1)
            )
        }
    }

    /// The time that the mock takes for an answer that is not streamed.
    var brief: Duration {
        switch self {
        case .real(let pace): pace
        case .story: .milliseconds(180)
        }
    }
}

/// The waits before the parts of an answer, each from the part before.
struct MockTiming: Sendable, Equatable {
    let firstByte: Duration
    let firstPiece: Duration
    let piece: Duration
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same numbers everywhere.
struct DemoDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func roll(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }
}
