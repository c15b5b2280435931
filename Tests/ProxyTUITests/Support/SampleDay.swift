import Foundation
import JournalTestSupport
import TranslationTestSupport

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// A day's work, made up: every state that a row can be in, at fixed times.
enum SampleDay {
    static let start = Date(timeIntervalSince1970: 1_795_010_400)  // 14:00:00 UTC
    static let now = start.addingTimeInterval(197)

    static let mappings = [
        MappingCount(match: "claude-opus-*", target: "gpt-5.2", citation: "config.yaml:14"),
        MappingCount(match: "claude-sonnet-*", target: "gpt-4.1", citation: "config.yaml:15"),
        MappingCount(match: "claude-haiku-*", target: "gpt-5", citation: "config.yaml:16"),
    ]

    static let facts = ProgramFacts(
        address: "127.0.0.1:3999",
        version: "1.0.0",
        startedAt: start.addingTimeInterval(-11_520)
    )

    static func model(
        _ width: Int,
        _ height: Int,
        glyphs: GlyphSet = .unicode,
        events: [ProxyEvent]? = nil
    ) -> DashboardModel {
        var model = DashboardModel(
            facts,
            size: Size(width: width, height: height),
            glyphs: glyphs,
            mappings: mappings,
            now: now
        )
        _ = model.update(.events(events ?? SampleDay.events))
        return model
    }

    static func id(_ number: UInt32) -> ExchangeID { ExchangeID(run: 0xDA60, sequence: number) }

    /// An exchange that has ended well, before `change`.
    static func exchange(
        _ number: UInt32,
        at second: Double,
        asked: String = "claude-opus-5-5",
        _ change: (inout Exchange) -> Void = { _ in }
    ) -> Exchange {
        var exchange = Exchange(
            id: id(number),
            endpoint: .messages,
            arrivedAt: start.addingTimeInterval(second)
        )
        let rule = asked.contains("opus") ? 0 : asked.contains("sonnet") ? 1 : 2
        exchange.modelAsked = asked
        exchange.modelSent = mappings[rule].target
        exchange.modelAnswered = mappings[rule].target
        exchange.destination = Exchange.Destination(
            upstream: "openai",
            dialect: .responses,
            rule: mappings[rule].citation
        )
        exchange.session = asked.contains("sonnet") ? "session-b" : "session-a"
        exchange.isStreamed = true
        exchange.attempts = [Exchange.Attempt(status: 200, began: .milliseconds(3))]
        exchange.marks.firstByte = .milliseconds(880)
        exchange.marks.firstToken = .milliseconds(900)
        exchange.marks.finished = .milliseconds(6_000)
        let input = 54_000 + Int(number) * 1_000
        exchange.usage = Usage(
            inputTokens: input * 7 / 100,
            cacheReadInputTokens: input * 93 / 100,
            outputTokens: 200 + Int(number) * 13
        )
        exchange.cost = 0.007 + Double(number) * 0.0004
        exchange.outcome = .finished(.toolUse)
        change(&exchange)
        return exchange
    }

    static var events: [ProxyEvent] {
        var events: [ProxyEvent] = []
        func ended(_ exchange: Exchange) {
            events.append(.request(RequestEvent(.arrived, running(exchange))))
            let rule = exchange.destination?.rule
            if let sent = exchange.modelSent {
                events.append(
                    .translation(.mappingHit(exchange.id, asked: exchange.modelAsked ?? "", sent: sent, rule: rule))
                )
            }
            events.append(.request(RequestEvent(.finished, exchange)))
        }
        for number in 1...13 as ClosedRange<UInt32> { ended(exchange(number, at: Double(number) * 4)) }
        special.forEach(ended)
        events.append(.telemetry(telemetry("event_logging_v1", ["tengu_startup": 1, "tengu_tool_use_success": 9])))
        events.append(.telemetry(telemetry("otlp_logs", ["claude_code.api_request": 26])))
        for exchange in live { events.append(.request(RequestEvent(.progressed, exchange))) }
        return events
    }

    private static func running(_ exchange: Exchange) -> Exchange {
        var running = exchange
        running.outcome = .running
        running.marks = Exchange.Marks()
        running.usage = nil
        running.notes = []
        return running
    }

    private static func telemetry(_ source: String, _ names: KeyValuePairs<String, Int>) -> TelemetryEvent {
        TelemetryEvent(
            source: source,
            session: "session-a",
            recordCount: names.reduce(0) { $0 + $1.value },
            skippedCount: 0,
            byteCount: 4_000,
            names: names.map { ($0.key, $0.value) },
            receivedAt: now
        )
    }

    /// What does not go as it should, one of each kind.
    private static var special: [Exchange] {
        [
            exchange(14, at: 60, asked: "claude-haiku-4-5-20251001") { $0.outcome = .finished(.endTurn) },
            exchange(15, at: 90) { exchange in
                let note = TranslationNote(
                    .lossy,
                    from: "thinking.budget_tokens",
                    to: "reasoning.effort",
                    "31999 became high"
                )
                exchange.notes = [note, note, note]
            },
            exchange(16, at: 100, asked: "claude-sonnet-4-5") { exchange in
                exchange.attempts.insert(
                    Exchange.Attempt(status: 429, failure: .sample(.rateLimit, "rate limit"), began: .zero),
                    at: 0
                )
            },
            exchange(17, at: 110) { $0.modelAnswered = "gpt-5.2-mini" },
            exchange(18, at: 118) { exchange in
                exchange.attempts = [
                    Exchange.Attempt(status: 400, failure: .sample(.invalidRequest, "invalid schema"), began: .zero)
                ]
                exchange.usage = nil
                exchange.cost = nil
                exchange.marks.firstToken = nil
                exchange.marks.finished = .milliseconds(210)
                exchange.outcome = .failed(
                    .sample(
                        .invalidRequest,
                        "Invalid schema for function 'lookup': 'format' must be one of 'date', 'time'."
                    )
                )
            },
            exchange(19, at: 122, asked: "claude-sonnet-4-5") { $0.outcome = .cancelled },
            exchange(20, at: 124, asked: "claude_sonnet_4_5") { exchange in
                exchange.modelSent = nil
                exchange.modelAnswered = nil
                exchange.destination = nil
                exchange.usage = nil
                exchange.cost = nil
                exchange.marks.firstToken = nil
                exchange.marks.finished = .milliseconds(1)
                exchange.attempts = []
                exchange.outcome = .refused(.unrouted(UnroutedModel(asked: "claude_sonnet_4_5", mapped: ["claude-*"])))
            },
            counted,
        ]
    }

    private static var counted: Exchange {
        var exchange = Exchange(id: id(21), endpoint: .countTokens, arrivedAt: start.addingTimeInterval(126))
        exchange.modelAsked = "claude-opus-5-5"
        exchange.modelSent = "gpt-5.2"
        exchange.outcome = .counted(tokens: 66_000, isEstimate: true)
        exchange.marks.finished = .milliseconds(2)
        return exchange
    }

    private static var live: [Exchange] {
        [
            exchange(22, at: 188, asked: "claude-sonnet-4-5") { exchange in
                exchange.marks = Exchange.Marks()
                exchange.usage = nil
                exchange.cost = nil
                exchange.estimatedInputTokens = 24_600
                exchange.attempts = [Exchange.Attempt(began: .milliseconds(4))]
                exchange.outcome = .running
            },
            exchange(23, at: 189.6) { exchange in
                exchange.marks.finished = nil
                exchange.cost = nil
                exchange.outcome = .running
            },
        ]
    }
}
