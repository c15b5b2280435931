package import Journal
package import Translation

/// What became of a client's request at the door.
package enum ExchangeStart: Sendable {
    /// Under way: ``ExchangeRun/open()`` tells how the answer begins.
    case running(ExchangeRun)
    /// Answered without asking any upstream.
    case answered(ExchangeOpening)
}

/// How an exchange's answer begins: decided before the first byte goes to the client, so that a failure can still have
/// its own status.
package enum ExchangeOpening: Sendable {
    case error(ExchangeFailure, headers: [HeaderField])
    /// A whole answer, as JSON.
    case whole([UInt8], headers: [HeaderField])
    /// A whole answer, as the stream that was asked for.
    case wholeStream([UInt8], headers: [HeaderField])
    /// A stream; its bytes are read with ``ExchangeRun/next()``.
    case stream(headers: [HeaderField])
}
