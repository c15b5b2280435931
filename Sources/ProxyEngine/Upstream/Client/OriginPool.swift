import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// The connections from one event loop to one origin. They are kept while they are idle, the newest is used first.
final class OriginPool {
    /// The most bytes that one answer may unpack to.
    static let unpackedLimit = 512 << 20
    private static let idleTimeout = TimeAmount.seconds(55)
    /// The most idle connections that are kept.
    private static let idleLimit = 256

    private let path: ConnectionPath
    private let tls: TLSContext
    private let eventLoop: any EventLoop
    /// Connections that are being opened, each with the request that waits for it.
    private var openings: [ObjectIdentifier: (opening: ConnectionOpening, request: SentRequest)] = [:]
    /// All open connections, idle or not.
    private var connections: [ObjectIdentifier: PooledConnection] = [:]
    /// Those without a request, the oldest first.
    private var idle: [PooledConnection] = []
    private var sweep: Scheduled<Void>?
    private var isShutDown = false

    init(_ path: ConnectionPath, _ tls: TLSContext, on eventLoop: any EventLoop) {
        self.path = path
        self.tls = tls
        self.eventLoop = eventLoop
    }

    func send(_ request: SentRequest) {
        while let connection = idle.popLast() {
            if connection.channel.isActive { return connection.send(request) }
        }
        let opening = ConnectionOpening(path, tls, on: eventLoop)
        let id = ObjectIdentifier(opening)
        openings[id] = (opening, request)
        request.began {
            self.openings[id] = nil
            opening.cancel()
        }
        opening.start { result in
            self.openings[id] = nil
            switch result {
            case .failure(let error): request.fail(error)
            case .success(let channel): self.opened(channel, for: request)
            }
        }
    }

    private func opened(_ channel: any Channel, for request: SentRequest) {
        let connection = PooledConnection(channel, in: self)
        do {
            try channel.pipeline.syncOperations.addHandlers([
                HTTPRequestEncoder(),
                ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)),
                NIOHTTPResponseDecompressor(limit: .size(Self.unpackedLimit)),
                connection,
            ])
        } catch {
            channel.close(mode: .all, promise: nil)
            return request.fail(error)
        }
        connections[ObjectIdentifier(connection)] = connection
        connection.send(request)
    }

    /// A connection is free for the next request.
    func release(_ connection: PooledConnection) {
        guard !isShutDown, idle.count < Self.idleLimit else { return connection.close() }
        idle.append(connection)
        if sweep == nil { scheduleSweep(at: connection.idleSince + Self.idleTimeout) }
    }

    /// A connection is closed.
    func forget(_ connection: PooledConnection) {
        connections[ObjectIdentifier(connection)] = nil
        idle.removeAll { $0 === connection }
    }

    /// Closes all idle connections, so that the next request opens a new one.
    func closeIdle() {
        let stale = idle
        idle = []
        for connection in stale { connection.close() }
    }

    /// One timer for all: most connections are used again before theirs would ring.
    private func scheduleSweep(at deadline: NIODeadline) {
        sweep = eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in self?.closeExpired() }
    }

    private func closeExpired() {
        let now = NIODeadline.now()
        let expired = idle.prefix { $0.idleSince + Self.idleTimeout <= now }
        idle.removeFirst(expired.count)
        for connection in expired { connection.close() }
        sweep = nil
        if let oldest = idle.first { scheduleSweep(at: oldest.idleSince + Self.idleTimeout) }
    }

    /// Closes all connections.
    func shutdown() -> [EventLoopFuture<Void>] {
        isShutDown = true
        sweep?.cancel()
        for (opening, request) in openings.values {
            opening.cancel()
            request.loseConnection()
        }
        openings = [:]
        return connections.values.map { connection in
            connection.close()
            return connection.channel.closeFuture
        }
    }
}
