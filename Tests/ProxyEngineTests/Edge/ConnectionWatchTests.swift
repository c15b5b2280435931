import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct ConnectionWatchTests {
    private final class Calls: Sendable {
        private let made = Mutex(0)

        var count: Int { made.withLock { $0 } }

        func add() {
            made.withLock { $0 += 1 }
        }
    }

    private let watch = ConnectionWatch()
    private let channel: EmbeddedChannel
    private let calls = Calls()

    init() throws {
        channel = EmbeddedChannel(handler: watch.makeHandler())
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func begin() -> ConnectionWatch.Token {
        watch.watch(channel) { [calls] in calls.add() }
    }

    @Test func `a closed connection is reported once`() throws {
        _ = begin()
        _ = try channel.finish()

        #expect(calls.count == 1)
    }

    @Test func `a half-closed connection is reported once`() {
        _ = begin()
        for _ in 0..<2 { channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }

        #expect(calls.count == 1)
    }

    @Test func `after the end of the watch nothing is reported`() throws {
        begin().end()
        _ = try channel.finish()

        #expect(calls.count == 0)
    }

    @Test func `the next request of a connection has its own watch`() throws {
        begin().end()
        _ = begin()
        _ = try channel.finish()

        #expect(calls.count == 1)
    }

    @Test func `a connection that was half-closed before is reported at once`() {
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        _ = begin()

        #expect(calls.count == 1)
    }

    @Test func `so is a connection that was closed before`() throws {
        _ = try channel.finish()
        _ = begin()

        #expect(calls.count == 1)
    }

    @Test func `other events of the connection mean nothing`() {
        _ = begin()
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.outputClosed)

        #expect(calls.count == 0)
    }
}
