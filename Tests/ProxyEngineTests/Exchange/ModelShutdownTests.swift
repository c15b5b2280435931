import JournalTestSupport
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct ModelShutdownTests {
    private static let shutdowns = configuration().shutdowns(in: .bundled)

    private static func configuration() -> Config {
        var config = Config.default
        config.source = .file("config.yaml")
        config.models = [
            ModelRule(match: "claude-opus-*", to: "gpt-5.2", upstream: "openai", line: 14),
            ModelRule(match: "claude-sonnet-*", to: "gpt-4.1", upstream: "openai", line: 15),
            ModelRule(match: "claude-haiku-*", to: "gpt-5", upstream: "openai", line: 16),
            ModelRule(match: "old", to: "gpt-4.1-nano", upstream: "openai", line: 17),
            ModelRule(match: "gpt-*", to: "gpt-*", upstream: "openai", line: 18),
        ]
        return config
    }

    @Test func `mapped models with a last day are found, with the rule that maps them`() throws {
        #expect(Self.shutdowns.map(\.model) == ["gpt-4.1", "gpt-5", "gpt-4.1-nano"])
        #expect(Self.shutdowns.map(\.rule) == ["config.yaml:15", "config.yaml:16", "config.yaml:17"])
        #expect(Self.shutdowns.map(\.day.description) == ["2027-01-14", "2026-12-11", "2026-10-23"])
    }

    @Test(arguments: [
        ("2026-08-01", []), ("2026-10-11", [12]), ("2026-10-12", [11, 60]), ("2026-11-14", [-22, 27]),
        ("2026-11-15", [-23, 26, 60]), ("2026-12-11", [-49, 0, 34]), ("2027-01-15", [-84, -35, -1]),
    ])
    func `a day is near from sixty days before it on`(today: String, expected: [Int]) throws {
        let today = try #require(CalendarDay(today))
        let due = Self.shutdowns.filter { $0.isDue(on: today) }.map { $0.daysLeft(from: today) }

        #expect(due.sorted() == expected)
    }

    @Test func `the configuration's word on a day holds`() throws {
        var override = ModelOverride("gpt-5.2")
        override.shutdown = CalendarDay("2028-05-05")
        let shutdowns = Self.configuration().shutdowns(in: ModelCatalog.bundled.applying([override]))

        #expect(shutdowns.first?.model == "gpt-5.2")
        #expect(shutdowns.first?.day.description == "2028-05-05")
    }

    @Test func `a near or past shutdown is a warning in the log`() async throws {
        // The clock says 2026-11-18.
        var options = Engine.Options()
        options.clock = ManualClock().engineClock
        let configure: @Sendable (inout Config) -> Void = { config in
            config.models = Self.configuration().models.map { rule in
                var rule = rule
                rule.upstream = RunningEngine.upstreamName
                return rule
            }
        }
        try await RunningEngine.serving(options: options, configure: configure) { proxy in
            proxy.engine.warnOfShutdowns()

            let log = try await proxy.waitForLog("gpt-4.1-nano")
            #expect(!log.contains("match=claude-opus-*"))
            #expect(
                log.contains(
                    "a mapped model will be shut down soon match=claude-haiku-* model=gpt-5 shutdown=2026-12-11 "
                        + "days_left=23 rule=config.yaml:16\n"
                )
            )
            #expect(log.contains("model=gpt-4.1 shutdown=2027-01-14 days_left=57 rule=config.yaml:15\n"))
            #expect(
                log.contains(
                    "a mapped model has been shut down match=old model=gpt-4.1-nano shutdown=2026-10-23 "
                        + "days_ago=26 rule=config.yaml:17\n"
                )
            )
        }
    }

    @Test func `the metrics have the moment for each of them`() async throws {
        try await RunningEngine.serving { proxy in
            let page = try await proxy.answer("GET", "/metrics").text

            #expect(page.contains("# TYPE dragoman_model_shutdown_timestamp_seconds gauge\n"))
            #expect(page.contains("dragoman_model_shutdown_timestamp_seconds{model=\"gpt-5\"} 1796947200\n"))
            #expect(page.contains("dragoman_model_shutdown_timestamp_seconds{model=\"gpt-4.1\"} 1799884800\n"))
            #expect(!page.contains("timestamp_seconds{model=\"gpt-5.2\"}"))
        }
    }
}
