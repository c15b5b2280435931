import Synchronization
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct PendingCallTests {
    /// A call that counts how often it was started and cancelled.
    private final class Counter: Sendable {
        let started = Atomic(0)
        let cancelled = Atomic(0)

        var call: UpstreamCall { UpstreamCall { self.cancelled.wrappingAdd(1, ordering: .relaxed) } }
    }

    private let counter = Counter()
    private let pending = PendingCall()

    private func start() {
        pending.start {
            counter.started.wrappingAdd(1, ordering: .relaxed)
            return counter.call
        }
    }

    @Test func `a call that is cancelled before its turn is never made`() {
        pending.cancel()
        start()

        #expect(counter.started.load(ordering: .relaxed) == 0)
    }

    @Test func `a call that runs is cancelled`() {
        start()
        #expect(!pending.isWaiting)
        pending.cancel()

        #expect(counter.cancelled.load(ordering: .relaxed) == 1)
    }

    @Test func `cancelling while the call is being made cancels it`() {
        pending.start {
            pending.cancel()
            return counter.call
        }

        #expect(counter.cancelled.load(ordering: .relaxed) == 1)
    }

    @Test func `a call is made once and cancelled once`() {
        #expect(pending.isWaiting)
        for _ in 0..<2 { start() }
        for _ in 0..<2 { pending.cancel() }

        #expect(counter.started.load(ordering: .relaxed) == 1)
        #expect(counter.cancelled.load(ordering: .relaxed) == 1)
    }
}
