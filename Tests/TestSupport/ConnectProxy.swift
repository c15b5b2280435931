import JournalTestSupport
import NIOCore
import NIOHTTP1
import NIOPosix

/// An HTTP proxy on a loopback port that connects every `CONNECT` to the same place, for any host.
package struct ConnectProxy: Sendable {
    package struct Request: Sendable, Equatable {
        /// `upstream.test:80`
        package var authority: String
        /// `Basic …`
        package var authorization: String?

        package init(authority: String, authorization: String? = nil) {
            self.authority = authority
            self.authorization = authorization
        }
    }

    package let port: Int
    private let ledger: Observed<[Request]>

    /// What it was asked for so far.
    package var requests: [Request] { ledger.value }

    /// Runs `body` with a proxy of its own that leads to `target` on loopback. With `account` it refuses every client
    /// that does not send that as `Proxy-Authorization`.
    package static func serving<Result: Sendable>(
        leadingTo target: Int,
        account: String? = nil,
        body: @Sendable (ConnectProxy) async throws -> Result
    ) async throws -> Result {
        let group = MultiThreadedEventLoopGroup.singleton
        let ledger = Observed<[Request]>([])
        let listener = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = Handler(target: target, account: account) { request in
                        ledger.update { $0.append(request) }
                    }
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)),
                        HTTPResponseEncoder(), handler,
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let proxy = ConnectProxy(port: listener.localAddress?.port ?? 0, ledger: ledger)
        do {
            let result = try await body(proxy)
            try await listener.close()
            return result
        } catch {
            try? await listener.close()
            throw error
        }
    }

    private init(port: Int, ledger: Observed<[Request]>) {
        self.port = port
        self.ledger = ledger
    }

    /// Reads one `CONNECT`, and is then a pipe.
    private final class Handler: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let target: Int
        private let account: String?
        private let record: @Sendable (Request) -> Void
        private var head: HTTPRequestHead?

        init(target: Int, account: String?, record: @escaping @Sendable (Request) -> Void) {
            self.target = target
            self.account = account
            self.record = record
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): self.head = head
            case .body: break
            case .end:
                guard let head else { return }
                let given = head.headers.first(name: "proxy-authorization")
                record(Request(authority: head.uri, authorization: given))
                guard head.method == .CONNECT else { return refuse(context, .methodNotAllowed) }
                guard account == nil || given == account else { return refuse(context, .proxyAuthenticationRequired) }
                connect(context)
            }
        }

        private func refuse(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus) {
            let head = HTTPResponseHead(version: .http1_1, status: status, headers: ["content-length": "0"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        private func connect(_ context: ChannelHandlerContext) {
            let here = context.channel
            let isOpen = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            ClientBootstrap(group: context.eventLoop)
                .channelInitializer { there in
                    there.eventLoop.makeCompletedFuture { try there.pipeline.syncOperations.addHandler(Pipe(to: here)) }
                }
                .connect(host: "127.0.0.1", port: target)
                .whenComplete { result in
                    let (handler, context) = isOpen.value
                    switch result {
                    case .failure: handler.refuse(context, .badGateway)
                    case .success(let there): handler.open(context, to: there)
                    }
                }
        }

        private func open(_ context: ChannelHandlerContext, to there: any Channel) {
            let head = HTTPResponseHead(version: .http1_1, status: .ok)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            let pipeline = context.pipeline.syncOperations
            do {
                try pipeline.addHandler(Pipe(to: there), position: .after(self))
                _ = pipeline.removeHandler(self)
                _ = pipeline.removeHandler(try pipeline.handler(type: HTTPResponseEncoder.self))
                let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
                _ = pipeline.removeHandler(decoder)
            } catch {
                context.close(promise: nil)
            }
        }
    }

    /// Passes bytes on, and the end.
    private final class Pipe: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let other: any Channel

        init(to other: any Channel) {
            self.other = other
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            other.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            other.close(promise: nil)
            context.fireChannelInactive()
        }
    }
}
