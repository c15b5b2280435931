import Synchronization

/// How the same process ends a running engine without a signal. Neither request waits, and each can be made from
/// anywhere and more than once.
package final class EngineEnding: Sendable {
    enum Request: Sendable {
        case finish
        case endNow
    }

    let requests: AsyncStream<Request>
    private let input: AsyncStream<Request>.Continuation
    private let isFinishing = Mutex(false)

    package init() {
        // The two that differ fit; one that finds both waiting says nothing new.
        (requests, input) = AsyncStream.makeStream(of: Request.self, bufferingPolicy: .bufferingOldest(2))
    }

    /// The running streams are finished first. Only the first time means anything.
    package func finish() {
        let isFirst = isFinishing.withLock { isFinishing in
            defer { isFinishing = true }
            return !isFinishing
        }
        if isFirst { input.yield(.finish) }
    }

    /// What still streams is broken off.
    package func endNow() {
        input.yield(.endNow)
        // Whatever is asked for later is less than this.
        input.finish()
    }
}
