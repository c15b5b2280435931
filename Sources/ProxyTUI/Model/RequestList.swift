import Foundation
import Journal

/// The state of the list of requests: filter, order and cursor.
///
/// The cursor is on a request, not on a line, so new and removed rows do not move it. While its request is not shown,
/// the cursor is on the nearest line.
struct RequestList: Sendable {
    enum Order: String, Sendable, CaseIterable {
        case time, duration, input, output, cost, model
    }

    /// Nil follows the newest.
    private(set) var selected: ExchangeID?
    /// The cursor stays on the newest row.
    private(set) var follows = true
    var showsOnlyProblems = false
    var showsOnlyMarked = false
    var sort = Order.time
    var isReversed = false
    var filterText = ""
    private(set) var filter: Filter?
    var search = ""
    private(set) var bodies = BodyMatches()
    /// The shown rows in order; nil for all rows in the order of arrival.
    private var visible: [ExchangeID]?
    /// The line of the newest, and the last line of the cursor.
    private var newestLine = 0
    private var lastLine = 0
    private var seenGeneration = -1
    private var seenSecond = 0.0

    var isNarrowed: Bool { showsOnlyProblems || showsOnlyMarked || filter != nil }
    var isSearchingBodies: Bool { bodies.isSearching && filter?.needsBodies.isEmpty == false }

    mutating func setFilter(_ filter: Filter?, text: String) {
        self.filter = filter
        filterText = text
        invalidate()
    }

    /// The patterns to search in bodies now, if any.
    mutating func beginSearch() -> [BodyPattern]? {
        guard let patterns = filter?.needsBodies, !patterns.isEmpty else { return nil }
        return bodies.begin(patterns)
    }

    /// Takes the result of a search; true if another one is due.
    mutating func setBodyMatches(_ matches: [BodyPattern: Set<ExchangeID>]) -> Bool {
        invalidate()
        return bodies.end(matches, needed: filter?.needsBodies ?? [])
    }

    mutating func invalidate() { seenGeneration = -1 }

    // MARK: Lines

    func count(in traffic: TrafficModel) -> Int { visible?.count ?? traffic.rows.count }

    func row(_ line: Int, in traffic: TrafficModel) -> ExchangeRow? {
        guard line >= 0, line < count(in: traffic) else { return nil }
        guard let visible else { return traffic.rows[line] }
        return traffic.row(visible[line])
    }

    /// The line of the cursor.
    func line(in traffic: TrafficModel) -> Int? {
        let count = count(in: traffic)
        guard count > 0 else { return nil }
        guard !follows, let selected else { return min(visible == nil ? count - 1 : newestLine, count - 1) }
        return line(of: selected, in: traffic) ?? nearestLine(to: selected, in: traffic, count)
    }

    func line(of id: ExchangeID, in traffic: TrafficModel) -> Int? {
        guard let visible else { return traffic.index(of: id) }
        guard sort == .time else { return visible.firstIndex(of: id) }
        let place = place(of: id, visible)
        return place < visible.count && visible[place] == id ? place : nil
    }

    func selectedRow(in traffic: TrafficModel) -> ExchangeRow? {
        line(in: traffic).flatMap { row($0, in: traffic) }
    }

    /// Puts the cursor on a line. This ends following, which must not move a cursor that the user has placed.
    mutating func select(line: Int, in traffic: TrafficModel) {
        let count = count(in: traffic)
        guard count > 0 else { return }
        lastLine = min(max(line, 0), count - 1)
        selected = row(lastLine, in: traffic)?.id
        follows = false
    }

    mutating func followNewest() {
        follows = true
        selected = nil
    }

    /// In the order of time a removed request still has its place; in another order only its line is known.
    private func nearestLine(to id: ExchangeID, in traffic: TrafficModel, _ count: Int) -> Int {
        let place: Int
        if let visible {
            place = sort == .time ? self.place(of: id, visible) : lastLine
        } else {
            place = traffic.rows.firstPlace { $0.id >= id }
        }
        return min(place, count - 1)
    }

    private func place(of id: ExchangeID, _ visible: [ExchangeID]) -> Int {
        visible.firstPlace { isReversed ? $0 <= id : $0 >= id }
    }

    // MARK: Rows

    /// Updates the shown rows if the rows have changed.
    mutating func refresh(_ traffic: TrafficModel, at now: Date) {
        let second = now.timeIntervalSince1970.rounded(.down)
        let isAged = filter?.dependsOnTime == true && second != seenSecond
        guard seenGeneration != traffic.rowsGeneration || isAged else { return }
        seenGeneration = traffic.rowsGeneration
        seenSecond = second
        guard isNarrowed || sort != .time || isReversed else {
            visible = nil
            return
        }
        let context = FilterContext(now: now, bodyMatches: bodies.matches)
        var indices = traffic.rows.indices.filter { passes(traffic.rows[$0], context) }
        let newest = indices.last
        if sort != .time { sortIndices(&indices, traffic.rows) }
        if isReversed { indices.reverse() }
        visible = indices.map { traffic.rows[$0].id }
        newestLine = newest.flatMap { indices.firstIndex(of: $0) } ?? 0
        if let selected, let line = line(of: selected, in: traffic) { lastLine = line }
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
