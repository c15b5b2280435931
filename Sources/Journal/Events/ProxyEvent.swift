package import Foundation
package import Translation

/// Something that happened, as the dashboard, the headless log and the metrics learn of it.
///
/// Small and with one reference, whatever it carries: each is copied several times between two threads.
package enum ProxyEvent: Sendable {
    case request(RequestEvent)
    indirect case translation(TranslationEvent)
    indirect case telemetry(TelemetryEvent)
    indirect case log(LogEvent)
    /// A request that is answered with this status because its path or method is not served, or it cannot be read.
    indirect case unrouted(ExchangeID, method: String, path: String, status: Int = 404)
}

/// A step in the life of an exchange, with the exchange as it stood then.
package struct RequestEvent: Sendable {
    package enum Phase: String, Sendable {
        case arrived
        case routed
        case sent
        case firstByte = "first_byte"
        /// Tokens are coming; coalesced, so at most the newest one waits for a slow reader.
        case progressed
        case finished
        case failed
        case cancelled
        case refused

        /// Nothing follows for this exchange; such an event is never dropped.
        package var isTerminal: Bool {
            switch self {
            case .finished, .failed, .cancelled, .refused: true
            case .arrived, .routed, .sent, .firstByte, .progressed: false
            }
        }
    }

    package let phase: Phase
    package let snapshot: ExchangeSnapshot

    package var exchange: Exchange { snapshot.exchange }

    package init(_ phase: Phase, _ snapshot: ExchangeSnapshot) {
        self.phase = phase
        self.snapshot = snapshot
    }

    package init(_ phase: Phase, _ exchange: Exchange) {
        self.init(phase, ExchangeSnapshot(exchange))
    }
}

/// What a translator did.
package enum TranslationEvent: Sendable {
    /// A model name was answered by a rule.
    case mappingHit(ExchangeID, asked: String, sent: String, rule: String?)
    case notes(ExchangeID, [TranslationNote])
    /// An upstream refused a parameter for a model; it is left out from now on.
    case parameterRefused(ExchangeID, model: String, parameter: String)
}

/// A batch of a client's telemetry was taken in.
package struct TelemetryEvent: Sendable {
    package var source: String
    package var session: String?
    package var recordCount: Int
    package var skippedCount: Int
    package var byteCount: Int
    /// Event names with how often each came, in order of appearance.
    package var names: [(name: String, count: Int)]
    package var receivedAt: Date

    package init(
        source: String,
        session: String?,
        recordCount: Int,
        skippedCount: Int,
        byteCount: Int,
        names: [(name: String, count: Int)],
        receivedAt: Date
    ) {
        self.source = source
        self.session = session
        self.recordCount = recordCount
        self.skippedCount = skippedCount
        self.byteCount = byteCount
        self.names = names
        self.receivedAt = receivedAt
    }
}

/// A line for the program's own log.
package struct LogEvent: Sendable {
    package enum Level: String, Sendable, Comparable, CaseIterable {
        case debug, info, warning, error

        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .warning: 2
            case .error: 3
            }
        }
    }

    package var level: Level
    /// Static text; what varies is in `details`.
    package var message: String
    package var details: [Detail]
    /// The exchange that the line is about.
    package var exchange: ExchangeID?
    package var at: Date

    package init(
        _ level: Level,
        _ message: String,
        _ details: [(name: String, value: String)] = [],
        exchange: ExchangeID? = nil,
        at: Date
    ) {
        self.init(
            level,
            message,
            details: details.map { Detail(name: $0.name, value: .text($0.value)) },
            exchange: exchange,
            at: at
        )
    }

    package init(_ level: Level, _ message: String, details: [Detail], exchange: ExchangeID? = nil, at: Date) {
        self.exchange = exchange
        self.level = level
        self.message = message
        self.details = details
        self.at = at
    }

    /// What varies in a line.
    package struct Detail: Sendable, Equatable, Codable {
        package enum Value: Sendable, Equatable, CustomStringConvertible {
            case text(String)
            case number(Int)

            package var description: String {
                switch self {
                case .text(let text): text
                case .number(let number): String(number)
                }
            }
        }

        package var name: String
        package var value: Value

        package init(name: String, value: Value) {
            self.name = name
            self.value = value
        }
    }
}
