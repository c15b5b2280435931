import Hummingbird
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Tells when a client has gone away while its answer is still being made.
///
/// The HTTP framework's own way costs the connection after every answer; this handler only listens.
final class ConnectionWatch: Sendable {
    private let watchers = Mutex<[ObjectIdentifier: @Sendable () -> Void]>([:])

    /// Ends the watch; calling it twice does nothing.
    struct Token: Sendable {
        fileprivate let watch: ConnectionWatch
        fileprivate let connection: ObjectIdentifier

        func end() {
            watch.watchers.withLock { _ = $0.removeValue(forKey: connection) }
        }
    }

    /// A connection carries one request at a time, so it has at most one watcher.
    func watch(_ channel: any Channel, onClose: @escaping @Sendable () -> Void) -> Token {
        let connection = ObjectIdentifier(channel)
        watchers.withLock { $0[connection] = onClose }
        return Token(watch: self, connection: connection)
    }

    func makeHandler() -> any RemovableChannelHandler {
        Handler(watch: self)
    }

    fileprivate func closed(_ channel: any Channel) {
        watchers.withLock { $0.removeValue(forKey: ObjectIdentifier(channel)) }?()
    }

    private final class Handler: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPRequestPart

        private let watch: ConnectionWatch

        init(watch: ConnectionWatch) {
            self.watch = watch
        }

        func channelInactive(context: ChannelHandlerContext) {
            watch.closed(context.channel)
            context.fireChannelInactive()
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { watch.closed(context.channel) }
            context.fireUserInboundEventTriggered(event)
        }
    }
}
