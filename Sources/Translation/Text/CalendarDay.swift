/// A day of the Gregorian calendar, in UTC.
public struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int

    public init(number: Int) {
        self.number = number
    }

    /// The day of a moment.
    public init(secondsSince1970 seconds: Double) {
        number = Int((seconds / 86_400).rounded(.down))
    }

    /// Reads `2026-12-11`; nil for anything else and for a day that does not exist.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || 0x30...0x39 ~= $0 })
        else { return nil }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1) - 0x30 } }
        let day = CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2])
        guard (day.year, day.month, day.day) == (numbers[0], numbers[1], numbers[2]) else { return nil }
        self = day
    }

    /// The moment of its beginning.
    public var secondsSince1970: Int { number * 86_400 }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    public static func - (left: CalendarDay, right: CalendarDay) -> Int { left.number - right.number }

    public var description: String {
        [(year, 4), (month, 2), (day, 2)].map { DecimalText.padded($0, $1) }.joined(separator: "-")
    }

    // Howard Hinnant's algorithms: the year begins in March, so that the leap day is its last day.

    init(year: Int, month: Int, day: Int) {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    private var year: Int { parts.year }
    private var month: Int { parts.month }
    private var day: Int { parts.day }
}
