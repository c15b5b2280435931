import Foundation
import JournalTestSupport
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import TestSupport

/// A server on a loopback port that answers every request with the same bytes, whether they are HTTP or not.
struct CannedServer: Sendable {
    struct Seen: Sendable {
        var connections = 0
        var closed = 0
        var requests: [HTTPRequestHead] = []
    }

    let port: Int
    let seen: Observed<Seen>

    var url: String { "http://127.0.0.1:\(port)/v1" }

    /// Runs `body` with a new server. Without an `answer` it lets every client wait.
    static func serving<Result: Sendable>(
        _ answer: [UInt8]?,
        thenCloses: Bool = false,
        tls: NIOSSLContext? = nil,
        body: @Sendable (CannedServer) async throws -> Result
    ) async throws -> Result {
        let seen = Observed(Seen())
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try pipeline.addHandler(Handler(answer: answer, thenCloses: thenCloses, seen: seen))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(CannedServer(port: listener.localAddress?.port ?? 0, seen: seen))
            try await listener.close()
            return result
        } catch {
            try? await listener.close()
            throw error
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = ByteBuffer

        private let answer: [UInt8]?
        private let thenCloses: Bool
        private let seen: Observed<Seen>

        init(answer: [UInt8]?, thenCloses: Bool, seen: Observed<Seen>) {
            self.answer = answer
            self.thenCloses = thenCloses
            self.seen = seen
        }

        func channelActive(context: ChannelHandlerContext) {
            seen.update { $0.connections += 1 }
        }

        func channelInactive(context: ChannelHandlerContext) {
            seen.update { $0.closed += 1 }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): seen.update { $0.requests.append(head) }
            case .body: break
            case .end:
                if let answer { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer)), promise: nil) }
                if thenCloses { context.close(promise: nil) }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
