import Foundation
import NIOCore
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// After any number of failures at any time a client gets an error instead of a stream, or a stream that begins with
/// `message_start` and obeys the grammar.
@Suite struct StreamBeginningLawTests {
    /// How an attempt fails before it has said anything.
    private enum Fault: CaseIterable {
        case status
        case errorInStream, serverErrorInStream
        case cut, endedEarly
        case errorInWhole, noJSON

        func signals(_ api: DialectName) -> [UpstreamSignal] {
            switch self {
            case .status: [head(503), body(#"{"error":{"message":"Busy."}}"#), .end]
            case .errorInStream: [head(), event(began(api)), event(error(api, "rate_limit_exceeded")), .end]
            case .serverErrorInStream: [head(), event(error(api, "server_error")), .end]
            case .cut: [head(), event(began(api)), .failed(.connectionLost(.library("cut")))]
            case .endedEarly: [head(), event(began(api)), .end]
            case .errorInWhole: [head(type: "application/json"), body(error(api, "server_error")), .end]
            case .noJSON: [head(type: "application/json"), body("{"), .end]
            }
        }
    }

    @Test(arguments: DialectName.translated)
    func `a stream begins with message_start after any failure`(_ api: DialectName) throws {
        var begunInSilence = 0
        for seed in 0..<1_000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let exchange = try DrivenExchange(api)
            for _ in 0..<Int.random(in: 0...4, using: &generator) where !exchange.hasEnded {
                for signal in (Fault.allCases.randomElement(using: &generator) ?? .cut).signals(api) {
                    exchange.pass(Self.moment(&generator))
                    exchange.take(signal)
                }
                exchange.waitForNextAttempt(&generator)
            }
            exchange.pass(Self.moment(&generator))
            if exchange.hasFailedOnce, case .stream = exchange.opening { begunInSilence += 1 }
            for signal in Self.answer(api) {
                exchange.take(signal)
                exchange.pass(Self.moment(&generator))
            }
            try Self.expectLawful(exchange, seed)
        }
        // The law is about something.
        #expect(begunInSilence > 50)
    }

    private static func expectLawful(_ exchange: DrivenExchange, _ seed: UInt64) throws {
        #expect(exchange.hasEnded, "seed \(seed)")
        switch exchange.opening {
        case .error:
            #expect(exchange.answer.isEmpty, "seed \(seed)")
        case .stream:
            let answer = try StreamedAnswer(parsing: exchange.answer)
            #expect(answer.names.first == "message_start" && answer.violation == nil, "seed \(seed): \(answer.names)")
            #expect(answer.error != nil || answer.text == "Well.", "seed \(seed)")
        case .whole, .wholeStream, nil:
            Issue.record("seed \(seed): \(String(describing: exchange.opening))")
        }
    }

    /// Often none, sometimes one that takes the exchange over the time at which a stream begins all the same.
    private static func moment(_ generator: inout SeededGenerator) -> Duration {
        [.zero, .zero, .milliseconds(300), .seconds(2), .milliseconds(9_800), .seconds(11)]
            .randomElement(using: &generator) ?? .zero
    }

    private static func answer(_ api: DialectName) -> [UpstreamSignal] {
        let events =
            api == .responses
            ? [
                began(api),
                #"{"type":"response.completed","response":{"status":"completed","output":[{"type":"message","id":"m","#
                    + #""content":[{"type":"output_text","text":"Well."}]}]}}"#,
            ]
            : [
                began(api), #"{"choices":[{"index":0,"delta":{"content":"Well."}}]}"#,
                #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#, "[DONE]",
            ]
        return [head()] + events.map(event) + [.end]
    }
}

private func head(_ status: Int = 200, type: String = "text/event-stream") -> UpstreamSignal {
    .head(UpstreamHead(status: status, headers: [HeaderField("content-type", type)]))
}

private func body(_ text: String) -> UpstreamSignal { .body(ByteBuffer(string: text)) }

private func event(_ data: String) -> UpstreamSignal { body("data: \(data)\n\n") }

/// What an answer begins with that says nothing yet.
private func began(_ api: DialectName) -> String {
    switch api {
    case .responses: #"{"type":"response.created","response":{"id":"r","status":"in_progress"}}"#
    default: #"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#
    }
}

private func error(_ api: DialectName, _ code: String) -> String {
    let fields = #""code":"\#(code)","message":"Please try again in 3s.""#
    return switch api {
    case .responses: #"{"type":"error",\#(fields)}"#
    default: #"{"error":{\#(fields)}}"#
    }
}

/// An exchange in its rig, with the present attempt's number on each signal.
private final class DrivenExchange {
    private let rig: ExchangeRig

    init(_ api: DialectName) throws {
        rig = try ExchangeRig(api) { $0.upstreams[0].retries = 3 }
        rig.take(.start)
    }

    var hasEnded: Bool { rig.machine.hasEnded }
    var hasFailedOnce: Bool { rig.machine.attempt > 1 }
    var opening: ExchangeOpening? { rig.opening }
    var answer: String { rig.answer }

    func pass(_ time: Duration) {
        rig.pass(time)
    }

    func take(_ signal: UpstreamSignal) {
        let attempt = rig.machine.attempt
        switch signal {
        case .head(let head): rig.take(.head(head, attempt: attempt, at: Date(timeIntervalSince1970: 0)))
        case .body(let bytes): rig.take(.body(bytes, attempt: attempt))
        case .end: rig.take(.end(attempt: attempt))
        case .failed(let error): rig.take(.lost(error, attempt: attempt))
        }
    }

    /// Lets time pass until another attempt is under way or the exchange is over.
    func waitForNextAttempt(_ generator: inout SeededGenerator) {
        while case .backingOff = rig.machine.state {
            rig.pass(.milliseconds(Int.random(in: 50...2_000, using: &generator)))
        }
    }
}
