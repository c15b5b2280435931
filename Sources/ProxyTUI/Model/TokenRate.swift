import Foundation

/// The rate of tokens, by second, over the last minute.
struct TokenRate: Sendable, Equatable {
    static let seconds = 60

    /// A second's tokens, by the second modulo a minute.
    private var counts = [Int](repeating: 0, count: seconds)
    private var latest: Int?
    private var firstTokens = RecentDurations()

    mutating func add(_ tokens: Int, at now: Date) {
        guard tokens > 0 else { return }
        let second = Self.second(now)
        advance(to: second)
        counts[Self.slot(second)] += tokens
    }

    /// The first tokens of another, without its rate.
    mutating func takeFirstTokens(of other: TokenRate) {
        firstTokens = other.firstTokens
    }

    mutating func addFirstToken(_ duration: Duration) {
        firstTokens.add(duration)
    }

    var median: Duration? { firstTokens.percentile(50) }
    var p95: Duration? { firstTokens.percentile(95) }

    /// Tokens per second over the last few whole seconds.
    func rate(at now: Date) -> Int {
        let recent = history(at: now).suffix(5)
        return recent.isEmpty ? 0 : recent.reduce(0, +) / recent.count
    }

    /// One count per second, oldest first, without the current second.
    func history(at now: Date) -> [Int] {
        let end = Self.second(now)
        return (end - Self.seconds + 1..<end).map { second in
            guard let latest, second <= latest, second > latest - Self.seconds else { return 0 }
            return counts[Self.slot(second)]
        }
    }

    /// Whether the shown values still change.
    func isActive(at now: Date) -> Bool {
        guard let latest else { return false }
        return abs(Self.second(now) - latest) < Self.seconds && counts.contains { $0 > 0 }
    }

    private mutating func advance(to second: Int) {
        // A clock that was set back by more than a minute starts a new history.
        guard let known = latest, abs(second - known) < Self.seconds else {
            for index in counts.indices { counts[index] = 0 }
            latest = second
            return
        }
        guard second > known else { return }
        for passed in known + 1...second { counts[Self.slot(passed)] = 0 }
        latest = second
    }

    private static func second(_ date: Date) -> Int { Int(date.timeIntervalSince1970.rounded(.down)) }

    /// Before 1970 too, where a remainder is negative.
    private static func slot(_ second: Int) -> Int { ((second % seconds) + seconds) % seconds }
}
