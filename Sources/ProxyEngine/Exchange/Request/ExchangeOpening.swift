package import Journal
package import Translation

/// What the bridge has made of a client's request.
enum ExchangeStart: Sendable {
    /// Under way: an ``ExchangeDriver`` runs it.
    case running(RunningExchange)
    /// Answered without asking any upstream.
    case answered(ExchangeOpening)
}

/// An exchange that has been planned and not yet sent.
struct RunningExchange: Sendable {
    var plan: ExchangePlan
    var recorder: ExchangeRecorder
}

/// How an exchange's answer begins: decided before the first byte goes to the client, so that a failure can still have
/// its own status.
package enum ExchangeOpening: Sendable {
    case error(ExchangeFailure, headers: [HeaderField])
    /// A whole answer, as JSON.
    case whole([UInt8], headers: [HeaderField])
    /// A whole answer, as the stream that was asked for.
    case wholeStream([UInt8], headers: [HeaderField])
    /// A stream; its bytes follow.
    case stream(headers: [HeaderField])
}
