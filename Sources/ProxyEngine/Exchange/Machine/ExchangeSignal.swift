import Foundation
import Journal
import NIOCore
import Translation

/// What an exchange learns of: the input of ``ExchangeMachine``.
enum ExchangeSignal: Sendable {
    case start
    /// The request has been translated for the next attempt.
    indirect case prepared(PreparedAttempt)
    case untranslatable(InvalidRequest)
    /// A refusal was stored, if there was room for it.
    case learned(RefusalMemory.Remembered)
    /// The upstream's gate lets the attempt through.
    case permitted(attempt: Int)

    // MARK: The upstream's answer
    case head(UpstreamHead, attempt: Int, at: Date)
    case body(ByteBuffer, attempt: Int)
    case end(attempt: Int)
    case lost(UpstreamError, attempt: Int)

    // MARK: Time and the client
    case alarm
    /// The client's connection takes no more for now.
    case clientBlocked
    case clientReady
    case clientGone
    /// The server's time to finish is over.
    case serverEnding
    /// Everything that came together has been received: output may go out.
    case turnEnded
}

/// A request in the upstream's words, ready to be sent.
struct PreparedAttempt: Sendable {
    var translated: TranslatedRequest
    /// Parameters that the translation left out because the upstream has refused them.
    var leftOut: Set<String>
    var outputLimit: OutputLimit
    /// The translated body once more, as it is sent.
    var body: ByteBuffer
}
