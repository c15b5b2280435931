import Foundation
import ProxyEngine

/// Errors that say the same, counted: E1 is the first kind that came.
struct ErrorGroups: Sendable, Equatable {
    struct Group: Sendable, Equatable {
        let number: Int
        let text: String
        let status: Int?
        var count = 0
        var lastAt: Date
        var lastID: ExchangeID
    }

    /// Kinds beyond this many share the last one.
    static let capacity = 256

    private(set) var groups: [Group] = []
    private var numbers: [String: Int] = [:]

    /// Newest first.
    var newestFirst: [Group] { groups.sorted { ($0.lastAt, $0.number) > ($1.lastAt, $1.number) } }

    func count(since date: Date) -> Int {
        groups.reduce(0) { $0 + ($1.lastAt >= date ? 1 : 0) }
    }

    mutating func add(_ row: ExchangeRow, at now: Date) -> Int {
        let text = row.problem ?? row.ending
        // Numbers, ids and positions do not make another kind of error.
        let key = "\(row.ending) \(row.status ?? 0) " + String(text.filter { !$0.isNumber }.prefix(160))
        let number: Int
        if let known = numbers[key] {
            number = known
        } else if groups.count < Self.capacity {
            number = groups.count + 1
            numbers[key] = number
            groups.append(Group(number: number, text: text, status: row.status, lastAt: row.arrivedAt, lastID: row.id))
        } else {
            number = Self.capacity
        }
        groups[number - 1].count += 1
        groups[number - 1].lastAt = max(groups[number - 1].lastAt, row.arrivedAt)
        groups[number - 1].lastID = row.id
        return number
    }
}
