import NIOCore
import NIOHTTP1
import Translation

/// Asks a proxy for a tunnel, and then leaves the pipeline.
final class TunnelHandshake: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let request: HTTPRequestHead
    private let proxy: UpstreamPeer
    /// Nil once it has been called.
    private var finish: ((Result<Void, any Error>) -> Void)?

    init(_ request: HTTPRequestHead, to proxy: UpstreamPeer, finish: @escaping (Result<Void, any Error>) -> Void) {
        self.request = request
        self.proxy = proxy
        self.finish = finish
    }

    func handlerAdded(context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(request)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            if let reason = ProxyRefusalReason(status: Int(head.status.code)) { fail(reason) }
        case .body: break
        case .end:
            guard let finish = finish.take() else { return }
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
            finish(.success(()))
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case HTTPParserError.invalidEOFState, is IOError: fail(.closed)
        default: fail(.notHTTP)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.closed)
        context.fireChannelInactive()
    }

    private func fail(_ reason: ProxyRefusalReason) {
        finish.take()?(.failure(UpstreamError.proxy(proxy, reason)))
    }
}

extension ProxyRefusalReason {
    /// Nil where the tunnel is open.
    fileprivate init?(status: Int) {
        switch status {
        case 200...299: return nil
        case 407: self = .credentialsRequired
        case 502...504: self = .destinationUnreached(status: status)
        default: self = .destinationRefused(status: status)
        }
    }
}
