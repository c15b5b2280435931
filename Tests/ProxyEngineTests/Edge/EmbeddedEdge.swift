import NIOCore
import NIOEmbedded
import NIOHTTP1
import TestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A client's connection without a socket, by a clock that the test moves: the test decides what the client takes.
struct EmbeddedEdge {
    private static let health = HTTPRequestHead(
        version: .http1_1,
        method: .GET,
        uri: "/health",
        headers: ["host": "localhost"]
    )

    let channel: EmbeddedChannel
    let socket = EmbeddedSocket()
    private let loop = EmbeddedEventLoop()
    private let clock = ManualClock()

    init(configure: (inout Config) -> Void = { _ in }) throws {
        var config = Config.default
        config.telemetry.log = nil
        configure(&config)
        var options = Engine.Options()
        options.clock = clock.engineClock
        options.upstream = UpstreamClient { _, _, _ in UpstreamCall {} }
        let engine = Engine(config, options: options)
        let services = EdgeServices(
            bridge: engine.bridge,
            telemetry: TelemetryIntake(log: nil, bus: engine.bus, clock: engine.clock),
            telemetryPermits: TelemetryPermits(1),
            meter: engine.meter,
            clock: engine.clock,
            startedAt: engine.clock.now(),
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
        channel = EmbeddedChannel(loop: loop)
        let connection = EdgeConnection(shared, on: loop, after: EmptyLineWatch())
        try channel.pipeline.syncOperations.addHandlers([socket, connection])
    }

    /// The client asks for `/health`.
    func ask() throws {
        try channel.writeInbound(HTTPServerRequestPart.head(Self.health))
        try channel.writeInbound(HTTPServerRequestPart.end(nil))
    }

    func set(writable: Bool) {
        channel.isWritable = writable
        channel.pipeline.fireChannelWritabilityChanged()
    }

    func advance(by duration: Duration) {
        clock.advance(by: duration)
        loop.run()
    }

    func end() {
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    /// What the client has been sent since the last call.
    func answers() throws -> String {
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }
}

/// The socket of an ``EmbeddedEdge``. While it is full, what is written waits before it.
final class EmbeddedSocket: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    var isFull = false
    var reads = 0
    private(set) var isClosed = false
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    /// The client takes what waits, and no more.
    func takeWhatWaits() {
        context?.flush()
    }

    func read(context: ChannelHandlerContext) {
        reads += 1
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if isFull { (context.channel as? EmbeddedChannel)?.isWritable = false }
        context.write(data, promise: promise)
    }

    func flush(context: ChannelHandlerContext) {
        if !isFull { context.flush() }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        isClosed = true
        context.close(mode: mode, promise: promise)
    }
}
