import Foundation
import TestSupport
import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct ClockAndShutdownFindingsTests {
    private static func clock(_ skews: Duration?...) -> [Finding] {
        ClockFindings.examine(
            skews.enumerated().map { index, skew in
                ("u\(index)", UpstreamProbe.Answer(outcome: .models([]), took: .zero, clockSkew: skew))
            }
        )
    }

    @Test func `clocks that agree within a minute are good`() {
        #expect(Self.clock(.seconds(60), .seconds(-60)).map(\.level) == [.good])
    }

    @Test func `without a date there is no finding`() {
        #expect(Self.clock(nil, nil).isEmpty)
    }

    @Test func `the greatest difference is reported with its direction`() {
        #expect(
            Self.clock(.seconds(61), .seconds(-600), nil).map(\.message)
                == ["This machine's clock is 10 minutes ahead of the clock of upstream u1."]
        )
        #expect(
            Self.clock(.seconds(400_000)).map(\.message)
                == ["This machine's clock is 4 days behind the clock of upstream u0."]
        )
    }

    /// gpt-test goes on the 1st of March 2027.
    private static func shutdown(on day: String) throws -> Finding? {
        var config = Config.default
        config.models = [ModelRule(match: "claude-*", to: "gpt-test", upstream: "openai")]
        config.catalog = [try ConfigText("catalog: {gpt-test: {shutdown: 2027-03-01}}").config.catalog[0]]
        let today = try #require(CalendarDay(day))
        let now = Date(timeIntervalSince1970: Double(today.secondsSince1970))
        return ShutdownFindings.examine(config, ModelCatalog.bundled.applying(config.catalog), now: now).first
    }

    static let days: [(today: String, words: String)] = [
        ("2026-12-30", "No mapped model has an announced shutdown within 60 days."),
        ("2026-12-31", "will be shut down on 2027-03-01, in 60 days."),
        ("2027-02-28", "will be shut down on 2027-03-01, in 1 day."),
        ("2027-03-01", "is shut down today."), ("2027-03-02", "was due to be shut down on 2027-03-01."),
    ]

    @Test(arguments: days)
    func `a shutdown is reported from sixty days before on`(_ today: String, _ words: String) throws {
        let finding = try #require(try Self.shutdown(on: today))

        #expect(finding.message.hasSuffix(words), "\(finding.message)")
        #expect((finding.level == .good) == words.hasPrefix("No "))
    }
}
