import Testing

@testable import Translation

@Suite struct CalendarDayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1970-03-01", 59), ("2000-02-29", 11_016), ("2026-12-11", 20_798), ("2027-01-14", 20_832),
        ("1969-12-31", -1),
    ])
    func `a day is read, numbered and written`(text: String, number: Int) throws {
        let day = try #require(CalendarDay(text))

        #expect(day.number == number)
        #expect(day.description == text)
        #expect(day.secondsSince1970 == number * 86_400)
    }

    @Test(arguments: [
        "", "2026", "2026-1-1", "2026-13-01", "2026-00-10", "2026-02-29", "2026-04-31", "2026-12-11 ", "20261211",
        "2026-12-1x", "2026/12/11", "+026-12-11",
    ])
    func `an invalid day is refused`(text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test func `days of every month of four centuries come back`() throws {
        for number in stride(from: -141_428, to: 73_000, by: 13) {
            let day = CalendarDay(number: number)
            #expect(CalendarDay(day.description) == day)
        }
    }

    @Test func `a moment belongs to the day it falls on`() {
        #expect(CalendarDay(secondsSince1970: 86_399.9).number == 0)
        #expect(CalendarDay(secondsSince1970: 86_400).number == 1)
        #expect(CalendarDay(secondsSince1970: -0.5).number == -1)
    }
}
