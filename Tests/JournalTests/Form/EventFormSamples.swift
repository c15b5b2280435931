import Foundation
import JournalTestSupport
import TranslationTestSupport

@testable import Journal
@testable import Translation

/// Events with every name, phase, state and failure, and every member that there is.
enum EventFormSamples {
    static var all: [ProxyEvent] {
        let id = ExchangeID(run: 0xCAFE, sequence: 42)
        return requests + [
            .translation(.mappingHit(id, asked: "claude-opus-4-5", sent: "gpt-5.2", rule: "config.yaml:14")),
            .translation(.mappingHit(id, asked: "claude-haiku-4-5", sent: "gpt-5", rule: nil)),
            .translation(.notes(id, EventSamples.full.notes)),
            .translation(.parameterRefused(id, model: "gpt-5", parameter: "temperature")),
            .telemetry(
                TelemetryEvent(
                    source: "event_logging_v2",
                    session: "session-1",
                    recordCount: 3,
                    skippedCount: 1,
                    byteCount: 2048,
                    names: [("tengu_api_query", 2), ("tengu_exit", 1)],
                    receivedAt: EventSamples.date
                )
            ),
            .log(LogEvent(.info, "listening", [("address", "127.0.0.1:3999")], at: EventSamples.date)),
            .log(
                LogEvent(
                    .warning,
                    "a mapped model is about to be switched off",
                    details: [
                        LogEvent.Detail(name: "model", value: .text("gpt-4.1")),
                        LogEvent.Detail(name: "days_left", value: .number(12)),
                    ],
                    exchange: id,
                    at: EventSamples.date
                )
            ),
            .unrouted(id, method: "GET", path: "/v1/nothing"),
            .unrouted(id, method: "PUT", path: "/v1/messages", status: 405),
        ]
    }

    /// The steps of one exchange, then one for each way to end.
    private static var requests: [ProxyEvent] {
        var events: [ProxyEvent] = []
        var running = EventSamples.full
        running.outcome = .running
        for phase in [RequestEvent.Phase.arrived, .routed, .sent, .firstByte, .progressed] {
            events.append(.request(RequestEvent(phase, running)))
        }
        events.append(.request(RequestEvent(.finished, finished)))
        var number: UInt32 = 100
        func ended(
            _ phase: RequestEvent.Phase,
            _ outcome: Exchange.Outcome,
            _ change: (inout Exchange) -> Void = { _ in }
        ) {
            number += 1
            var exchange = EventSamples.exchange(number)
            exchange.outcome = outcome
            exchange.marks.finished = .microseconds(1_234_567)
            change(&exchange)
            events.append(.request(RequestEvent(phase, exchange)))
        }
        ended(.cancelled, .cancelled)
        ended(.finished, .counted(tokens: 4711, isEstimate: true)) { exchange in
            exchange.estimatedInputTokens = 4711
            exchange.estimateCorrection = 1.125
        }
        for source in [RefusalSource.model, .contentFilter, .policy(code: "cyber_policy"), .policy(code: nil)] {
            ended(.finished, .finished(.refusal)) { $0.refusedBy = source }
        }
        for failure in failures {
            ended(.failed, .failed(failure)) { exchange in
                exchange.attempts = [
                    Exchange.Attempt(failure: failure, upstreamRequestID: "req-up", began: .milliseconds(2))
                ]
            }
        }
        for failure in refusals { ended(.refused, .refused(failure)) }
        for failure in statedFailures {
            ended(.failed, .failed(failure)) { exchange in
                exchange.attempts = [
                    Exchange.Attempt(failure: failure, upstreamRequestID: "req-up", began: .milliseconds(2))
                ]
            }
        }
        for failure in endings + newer { ended(.failed, .failed(failure)) }
        return events
    }

    private static var finished: Exchange {
        var exchange = EventSamples.full
        exchange.requestBytes = 8123
        exchange.answerBytes = 456
        exchange.outputLimit = OutputLimit(tokens: 32_000, setBy: .client)
        exchange.usage?.thinkingTokens = 20
        exchange.usage?.serviceTier = "standard"
        exchange.usage?.webSearchRequests = 1
        return exchange
    }

