import Foundation
import JournalTestSupport
import NIOCore
import NIOEmbedded
import NIOHTTP1
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
        var config = Config.default
        config.telemetry.log = nil
        var options = Engine.Options()
        options.upstream = UpstreamClient { _, _, _ in UpstreamCall {} }
        let engine = Engine(config, options: options)
        let services = EdgeServices(
            bridge: engine.bridge,
            telemetry: TelemetryIntake(log: nil, bus: engine.bus, clock: .system),
            telemetryPermits: TelemetryPermits(1),
            meter: engine.meter,
            clock: .system,
            startedAt: .now,
            server: config.server
        )
        let shared = EdgeShared(
            routes: EdgeRoutes(services),
            hosts: HostRule(config),
            ids: engine.bridge.ids,
            bus: engine.bus,
            exchanges: engine.bridge.services,
            counts: EdgeCounts()
        )
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(loop: loop)
        let reads = ReadCounter()
        try channel.pipeline.syncOperations.addHandlers([reads, EdgeConnection(shared, on: loop)])
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/health", headers: ["host": "localhost"])

        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        channel.read()
        for _ in 0..<3 {
            try channel.writeInbound(HTTPServerRequestPart.head(head))
            try channel.writeInbound(HTTPServerRequestPart.end(nil))
        }
        #expect(reads.count == 0)
        #expect(try channel.readOutbound(as: ByteBuffer.self) == nil)

        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        var answers = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { answers += String(buffer: bytes) }
        #expect(answers.ranges(of: "HTTP/1.1 200").count == 3)
        #expect(reads.count == 1)
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    @Test func `without descriptors nothing is accepted for a second, and it is said once`() async throws {
        let bus = EventBus()
        let events = await bus.subscribe()
        let counts = EdgeCounts()
        let loop = EmbeddedEventLoop()
        let channel = EmbeddedChannel(loop: loop)
        let reads = ReadCounter()
        let gate = AcceptGate(AcceptPause(limit: 10, counts: counts, bus: bus, clock: .system), on: loop)
        try channel.pipeline.syncOperations.addHandlers([reads, gate])

        for _ in 0..<3 {
            channel.pipeline.fireErrorCaught(IOError(errnoCode: EMFILE, reason: "accept"))
            channel.read()
            channel.read()
            #expect(reads.count == 0)
            loop.advanceTime(by: .seconds(1))
            #expect(reads.count > 0)
            reads.count = 0
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

private final class ReadCounter: ChannelOutboundHandler {
    typealias OutboundIn = Never
    var count = 0

    func read(context: ChannelHandlerContext) {
        count += 1
    }
}
