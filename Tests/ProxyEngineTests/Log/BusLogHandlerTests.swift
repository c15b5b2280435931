import JournalTestSupport
import Logging
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct BusLogHandlerTests {
    private static func events(_ log: (Logger) -> Void, level: Logger.Level = .trace) async -> [Journal.LogEvent] {
        let bus = EventBus()
        let subscription = await bus.subscribe()
        var logger = Logger(label: "test") { _ in
            BusLogHandler(bus: bus, clock: ManualClock().engineClock, level: level)
        }
        logger[metadataKey: "always"] = "there"
        log(logger)
        bus.close()
        await bus.run()
        var events: [Journal.LogEvent] = []
        for await batch in subscription {
            for case .log(let event) in batch { events.append(event) }
        }
        return events
    }

    @Test func `a library's message is an event with its metadata, in the order of the names`() async {
        let events = await Self.events { $0.warning("lost", metadata: ["peer": "x", "attempt": "2"]) }

        #expect(events.map(\.message) == ["lost"])
        #expect(events.first?.details.map { "\($0.name)=\($0.value)" } == ["always=there", "attempt=2", "peer=x"])
    }

    @Test func `swift-log's seven levels are four here`() async {
        let events = await Self.events { logger in
            for level in Logger.Level.allCases { logger.log(level: level, "said") }
        }

        #expect(events.map(\.level) == [.debug, .debug, .info, .info, .warning, .error, .error])
    }

    @Test func `messages below the level are not published`() async {
        let events = await Self.events({ $0.info("chatter") }, level: .warning)

        #expect(events.isEmpty)
    }
}
