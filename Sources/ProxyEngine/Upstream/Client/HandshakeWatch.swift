import NIOCore
import NIOTLS

/// Waits for the end of a TLS handshake, and then leaves the pipeline.
final class HandshakeWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Never

    /// Nil once it has been called.
    private var finish: ((Result<Void, any Error>) -> Void)?

    init(finish: @escaping (Result<Void, any Error>) -> Void) {
        self.finish = finish
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case TLSUserEvent.handshakeCompleted = event else { return context.fireUserInboundEventTriggered(event) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
        finish.take()?(.success(()))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish.take()?(.failure(error))
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish.take()?(.failure(ChannelError.eof))
        context.fireChannelInactive()
    }
}
