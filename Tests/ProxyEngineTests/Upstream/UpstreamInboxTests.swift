import DequeModule
import JournalTestSupport
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct UpstreamInboxTests {
    private let eventLoop = EmbeddedEventLoop()

    /// What signals are, in a word each.
    private static func names(_ signals: Deque<UpstreamSignal>) -> [String] {
        signals.map { signal in
            switch signal {
            case .head(let head): "head \(head.status)"
            case .body(let bytes): String(buffer: bytes)
            case .end: "end"
            case .failed(let error): error.label
            case .tick: "tick"
            case .cancelled: "cancelled"
            }
        }
    }

    private static func head(_ status: Int) -> UpstreamSignal {
        .head(UpstreamHead(status: status, headers: []))
    }

    @Test func `signals come out together, in their order`() async {
        let inbox = UpstreamInbox()
        let attempt = inbox.beginAttempt()
        inbox.deliver(Self.head(200), attempt: attempt)
        _ = inbox.deliver(ByteBuffer(string: "a"), attempt: attempt, on: eventLoop)
        inbox.deliver(.end, attempt: attempt)

        #expect(Self.names(await inbox.next()) == ["head 200", "a", "end"])
    }

    @Test func `a reader that waits is woken`() async {
        let inbox = UpstreamInbox()
        let attempt = inbox.beginAttempt()
        async let signals = inbox.next()
        inbox.deliver(.end, attempt: attempt)

        #expect(Self.names(await signals) == ["end"])
    }

    @Test func `word from an attempt that was given up is ignored`() async {
        let inbox = UpstreamInbox()
        let first = inbox.beginAttempt()
        inbox.deliver(Self.head(503), attempt: first)
        let second = inbox.beginAttempt()
        inbox.deliver(.failed(.connectionLost(.library("late"))), attempt: first)
        _ = inbox.deliver(ByteBuffer(string: "late"), attempt: first, on: eventLoop)
        inbox.deliver(Self.head(200), attempt: second)

        #expect(Self.names(await inbox.next()) == ["head 200"])
    }

    @Test func `above the high-water mark the connection is not read until the inbox is emptied`() async throws {
        let inbox = UpstreamInbox(highWater: 10)
        let attempt = inbox.beginAttempt()
        let below = inbox.deliver(ByteBuffer(string: "0123456789"), attempt: attempt, on: eventLoop)
        let above = inbox.deliver(ByteBuffer(string: "x"), attempt: attempt, on: eventLoop)

        #expect(Self.isDone(below))
        #expect(!Self.isDone(above))
        _ = await inbox.next()
        #expect(Self.isDone(above))
        #expect(Self.isDone(inbox.deliver(ByteBuffer(string: "y"), attempt: attempt, on: eventLoop)))
    }

    @Test func `cancelling lets go of a connection that waits to be read`() async {
        let inbox = UpstreamInbox(highWater: 0)
        let attempt = inbox.beginAttempt()
        let waiting = inbox.deliver(ByteBuffer(string: "x"), attempt: attempt, on: eventLoop)
        inbox.cancel()

        #expect(Self.isDone(waiting))
        #expect(Self.isDone(inbox.deliver(ByteBuffer(string: "x"), attempt: attempt, on: eventLoop)))
    }

    @Test func `so does a new attempt`() async {
        let inbox = UpstreamInbox(highWater: 0)
        let waiting = inbox.deliver(ByteBuffer(string: "x"), attempt: inbox.beginAttempt(), on: eventLoop)
        _ = inbox.beginAttempt()

        #expect(Self.isDone(waiting))
    }

    @Test func `the end of the inbox resumes reading too`() async {
        var inbox: UpstreamInbox? = UpstreamInbox(highWater: 0)
        let attempt = inbox?.beginAttempt() ?? 0
        let waiting = inbox?.deliver(ByteBuffer(string: "x"), attempt: attempt, on: eventLoop)
        inbox = nil

        #expect(waiting.map(Self.isDone) == true)
    }

    @Test func `ticks do not pile up`() async {
        let inbox = UpstreamInbox()
        for _ in 0..<5 { inbox.tick() }

        #expect(Self.names(await inbox.next()) == ["tick"])
        inbox.tick()
        #expect(Self.names(await inbox.next()) == ["tick"])
    }

    @Test func `word comes before a tick, and the tick is not lost`() async {
        let inbox = UpstreamInbox()
        inbox.tick()
        inbox.deliver(.end, attempt: inbox.beginAttempt())

        #expect(Self.names(await inbox.next()) == ["end"])
        #expect(Self.names(await inbox.next()) == ["tick"])
    }

    @Test func `a cancelled inbox only reports the cancellation`() async {
        let inbox = UpstreamInbox()
        let attempt = inbox.beginAttempt()
        inbox.deliver(Self.head(200), attempt: attempt)
        inbox.cancel()
        inbox.deliver(.end, attempt: attempt)
        inbox.tick()

        #expect(Self.names(await inbox.next()) == ["cancelled"])
        #expect(Self.names(await inbox.next()) == ["cancelled"])
    }

    @Test func `cancelling wakes the reader`() async {
        let inbox = UpstreamInbox()
        async let signals = inbox.next()
        inbox.cancel()

        #expect(Self.names(await signals) == ["cancelled"])
    }

    @Test func `a reader whose task is cancelled gets the cancellation`() async {
        let inbox = UpstreamInbox()
        let reader = Task { Self.names(await inbox.next()) }
        reader.cancel()

        #expect(await reader.value == ["cancelled"])
    }

    private static func isDone(_ future: EventLoopFuture<Void>) -> Bool {
        let isDone = Mutex(false)
        future.whenComplete { _ in isDone.withLock { $0 = true } }
        (future.eventLoop as? EmbeddedEventLoop)?.run()
        return isDone.withLock { $0 }
    }
}
