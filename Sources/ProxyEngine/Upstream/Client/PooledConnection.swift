import NIOCore
import NIOHTTP1
import NIOSSL

/// A connection to an upstream: sends a request, hands on its answer, and is then free for the next one.
final class PooledConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPClientRequestPart

    let channel: any Channel
    /// When the last answer ended.
    private(set) var idleSince = NIODeadline.now()
    private weak var pool: OriginPool?
    private var context: ChannelHandlerContext?

    private var request: SentRequest?
    /// It has answered an earlier request.
    private var isReused = false
    /// The present answer allows another request after it.
    private var keepsAlive = false
    private var hasEnded = false
    /// The receiver takes no more.
    private var isBlocked = false
    private var wantsToRead = false

    init(_ channel: any Channel, in pool: OriginPool) {
        self.channel = channel
        self.pool = pool
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    // MARK: The request

    func send(_ request: SentRequest) {
        guard let context else { return request.loseConnection() }
        self.request = request
        request.began { [weak self] in self?.cancel() }
        keepsAlive = false
        context.write(wrapOutboundOut(.head(request.head)), promise: nil)
        if request.body.readableBytes > 0 {
            context.write(wrapOutboundOut(.body(.byteBuffer(request.body))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    private func cancel() {
        request = nil
        close()
    }

    func close() {
        channel.close(mode: .all, promise: nil)
    }

    // MARK: The answer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let request else { return close() }
        switch unwrapInboundIn(data) {
        case .head(let head):
            keepsAlive = head.isKeepAlive && head.status != .switchingProtocols
            request.answer(head)
        case .body(let bytes): pause(request, until: request.answer(bytes))
        case .end:
            self.request = nil
            isBlocked = false
            hasEnded = true
            request.end()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Not before: bytes behind the answer must not be read as the answer to another request.
        if hasEnded { beIdle() }
        context.fireChannelReadComplete()
    }

    private func beIdle() {
        hasEnded = false
        isReused = true
        idleSince = .now()
        // A server may answer before it has read all of the request.
        let unsent = try? channel.syncOptions?.getOption(.bufferedWritableBytes)
        if keepsAlive, unsent == 0, let pool { pool.release(self) } else { close() }
    }

    // MARK: Backpressure

    private func pause(_ request: SentRequest, until readable: EventLoopFuture<Void>) {
        isBlocked = true
        readable.assumeIsolated().whenComplete { [weak self] _ in self?.readOn(request) }
    }

    private func readOn(_ request: SentRequest) {
        guard request === self.request else { return }
        isBlocked = false
        guard wantsToRead else { return }
        wantsToRead = false
        context?.read()
    }

    func read(context: ChannelHandlerContext) {
        if isBlocked { wantsToRead = true } else { context.read() }
    }

    // MARK: The end

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let request = takeLost() {
            // A server that closes TLS without saying so has just closed.
            if case NIOSSLError.uncleanShutdown = error { request.loseConnection() } else { request.fail(error) }
        }
        close()
    }

    func channelInactive(context: ChannelHandlerContext) {
        pool?.forget(self)
        takeLost()?.loseConnection()
        context.fireChannelInactive()
    }

    /// Takes the request, which gets no more of its answer.
    private func takeLost() -> SentRequest? {
        guard let request = request.take() else { return nil }
        // It was closed while it was idle. The others have been idle for longer: a retry must not meet them one by one.
        if isReused, !request.hasAnswer { pool?.closeIdle() }
        return request
    }
}
