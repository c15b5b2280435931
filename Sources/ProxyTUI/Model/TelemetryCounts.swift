import Foundation
import Journal

/// Counts of the clients' telemetry, by source and by name.
struct TelemetryCounts: Sendable, Equatable {
    struct Kind: Sendable, Equatable {
        let name: String
        /// What the proxy does with it: it stores it, or only answers.
        let result: String
        /// The row of a source, not of one of its events.
        let isSource: Bool
        var count = 0
        var lastAt: Date?
    }

    /// A limit, because clients choose the names.
    static let capacity = 512

    private(set) var kinds: [Kind] = []
    private var indices: [String: Int] = [:]
    /// Indices of the kinds: sources first, then the events, most frequent first.
    private var order: [Int] = []
    private(set) var total = 0

    mutating func add(_ event: TelemetryEvent) {
        total += event.recordCount
        count(event.source, result: "kept", isSource: true, event.recordCount, at: event.receivedAt)
        for (name, count) in event.names {
            self.count(name, result: event.source, isSource: false, count, at: event.receivedAt)
        }
    }

    mutating func addCount(isEstimate: Bool, at date: Date) {
        count(isEstimate ? "count_tokens (estimate)" : "count_tokens", result: "answered", isSource: true, 1, at: date)
    }

    mutating func addUnserved(status: Int, at date: Date) {
        let name = status == 404 ? "unknown path" : ProxyEvent.unservedText(status: status)
        count(name, result: String(status), isSource: true, 1, at: date)
    }

    func kind(line: Int) -> Kind { kinds[order[line]] }

    /// The subject of a row, independent of its position.
    func key(line: Int) -> Int? { order.indices.contains(line) ? order[line] : nil }
    func line(ofKey key: Int) -> Int? { order.firstIndex(of: key) }

    private mutating func count(_ name: String, result: String, isSource: Bool, _ count: Int, at date: Date) {
        let key = (isSource ? "s " : "e ") + name
        let index: Int
        if let known = indices[key] {
            index = known
        } else {
            guard kinds.count < Self.capacity else { return }
            index = kinds.count
            indices[key] = index
            kinds.append(Kind(name: name, result: result, isSource: isSource))
        }
        kinds[index].count += count
        kinds[index].lastAt = date
        rank(index)
    }

    private mutating func rank(_ index: Int) {
        if let old = order.firstIndex(of: index) { order.remove(at: old) }
        order.insert(index, at: order.firstPlace { isBefore(kinds[index], kinds[$0]) })
    }

    private func isBefore(_ left: Kind, _ right: Kind) -> Bool {
        if left.isSource != right.isSource { return left.isSource }
        return (right.count, left.name) < (left.count, right.name)
    }
}
