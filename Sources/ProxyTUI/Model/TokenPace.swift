import Foundation

/// How fast tokens have come, second by second over the last minute.
struct TokenPace: Sendable, Equatable {
    static let seconds = 60

    /// A second's tokens, by the second modulo a minute.
    private var counts = [Int](repeating: 0, count: seconds)
    private var latest = 0
    private var firstTokens = RecentDurations()

    mutating func add(_ tokens: Int, at now: Date) {
        guard tokens > 0 else { return }
        let second = Self.second(now)
        advance(to: second)
        counts[second % Self.seconds] += tokens
    }

    mutating func addFirstToken(_ duration: Duration) {
        firstTokens.add(duration)
    }

    var median: Duration? { firstTokens.percentile(50) }
    var p95: Duration? { firstTokens.percentile(95) }

    /// Tokens a second over the last few whole seconds.
    func rate(at now: Date) -> Int {
        let recent = history(at: now).suffix(5)
        return recent.isEmpty ? 0 : recent.reduce(0, +) / recent.count
    }

    /// A count a second, oldest first, without the second that is not over.
    func history(at now: Date) -> [Int] {
        let end = Self.second(now)
        return (end - Self.seconds + 1..<end).map { second in
            second <= latest && second > latest - Self.seconds ? counts[second % Self.seconds] : 0
        }
    }

    /// Whether anything of it still moves.
    func isLively(at now: Date) -> Bool {
        Self.second(now) - latest < Self.seconds && counts.contains { $0 > 0 }
    }

    private mutating func advance(to second: Int) {
        guard second > latest else { return }
        if second - latest >= Self.seconds {
            for index in counts.indices { counts[index] = 0 }
        } else {
            for passed in latest + 1...second { counts[passed % Self.seconds] = 0 }
        }
        latest = second
    }

    private static func second(_ date: Date) -> Int { Int(date.timeIntervalSince1970) }
}
