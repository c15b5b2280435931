import DequeModule
package import NIOCore
import ProxyConfiguration
import Synchronization

/// Drives one exchange from its first attempt to its last byte: the imperative shell around ``ExchangeProgress``.
///
/// One reader calls ``open()`` and then, for a stream, ``next()`` until it gives nil. ``cancel()`` may come from
/// anywhere, also when nobody reads any more. Everything waits at one inbox, so silence, timeouts, retries, the
/// upstream's bytes and the client's leaving are handled in the order they happen and never at the same time.
package final class ExchangeRun: Sendable {
    private let inbox: UpstreamInbox
    private let progress: Mutex<ExchangeProgress>
    private let ticker: RepeatedTask
    private let stall: ClientStall

    init(_ plan: ExchangePlan, recorder: ExchangeRecorder, services: ExchangeServices) {
        let inbox = UpstreamInbox()
        self.inbox = inbox
        progress = Mutex(ExchangeProgress(plan, recorder: recorder, inbox: inbox, services: services))
        let interval = TimeAmount.nanoseconds(Self.tickInterval(services.server, plan.upstream.timeouts).nanoseconds)
        let stall = ClientStall(limit: plan.upstream.timeouts.idle, clock: services.clock)
        self.stall = stall
        ticker = services.timers.next().scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
            inbox.tick()
            stall.check()
        }
    }

    deinit {
        ticker.cancel()
    }

    /// Waits until it is decided how the answer begins.
    package func open() async -> ExchangeOpening {
        progress.withLock { $0.start() }
        while true {
            if let opening = progress.withLock({ $0.opening() }) {
                if case .stream = opening { return opening }
                ticker.cancel()
                return opening
            }
            let batch = await inbox.next()
            progress.withLock { $0.take(batch) }
        }
    }

    /// The next bytes for the client, pings included; nil at the end of the stream.
    package func next() async -> ByteBuffer? {
        stall.taken()
        while true {
            let (output, hasEnded) = progress.withLock { ($0.takeOutput(), $0.hasEnded) }
            if let output {
                stall.handOver()
                return output
            }
            if hasEnded {
                ticker.cancel()
                return nil
            }
            let batch = await inbox.next()
            progress.withLock { $0.take(batch) }
        }
    }

    /// A client that leaves what it was given unread for as long as an upstream may be silent is hung up on.
    package func whenClientStalls(_ hangUp: @escaping @Sendable () -> Void) {
        stall.whenStalled(hangUp)
    }

    /// The client is gone: the upstream's connection is closed at once.
    package func cancel() {
        ticker.cancel()
        inbox.cancel()
        progress.withLock { $0.take(.cancelled) }
    }

    /// Often enough that no deadline is missed by more than a quarter of itself.
    static func tickInterval(_ server: ServerSettings, _ timeouts: UpstreamTimeouts) -> Duration {
        let deadlines = [server.heartbeat, server.commitAfter, timeouts.firstByte, timeouts.idle]
        return max(.milliseconds(5), min(.seconds(1), (deadlines.min() ?? .zero) / 4))
    }
}
