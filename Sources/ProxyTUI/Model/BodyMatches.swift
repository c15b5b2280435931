import Journal

/// Which exchanges hold what was looked for in their bodies, by what it was. At most one search runs at a time.
struct BodyMatches: Sendable {
    /// Patterns beyond this many are forgotten, unless the filter asks for them.
    static let capacity = 16

    private(set) var matches: [BodyPattern: Set<ExchangeID>] = [:]
    private var running: [BodyPattern]?
    private var isDue = false

    var isSearching: Bool { running != nil }

    /// What is to be looked for now; nil while another search runs, whose end then says that this one is due.
    mutating func begin(_ patterns: [BodyPattern]) -> [BodyPattern]? {
        guard running == nil else {
            isDue = true
            return nil
        }
        running = patterns
        return patterns
    }

    /// Takes what was found; true where another search is due.
    mutating func end(_ found: [BodyPattern: Set<ExchangeID>], needed: [BodyPattern]) -> Bool {
        matches.merge(found) { $1 }
        // An answer names all that was looked for; one that does not is of an earlier search.
        guard (running ?? []).allSatisfy({ found[$0] != nil }) else { return false }
        if matches.count > Self.capacity { matches = matches.filter { needed.contains($0.key) } }
        running = nil
        defer { isDue = false }
        return isDue
    }
}
