import Journal

/// The exchanges whose bodies match, by pattern. At most one search runs at a time.
struct BodyMatches: Sendable {
    /// Patterns beyond this many are forgotten, unless the filter uses them.
    static let capacity = 16

    private(set) var matches: [BodyPattern: Set<ExchangeID>] = [:]
    private var running: [BodyPattern]?
    private var isDue = false

    var isSearching: Bool { running != nil }

    /// The patterns to search now; nil while another search runs, after which this one is due.
    mutating func begin(_ patterns: [BodyPattern]) -> [BodyPattern]? {
        guard running == nil else {
            isDue = true
            return nil
        }
        running = patterns
        return patterns
    }

    /// Takes a result; true if another search is due.
    mutating func end(_ found: [BodyPattern: Set<ExchangeID>], needed: [BodyPattern]) -> Bool {
        matches.merge(found) { $1 }
        // A result names all of its patterns; one that lacks some is of an earlier search.
        guard (running ?? []).allSatisfy({ found[$0] != nil }) else { return false }
        if matches.count > Self.capacity { matches = matches.filter { needed.contains($0.key) } }
        running = nil
        defer { isDue = false }
        return isDue
    }
}
