import Foundation
import JournalTestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct HeadlessLogTests {
    private static func lines(
        _ events: [ProxyEvent],
        _ level: LogSettings.Level = .info,
        _ format: LogSettings.Format = .text
    ) -> String {
        var settings = LogSettings()
        settings.level = level
        settings.format = format
        var log = HeadlessLog(settings) { _ in }
        var lines = ""
        for event in events { log.append(event, to: &lines) }
        return lines
    }

    private static func ended(_ exchange: Exchange) -> ProxyEvent {
        let phase: RequestEvent.Phase =
            switch exchange.outcome {
            case .running, .finished, .counted: .finished
            case .failed: .failed
            case .refused: .refused
            case .cancelled: .cancelled
            }
        return .request(RequestEvent(phase, exchange))
    }

    @Test func `an exchange is one line, and each kind of note is written once`() {
        let exchange = EventSamples.full
        var second = exchange
        second.notes[2].source = "output[1]"

        #expect(
            Self.lines([Self.ended(exchange), Self.ended(second)]) == """
                2026-11-18T11:06:41.500Z info  req_0000cafe0000002a messages claude-opus-4-5 → gpt-5.2 (responses) \
                end_turn ttft=250ms total=1.25s in=1000 cached=900 out=50 cost=$0.0123 attempts=2 notes=DROP:1,MAP:2
                    DROP metadata: OpenAI has no place for it
                    MAP max_tokens → max_output_tokens: another name (config.yaml:14)
                    MAP output[0] → content[0]: another form
                2026-11-18T11:06:41.500Z info  req_0000cafe0000002a messages claude-opus-4-5 → gpt-5.2 (responses) \
                end_turn ttft=250ms total=1.25s in=1000 cached=900 out=50 cost=$0.0123 attempts=2 notes=DROP:1,MAP:2

                """
        )
    }

    @Test func `at debug every note is written every time`() {
        let lines = Self.lines([Self.ended(EventSamples.full), Self.ended(EventSamples.full)], .debug)

        #expect(lines.split(separator: "\n").count { $0.contains("DROP metadata") } == 2)
    }

    @Test func `in JSON an exchange is one object with all there is`() {
        #expect(
            Self.lines([Self.ended(EventSamples.full)], .info, .json) == #"""
                {"at":"2026-11-18T11:06:41.500Z","level":"info","message":"exchange","exchange":"req_0000cafe0000002a",\#
                "endpoint":"messages","session":"session-1","client":"claude-cli/2","model_asked":"claude-opus-4-5",\#
                "model_sent":"gpt-5.2","model_answered":"gpt-5.2-2026-01-01","upstream":"openai","api":"responses",\#
                "rule":"config.yaml:14","state":"finished","outcome":"end_turn","streamed":true,\#
                "arrived_at":"2026-11-18T11:06:40.250Z","sent_seconds":0.002,"first_byte_seconds":0.08,\#
                "ttft_seconds":0.25,"duration_seconds":1.25,"attempts":2,"tries":[{"began_seconds":0.0,"status":503,\#
                "failure":{"type":"upstream","cause":"overloaded","status":529,"words":"message","text":"Busy.",\#
                "model":"gpt-5.2","estimated_input_tokens":0,"input_window":272000}},\#
                {"began_seconds":0.04,"status":200}],"usage":{"input_tokens":100,"cache_creation_input_tokens":0,\#
                "cache_read_input_tokens":900,"output_tokens":50},"cost_dollars":0.01234,"request_bytes":0,\#
                "answer_bytes":0,"notes":[\#
                {"kind":"DROP","direction":"request","code":"OpenAI has no place for it","places":[{"from":["metadata"]}],\#
                "sentence":"OpenAI has no place for it"},{"kind":"MAP","direction":"request","code":"another name",\#
                "places":[{"from":["max_tokens"],"to":["max_output_tokens"]}],"rule":"config.yaml:14",\#
                "sentence":"another name"},{"kind":"MAP","direction":"answer","code":"another form",\#
                "places":[{"from":["output",0],"to":["content",0]}],"sentence":"another form"}]}

                """#
        )
    }

    @Test func `a count says whether it is an estimate`() {
        var exchange = EventSamples.exchange()
        exchange.outcome = .counted(tokens: 12, isEstimate: true)

        #expect(Self.lines([Self.ended(exchange)]).contains(" counted tokens=12 (estimate)\n"))
        let json = Self.lines([Self.ended(exchange)], .info, .json)
        #expect(json.contains(#""counted_tokens":12,"is_estimate":true"#))
    }

    @Test func `an error is quoted, on one line`() {
        var exchange = EventSamples.exchange()
        exchange.modelAsked = "claude-opus-4-5"
        exchange.outcome = .failed(.sample(.overloaded, "It said \"no\".\nTwice."))

        #expect(
            Self.lines([Self.ended(exchange)])
                == #"""
                2026-11-18T11:06:40.250Z warn  req_0000cafe00000001 messages claude-opus-4-5 overloaded_error \#
                error="It said \"no\". Twice."

                """#
        )
    }

    @Test(arguments: LogSettings.Format.allCases)
    func `no control character of anybody's reaches the log raw`(_ format: LogSettings.Format) {
        let nasty = "a\u{1B}[31mb\r\nc\u{7F}d\u{9B}2Je\u{85}f\u{0}g\tend"
        var exchange = EventSamples.full
        exchange.modelAsked = nasty
        exchange.modelAnswered = nasty
        exchange.client = nasty
        exchange.session = nasty
        exchange.notes = [TranslationNote(.drop, from: JSONPath(stringLiteral: nasty), nasty)]
        exchange.outcome = .failed(.sample(.api, nasty))
        let events: [ProxyEvent] = [
            Self.ended(exchange), .log(LogEvent(.error, nasty, [("name", nasty)], at: EventSamples.date)),
            .unrouted(exchange.id, method: "GET", path: nasty),
            .translation(.parameterRefused(exchange.id, model: nasty, parameter: nasty)),
        ]

        let lines = Self.lines(events, .debug, format)

        #expect(lines.split(separator: "\n").count == (format == .text ? 5 : 4))
        #expect(lines.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
        #expect(lines.contains("end"))
    }

    static let levels: [(level: LogSettings.Level, names: [String])] = [
        (.trace, ["debug", "info", "warning", "error", "end_turn", "api_error"]),
        (.debug, ["debug", "info", "warning", "error", "end_turn", "api_error"]),
        (.info, ["info", "warning", "error", "end_turn", "api_error"]),
        (.notice, ["info", "warning", "error", "end_turn", "api_error"]),
        (.warning, ["warning", "error", "api_error"]),
        (.error, ["error"]),
        (.critical, ["error"]),
    ]

    @Test(arguments: levels.indices)
    func `messages below the level are left out`(_ index: Int) {
        let (level, names) = Self.levels[index]
        var failed = EventSamples.exchange()
        failed.outcome = .failed(.sample(.api, "x"))
        var finished = EventSamples.exchange()
        finished.outcome = .finished(.endTurn)
        let logs = LogEvent.Level.allCases.map {
            ProxyEvent.log(LogEvent($0, "said-\($0.rawValue)", at: EventSamples.date))
        }

        let lines = Self.lines(logs + [Self.ended(finished), Self.ended(failed)], level)

        let all = ["debug", "info", "warning", "error", "end_turn", "api_error"]
        let shown = all.filter { lines.contains("said-\($0)\n") || lines.contains(" \($0)") && $0.contains("_") }
        #expect(shown == names)
    }

    @Test func `only the end of an exchange is a line`() {
        let phases: [RequestEvent.Phase] = [.arrived, .routed, .sent, .firstByte, .progressed]

        #expect(Self.lines(phases.map { EventSamples.request($0, 1) }, .debug).isEmpty)
    }

    @Test func `details follow the message, quoted where they must be`() {
        let event = LogEvent(
            .info,
            "listening",
            [("address", "http://127.0.0.1:1"), ("who", "a b"), ("none", ""), ("pair", "x=y")],
            at: EventSamples.date
        )

        #expect(
            Self.lines([.log(event)])
                == "2026-11-18T11:06:40.250Z info  listening address=http://127.0.0.1:1 who=\"a b\" none=\"\" pair=\"x=y\"\n"
        )
        #expect(
            Self.lines([.log(event)], .info, .json) == #"""
                {"at":"2026-11-18T11:06:40.250Z","level":"info","message":"listening","address":"http://127.0.0.1:1",\#
                "who":"a b","none":"","pair":"x=y"}

                """#
        )
    }

    @Test func `telemetry is logged at debug only`() {
        let event = ProxyEvent.telemetry(
            TelemetryEvent(
                source: "otlp_logs",
                session: nil,
                recordCount: 3,
                skippedCount: 0,
                byteCount: 9,
                names: [],
                receivedAt: EventSamples.date
            )
        )

        #expect(Self.lines([event]).isEmpty)
        #expect(
            Self.lines([event], .debug)
                == "2026-11-18T11:06:40.250Z debug telemetry source=otlp_logs events=3 session=-\n"
        )
    }

    @Test func `a running log writes a batch at a time and ends with its subscription`() async {
        let bus = EventBus()
        let subscription = await bus.subscribe()
        let (written, continuation) = AsyncStream.makeStream(of: String.self)
        var log = HeadlessLog(LogSettings()) { continuation.yield($0) }
        for number in 0..<3 { bus.publish(EventSamples.log("line \(number)")) }
        bus.publish(EventSamples.request(.arrived, 1))
        bus.close()
        await bus.run()

        await log.run(subscription)
        continuation.finish()

        var texts: [String] = []
        for await text in written { texts.append(text) }
        #expect(texts.count == 1)
        #expect(texts.first?.split(separator: "\n").count == 3)
    }
}
