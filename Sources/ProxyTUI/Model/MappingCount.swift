/// A rule of the mapping, and the results of its requests.
package struct MappingCount: Sendable, Equatable {
    package let match: String
    package let target: String
    /// `config.yaml:14`
    package let citation: String
    var hits = 0
    var ended = 0
    var failed = 0
    var otherModel = 0
    private var firstTokens = RecentDurations()

    package init(match: String, target: String, citation: String) {
        self.match = match
        self.target = target
        self.citation = citation
    }

    var errorShare: Int? { ended > 0 ? failed * 100 / ended : nil }
    var medianFirstToken: Duration? { firstTokens.percentile(50) }

    mutating func record(_ row: ExchangeRow) {
        ended += 1
        if row.state == .failed || row.state == .refused { failed += 1 }
        if row.isOtherModel { otherModel += 1 }
        if let first = row.firstToken { firstTokens.add(first) }
    }
}

/// The latest durations, for current percentiles.
struct RecentDurations: Sendable, Equatable {
    private static let capacity = 256
    private var values: [Duration] = []
    private var oldest = 0

    mutating func add(_ value: Duration) {
        guard values.count == Self.capacity else { return values.append(value) }
        values[oldest] = value
        oldest = (oldest + 1) % Self.capacity
    }

    func percentile(_ percent: Int) -> Duration? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        return sorted[min(sorted.count * percent / 100, sorted.count - 1)]
    }
}
