import Foundation
import ProxyEngine

/// The list of requests as a person has set it: what is shown of it, in which order, and where the cursor is.
///
/// The cursor is on a request, not on a line: what comes and goes around it does not move it.
struct RequestList: Sendable {
    enum Order: String, Sendable, CaseIterable {
        case time, duration, input, output, cost, model
    }

    /// Nil is the newest, whichever that is.
    var selected: ExchangeID?
    /// The cursor stays on the newest row.
    var follows = true
    var showsOnlyProblems = false
    var showsOnlyMarked = false
    var sort = Order.time
    var isReversed = false
    var filterText = ""
    private(set) var filter: Filter?
    var search = ""
    /// The first line in view.
    var top = 0
    var isSearchingBodies = false
    private(set) var bodyMatches: [BodyPattern: Set<ExchangeID>] = [:]
    /// Indices of the rows that are shown, in order; nil where that is all of them as they came.
    private var visible: [Int]?
    private var seenGeneration = -1

    var isNarrowed: Bool { showsOnlyProblems || showsOnlyMarked || filter != nil }

    mutating func setFilter(_ filter: Filter?, text: String) {
        self.filter = filter
        filterText = text
        bodyMatches = [:]
        invalidate()
    }

    mutating func setBodyMatches(_ matches: [BodyPattern: Set<ExchangeID>]) {
        bodyMatches = matches
        isSearchingBodies = false
        invalidate()
    }

    mutating func invalidate() { seenGeneration = -1 }

    func count(in traffic: TrafficModel) -> Int { visible?.count ?? traffic.rows.count }

    func row(_ line: Int, in traffic: TrafficModel) -> ExchangeRow? {
        let index = visible.map { $0.indices.contains(line) ? $0[line] : -1 } ?? line
        return traffic.rows.indices.contains(index) ? traffic.rows[index] : nil
    }

    /// The line of the cursor.
    func line(in traffic: TrafficModel) -> Int? {
        let count = count(in: traffic)
        guard count > 0 else { return nil }
        guard !follows, let selected else { return count - 1 }
        return line(of: selected, in: traffic) ?? count - 1
    }

    func line(of id: ExchangeID, in traffic: TrafficModel) -> Int? {
        guard let index = traffic.index(of: id) else { return nil }
        return visible.map { $0.firstIndex(of: index) } ?? index
    }

    func selectedRow(in traffic: TrafficModel) -> ExchangeRow? {
        line(in: traffic).flatMap { row($0, in: traffic) }
    }

    /// Puts the cursor on a line. Following ends there: it never takes the cursor from where a person has put it.
    mutating func select(line: Int, in traffic: TrafficModel) {
        let count = count(in: traffic)
        guard count > 0 else { return }
        let line = min(max(line, 0), count - 1)
        selected = row(line, in: traffic)?.id
        follows = false
    }

    mutating func followNewest() {
        follows = true
        selected = nil
    }

    /// Brings what is shown up to date with the rows; nothing is done where nothing has changed.
    mutating func refresh(_ traffic: TrafficModel, at now: Date) {
        guard seenGeneration != traffic.generation else { return }
        seenGeneration = traffic.generation
        guard isNarrowed || sort != .time || isReversed else {
            visible = nil
            return
        }
        let context = FilterContext(now: now, bodyMatches: bodyMatches)
        var indices = traffic.rows.indices.filter { passes(traffic.rows[$0], context) }
        if sort != .time { sortIndices(&indices, traffic.rows) }
        if isReversed { indices.reverse() }
        visible = indices
    }

    private func passes(_ row: ExchangeRow, _ context: FilterContext) -> Bool {
        if showsOnlyProblems, !row.isProblem { return false }
        if showsOnlyMarked, !row.isMarked { return false }
        return filter?.matches(row, context) ?? true
    }

    private func sortIndices(_ indices: inout [Int], _ rows: [ExchangeRow]) {
        func sorted(_ value: (ExchangeRow) -> Double) {
            let keys = indices.map { (index: $0, key: value(rows[$0])) }
            indices = keys.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.index)
        }
        switch sort {
        case .time: break
        case .duration: sorted { ($0.duration ?? .zero) / .seconds(1) }
        case .input: sorted { Double($0.inputTokens ?? 0) }
        case .output: sorted { Double($0.outputTokens ?? 0) }
        case .cost: sorted { $0.cost ?? 0 }
        case .model: indices.sort { (rows[$0].sent ?? "", $0) < (rows[$1].sent ?? "", $1) }
        }
    }
}
