import Foundation
import JournalTestSupport
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// How many connections are open at a time, and what happens where there can be no more.
@Suite(.untilHung)
struct ConnectionLimitTests {
    private static let request = "GET /health HTTP/1.1\r\nhost: x\r\n\r\n"

    @Test func `one connection too many waits until another has ended`() async throws {
        try await RunningEngine.serving(configure: { $0.server.maxConnections = 2 }) { proxy in
            let waiting = try await RawConnection.open(to: proxy.url) { first in
                try await first.write(Self.request)
                _ = try await first.read(until: "}")
                return try await RawConnection.open(to: proxy.url) { second in
                    try await second.write(Self.request)
                    _ = try await second.read(until: "}")
                    let waiting = Task { try await proxy.answer("GET", "/metrics") }
                    _ = try await proxy.waitForLog("server.max_connections")
                    return waiting
                }
            }

            let page = try await waiting.value.text
            #expect(page.contains(#"dragoman_accept_pauses_total{cause="connections"} "#))
            #expect(!page.contains(#"dragoman_accept_pauses_total{cause="connections"} 0"#))
        }
    }

    @Test func `a client that takes no answers is neither read nor answered further, until it does`() throws {
        let edge = try EmbeddedEdge()

        edge.set(writable: false)
        edge.channel.read()
        for _ in 0..<3 { try edge.ask() }
        #expect(edge.socket.reads == 0)
        #expect(try edge.answers() == "")

        edge.set(writable: true)
        #expect(try edge.answers().ranges(of: "HTTP/1.1 200").count == 3)
        #expect(edge.socket.reads == 1)
        edge.end()
    }

    @Test func `without descriptors nothing is accepted for a second, and it is said once`() async throws {
        let bus = EventBus()
        let events = await bus.subscribe()
        let counts = EdgeCounts()
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(loop: loop)
        let socket = EmbeddedSocket()
        let gate = AcceptGate(AcceptPause(limit: 10, counts: counts, bus: bus, clock: .system), on: loop)
        try channel.pipeline.syncOperations.addHandlers([socket, gate])

        for _ in 0..<3 {
            channel.pipeline.fireErrorCaught(IOError(errnoCode: EMFILE, reason: "accept"))
            channel.read()
            channel.read()
            #expect(socket.reads == 0)
            loop.advanceTime(by: .seconds(1))
            #expect(socket.reads > 0)
            socket.reads = 0
        }

        #expect(counts.values.pausesForDescriptors == 3)
        _ = try? channel.finish()
        bus.close()
        await bus.run()
        var lines: [String] = []
        for await batch in events {
            for case .log(let line) in batch { lines.append(line.message) }
        }
        #expect(lines == ["out of file descriptors, connections wait"])
    }
}
