import DequeModule
import Foundation
import Journal

/// Errors of one kind, counted: E1 is the first kind that came.
struct ErrorGroups: Sendable, Equatable {
    struct Group: Sendable, Equatable {
        let number: Int
        /// The text of the first one.
        let text: String
        let status: Int?
        var count = 0
        var lastAt: Date
        var lastID: ExchangeID
    }

    /// Kinds beyond this many share the last one.
    static let capacity = 256

    private(set) var groups: [Group] = []
    private var numbers: [ErrorKind: Int] = [:]
    /// Indices of the groups, the one with the newest error first.
    private var order: [Int] = []
    /// When the latest failures ended, in order.
    private var recent: Deque<Date> = []
    private static let recentCapacity = 1_000

    /// The group of a line, newest first.
    func group(line: Int) -> Group { groups[order[line]] }
    func line(ofNumber number: Int) -> Int? { order.firstIndex(of: number - 1) }

    /// Requests that failed or were refused since then, as far back as the latest thousand go.
    func count(since date: Date) -> Int { recent.reversed().prefix { $0 >= date }.count }

    mutating func add(_ row: ExchangeRow, at now: Date) -> Int {
        let kind = ErrorKind(row)
        let number: Int
        if let known = numbers[kind] {
            number = known
        } else if groups.count < Self.capacity {
            number = groups.count + 1
            numbers[kind] = number
            let text = row.problem ?? row.ending
            groups.append(Group(number: number, text: text, status: row.status, lastAt: row.arrivedAt, lastID: row.id))
        } else {
            number = Self.capacity
        }
        groups[number - 1].count += 1
        groups[number - 1].lastAt = max(groups[number - 1].lastAt, row.arrivedAt)
        groups[number - 1].lastID = row.id
        rank(number - 1)
        if row.state != .cancelled { remember(row.duration.map { row.arrivedAt + $0 / .seconds(1) } ?? now) }
        return number
    }

    private mutating func rank(_ index: Int) {
        if let old = order.firstIndex(of: index) { order.remove(at: old) }
        let group = groups[index]
        let place = order.firstPlace { (groups[$0].lastAt, $0) < (group.lastAt, index) }
        order.insert(index, at: place)
    }

    private mutating func remember(_ date: Date) {
        var place = recent.count
        while place > 0, recent[place - 1] > date { place -= 1 }
        recent.insert(date, at: place)
        if recent.count > Self.recentCapacity { recent.removeFirst() }
    }
}
