import Hummingbird
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Tells when a client has gone away while its answer is still being made.
///
/// The HTTP framework's own way costs the connection after every answer; this handler only listens.
final class ConnectionWatch: Sendable {
    private struct State {
        var watchers: [ObjectIdentifier: @Sendable () -> Void] = [:]
        /// Connections whose client has said its last byte, but that are not closed yet.
        var silent: Set<ObjectIdentifier> = []
    }

    private let state = Mutex(State())

    /// Ends the watch; calling it twice does nothing.
    struct Token: Sendable {
        fileprivate let watch: ConnectionWatch
        fileprivate let connection: ObjectIdentifier

        func end() {
            watch.state.withLock { _ = $0.watchers.removeValue(forKey: connection) }
        }
    }

    /// A connection carries one request at a time, so it has at most one watcher. Where the client is gone already,
    /// `onClose` is called at once.
    func watch(_ channel: any Channel, onClose: @escaping @Sendable () -> Void) -> Token {
        let connection = ObjectIdentifier(channel)
        state.withLock { $0.watchers[connection] = onClose }
        if !channel.isActive || state.withLock({ $0.silent.contains(connection) }) { closed(channel) }
        return Token(watch: self, connection: connection)
    }

    func makeHandler() -> any RemovableChannelHandler {
        Handler(watch: self)
    }

    fileprivate func closed(_ channel: any Channel) {
        state.withLock { $0.watchers.removeValue(forKey: ObjectIdentifier(channel)) }?()
    }

    fileprivate func inputClosed(_ channel: any Channel) {
        state.withLock { _ = $0.silent.insert(ObjectIdentifier(channel)) }
        closed(channel)
    }

    fileprivate func inactive(_ channel: any Channel) {
        state.withLock { _ = $0.silent.remove(ObjectIdentifier(channel)) }
        closed(channel)
    }

    private final class Handler: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPRequestPart

        private let watch: ConnectionWatch

        init(watch: ConnectionWatch) {
            self.watch = watch
        }

        func handlerAdded(context: ChannelHandlerContext) {
            context.channel.closeOnExec()
        }

        func channelInactive(context: ChannelHandlerContext) {
            watch.inactive(context.channel)
            context.fireChannelInactive()
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if case .inputClosed? = event as? ChannelEvent { watch.inputClosed(context.channel) }
            context.fireUserInboundEventTriggered(event)
        }
    }
}
