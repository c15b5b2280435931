import Journal
import NIOCore
import Translation

/// What is to be done for an exchange: the output of ``ExchangeMachine``.
enum ExchangeAction: Sendable {
    /// Translate the request; the answer is `prepared` or `untranslatable`.
    case prepare(Adjustments)
    /// Store what the upstream refuses; the answer is `learned`.
    indirect case learn(Lesson)
    /// Take in how many tokens the upstream has counted for the request.
    indirect case learnCount(Int, ReplyContext)

    // MARK: The upstream
    /// Wait for a permit; the answer is `permitted`.
    case enterGate(attempt: Int)
    case leaveGate
    /// Send what was prepared.
    case send(attempt: Int)
    /// Close the connection to the upstream.
    case cancelCall
    /// The answer is complete. Its HTTP message gets a moment to end, so that the connection can be used again.
    case letCallEnd

    // MARK: The client
    indirect case open(ExchangeOpening)
    case write(ByteBuffer)
    /// End the stream.
    case finish
    /// Close the connection of a client that has stopped reading.
    case hangUp

    case setAlarm(ContinuousClock.Instant)
    case record(ExchangeChange)

    /// How the next attempt differs from the plan.
    struct Adjustments: Sendable, Equatable {
        /// Left out of this exchange alone.
        var leftOut: Set<String> = []
        var dropsReasoning = false
    }

    /// What an upstream refuses for a model.
    enum Lesson: Sendable, Equatable, CustomStringConvertible {
        case parameter(String)
        case effort(Effort, parameter: String)

        /// `temperature`, `reasoning.effort=xhigh`
        var description: String {
            switch self {
            case .parameter(let name): name
            case .effort(let effort, let name): "\(name)=\(effort.rawValue)"
            }
        }
    }
}

/// A change to the record of an exchange.
enum ExchangeChange: Sendable {
    indirect case prepared(PreparedAttempt)
    /// An attempt has begun; it may still wait for its permit.
    case sent
    case head(UpstreamHead)
    /// The head of an answer that is no error.
    case answering
    case upstreamBytes(ByteBuffer)
    case firstToken
    indirect case attemptFailed(ExchangeFailure)
    case parameterRefused(String)
    case refusedByPolicy(code: String?)
    indirect case usage(Usage)
    indirect case progressed(ReplySummary)
    /// What the answer amounted to, with notes free of secrets.
    indirect case summary(ReplySummary, notes: [TranslationNote])
    case clientHead([HeaderField])
    case clientBytes(ByteBuffer)
    /// What the client gets in one piece: a message, or an error.
    case wholeAnswer([UInt8], headers: [HeaderField])
    indirect case ended(Exchange.Outcome)
}
