import JournalTestSupport
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct UpstreamInboxTests {
    private let eventLoop = EmbeddedEventLoop()

    /// What the next signals are, in a word each.
    private static func next(_ count: Int, _ inbox: UpstreamInbox) async -> [String] {
        var names: [String] = []
        while names.count < count, let signal = await inbox.next() {
            switch signal {
            case .head(let head): names.append("head \(head.status)")
            case .body(let bytes): names.append(String(buffer: bytes))
            case .end: names.append("end")
            case .failed(let error): names.append(error.label)
            }
        }
        return names
    }

    @Test func `signals come out in their order`() async {
        let inbox = UpstreamInbox()
        inbox.deliver(.head(UpstreamHead(status: 200, headers: [])), attempt: 1)
        _ = inbox.deliver(ByteBuffer(string: "a"), attempt: 1, on: eventLoop)
        inbox.deliver(.end, attempt: 1)

        #expect(await Self.next(3, inbox) == ["head 200", "a", "end"])
    }

    @Test func `a reader that waits is woken`() async {
        let inbox = UpstreamInbox()
        async let signals = Self.next(1, inbox)
        inbox.deliver(.end, attempt: 1)

        #expect(await signals == ["end"])
    }

    @Test func `above the high-water mark the connection is not read until enough is taken`() async throws {
        let inbox = UpstreamInbox(highWater: 10)
        let below = inbox.deliver(ByteBuffer(string: "0123456789"), attempt: 1, on: eventLoop)
        let above = inbox.deliver(ByteBuffer(string: "x"), attempt: 1, on: eventLoop)

        #expect(Self.isDone(below))
        #expect(!Self.isDone(above))
        _ = await inbox.next()
        #expect(Self.isDone(above))
        #expect(Self.isDone(inbox.deliver(ByteBuffer(string: "y"), attempt: 1, on: eventLoop)))
    }

    @Test func `the end of the inbox resumes reading`() async {
        var inbox: UpstreamInbox? = UpstreamInbox(highWater: 0)
        let waiting = inbox?.deliver(ByteBuffer(string: "x"), attempt: 1, on: eventLoop)
        inbox = nil

        #expect(waiting.map(Self.isDone) == true)
    }

    @Test func `a reader whose task is cancelled gets nothing, and the connection is read on`() async {
        let inbox = UpstreamInbox(highWater: 0)
        let waiting = inbox.deliver(ByteBuffer(string: "x"), attempt: 1, on: eventLoop)
        let reader = Task {
            while !Task.isCancelled { await Task.yield() }
            return await Self.next(1, inbox)
        }
        reader.cancel()

        #expect(await reader.value == [])
        #expect(Self.isDone(waiting))
        #expect(Self.isDone(inbox.deliver(ByteBuffer(string: "x"), attempt: 1, on: eventLoop)))
    }

    @Test func `cancelling wakes the reader`() async {
        let inbox = UpstreamInbox()
        let reader = Task { await Self.next(1, inbox) }
        while !inbox.isAwaited { await Task.yield() }
        reader.cancel()

        #expect(await reader.value == [])
    }

    private static func isDone(_ future: EventLoopFuture<Void>) -> Bool {
        let isDone = Mutex(false)
        future.whenComplete { _ in isDone.withLock { $0 = true } }
        (future.eventLoop as? EmbeddedEventLoop)?.run()
        return isDone.withLock { $0 }
    }
}
