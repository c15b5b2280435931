package import Foundation
package import Journal
import Translation
import TranslationTestSupport

/// Events that several tests start from.
package enum EventSamples {
    package static let date = Date(timeIntervalSince1970: 1_795_000_000.25)

    package static func exchange(_ sequence: UInt32 = 1) -> Exchange {
        Exchange(id: ExchangeID(run: 0xCAFE, sequence: sequence), endpoint: .messages, arrivedAt: date)
    }

    package static func request(_ phase: RequestEvent.Phase, _ sequence: UInt32, bytes: Int = 0) -> ProxyEvent {
        var exchange = exchange(sequence)
        exchange.answerBytes = bytes
        return .request(RequestEvent(phase, exchange))
    }

    package static func log(_ message: String) -> ProxyEvent {
        .log(LogEvent(.info, message, at: date))
    }

    /// A request by its number and phase, a log line by its text.
    package static func name(_ event: ProxyEvent) -> String {
        switch event {
        case .request(let request): "\(request.exchange.id.sequence) \(request.phase.rawValue)"
        case .log(let log): log.message
        case .translation: "translation"
        case .telemetry: "telemetry"
        case .unrouted(_, let method, let path, _): "\(method) \(path)"
        }
    }

    package static func bytes(_ event: ProxyEvent) -> Int {
        if case .request(let request) = event { request.exchange.answerBytes } else { 0 }
    }

    /// An exchange with everything in it.
    package static var full: Exchange {
        var exchange = exchange(42)
        exchange.session = "session-1"
        exchange.client = "claude-cli/2"
        exchange.isStreamed = true
        exchange.modelAsked = "claude-opus-4-5"
        exchange.modelSent = "gpt-5.2"
        exchange.modelAnswered = "gpt-5.2-2026-01-01"
        exchange.destination = Exchange.Destination(upstream: "openai", dialect: .responses, rule: "config.yaml:14")
        exchange.marks = Exchange.Marks(
            sent: .milliseconds(2),
            firstByte: .milliseconds(80),
            firstToken: .milliseconds(250),
            finished: .milliseconds(1250)
        )
        exchange.attempts = [
            Exchange.Attempt(status: 503, failure: .sample(.overloaded, "Busy."), began: .zero),
            Exchange.Attempt(status: 200, began: .milliseconds(40)),
        ]
        exchange.usage = Usage(inputTokens: 100, cacheReadInputTokens: 900, outputTokens: 50)
        exchange.cost = 0.01234
        exchange.notes = [
            TranslationNote(.drop, from: "metadata", "OpenAI has no place for it"),
            TranslationNote(.map, from: "max_tokens", to: "max_output_tokens", "another name", rule: "config.yaml:14"),
            TranslationNote(.map, .answer, from: "output[0]", to: "content[0]", "another form"),
        ]
        exchange.outcome = .finished(.endTurn)
        return exchange
    }
}
