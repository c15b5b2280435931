import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ProxyConfiguration
import ServiceLifecycle
import Synchronization

/// The HTTP server: listens, and gives each connection a handler of its own. Ends when its last answer has.
struct EdgeServer: Service {
    let shared: EdgeShared
    let address: ListenAddress
    let group: any EventLoopGroup
    let onRunning: @Sendable (any Channel) async -> Void

    func run() async throws {
        let connections = EdgeConnections()
        let pause = AcceptPause(
            limit: shared.exchanges.server.maxConnections,
            counts: shared.counts,
            bus: shared.bus,
            clock: shared.exchanges.clock
        )
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // One at a time, so that not one too many is accepted.
            .serverChannelOption(.maxMessagesPerRead, value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptGate(pause, on: channel.eventLoop))
                }
            }
            // A client that has said its last byte may still read its answer.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [shared] channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.prepare(channel, shared)
                    connections.add(channel)
                }
            }
            .bind(host: address.host, port: address.port).get()
        connections.listen(on: listener)
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await onRunning(listener)
                await connections.ended()
            } onGracefulShutdown: {
                connections.finish()
            }
        } onCancel: {
            connections.endNow()
        }
    }

    /// Limits of what a head may have.
    static let headLimits = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 80 * 1024
        limits.maxHeaderListSize = 80 * 1024
        limits.maxHeaderFieldCount = 1000
        return limits
    }()

    private static func prepare(_ channel: any Channel, _ shared: EdgeShared) throws {
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: headLimits)
        let emptyLines = EmptyLineWatch()
        let connection = EdgeConnection(shared, on: channel.eventLoop, after: emptyLines)
        try channel.pipeline.syncOperations.addHandlers([emptyLines, ByteToMessageHandler(decoder), connection])
    }
}

/// The open connections of a server, and how they end.
final class EdgeConnections: Sendable {
    private enum End {
        case none
        /// No connection is taken any more; those that answer may finish.
        case graceful
        case now
    }

    private struct State {
        var listener: (any Channel)?
        var channels: [ObjectIdentifier: any Channel] = [:]
        var end = End.none
        var isListening = false
        var waiter: CheckedContinuation<Void, Never>?

        var isOver: Bool { !isListening && channels.isEmpty }
    }

    private let state = Mutex(State())

    func listen(on listener: any Channel) {
        let end = state.withLock { state in
            state.listener = listener
            state.isListening = true
            return state.end
        }
        listener.closeFuture.whenComplete { _ in self.change { $0.isListening = false } }
        if end != .none { listener.close(promise: nil) }
    }

    func add(_ channel: any Channel) {
        let end = state.withLock { state in
            state.channels[ObjectIdentifier(channel)] = channel
            return state.end
        }
        channel.closeFuture.whenComplete { _ in
            self.change { _ = $0.channels.removeValue(forKey: ObjectIdentifier(channel)) }
        }
        // Accepted at the last moment.
        if end != .none { channel.close(promise: nil) }
    }

    /// Returns when nothing is open any more.
    func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiter = continuation }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    /// Connections that wait for their next request close; the others when they have answered.
    func finish() {
        let (listener, channels) = begin(.graceful)
        listener?.close(promise: nil)
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    /// What still streams gets its last event, and a moment to take it.
    func endNow() {
        let (listener, channels) = begin(.now)
        listener?.close(promise: nil)
        for channel in channels {
            channel.pipeline.fireUserInboundEventTriggered(ConnectionDeadline())
            channel.eventLoop.scheduleTask(in: EdgeConnection.linger) { channel.close(promise: nil) }
        }
    }

    private func begin(_ end: End) -> ((any Channel)?, [any Channel]) {
        state.withLock { state in
            state.end = end
            return (state.listener, Array(state.channels.values))
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            body(&state)
            return state.isOver ? state.waiter.take() : nil
        }
        waiter?.resume()
    }
}