    /// From a server that speaks Anthropic's API.
    private static var statedFailures: [ExchangeFailure] {
        failures.compactMap { failure in
            guard case .upstream(var upstream) = failure, case .message = upstream.error.words else { return nil }
            upstream.error.statedKind = .rateLimit
            return .upstream(upstream)
        }
    }

    static var failures: [ExchangeFailure] {
        let peer = UpstreamPeer("127.0.0.1:8000", errorNumber: 111)
        let proxy = UpstreamPeer("http://proxy.corp:8080", isProxy: true)
        let transport: [UpstreamError] =
            [
                .connectTimeout, .connectionRefused(peer), .unreachable(peer), .proxy(proxy, .credentialsRequired),
                .proxy(proxy, .destinationRefused(status: nil)), .hostNotFound("api.example"),
                .firstByteTimeout(.seconds(600)),
                .idleTimeout(.milliseconds(1500)), .connectionLost(.closedBeforeAnswer), .connectionLost(.noAnswer),
                .connectionLost(.givenUp), .connectionLost(.system(errorNumber: 104)),
                .connectionLost(.library("HTTPParserError")), .answerTooLarge(limit: 9),
            ] + TLSTrouble.allCases.map { .tls($0) } + UnsendableRequest.allCases.map { .unsendable($0) }
        let words: [OpenAIError.Words] = [
            .message("Slow down."), .none, .text("nginx"), .page(title: "Bad gateway"), .page(title: nil), .empty,
            .unread,
        ]
        let upstream = words.map { words in
            UpstreamFailure(
                OpenAIError(
                    status: 429,
                    type: "tokens",
                    code: "rate_limit_exceeded",
                    parameter: "tools[3]",
                    words: words,
                    retryAfter: .seconds(20),
                    shouldRetry: true,
                    requestID: "req-up"
                ),
                model: "gpt-5.2",
                estimatedInputTokens: 2210,
                inputWindow: 272_000,
                toolNames: ["a_b": "a.b"]
            )
        }
        let syntax = JSONSyntaxError(reason: .unexpectedEnd, offset: 12)
        let broken: [BrokenAnswer] = [
            .closedEarly, .unreadableEvent, .notJSON(syntax), .nameless, .brokenOff, .unfinished(status: "queued"),
            .tooMuchBuffered, .brokenArguments(tool: "Bash"), .eventTooLarge(limit: 1024), .incomplete, .noCount,
        ]
        return transport.map { .transport($0) } + upstream.map { .upstream($0) } + broken.map { .broken($0) }
    }

    /// Of the program itself.
    static let endings: [ExchangeFailure] = [.shutdown]

    /// Added later: at the end, so that the lines of the others stay.
    static var newer: [ExchangeFailure] {
        let proxy = UpstreamPeer("http://proxy.corp:8080", isProxy: true)
        let transport: [UpstreamError] = [
            .connectionLost(.closedInHandshake), .proxy(proxy, .destinationRefused(status: 403)),
            .proxy(proxy, .destinationUnreached(status: 502)), .proxy(proxy, .closed), .proxy(proxy, .notHTTP),
            .connectionLost(.closedDuringAnswer), .notHTTP, .notUnpackable,
        ]
        return transport.map { .transport($0) }
    }

    static var refusals: [ExchangeFailure] {
        let syntax = JSONSyntaxError(reason: .tooDeep, offset: 0)
        let nearest = UnroutedModel.Nearest(name: "claude-opus-4", pattern: "claude-opus-*")
        return [
            .malformed(syntax), .invalid(InvalidRequest(path: "messages[2]", problem: "field required")),
            .unrouted(UnroutedModel(asked: "x", nearest: nearest, mapped: ["claude-opus-*"])),
            .unrouted(UnroutedModel(asked: "x", mapped: ["a", "b"], place: .file("config.yaml", key: "models"))),
            .unauthenticated, .tooLarge(limit: 33_554_432), .undecodable(UndecodableBody(encoding: "br", .unsupported)),
            .undecodable(UndecodableBody(encoding: "gzip", .corrupt)), .clientGone,
            .fault(.unconfiguredUpstream("local")), .fault(.unreadableTranslation(syntax)), .unrecognized("budget"),
        ]
    }
}
