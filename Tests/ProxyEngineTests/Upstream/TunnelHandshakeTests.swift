import JournalTestSupport
import NIOCore
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What a proxy may answer to the request for a tunnel.
@Suite(.untilHung)
struct TunnelHandshakeTests {
    static let refusals: [(answer: String, thenCloses: Bool, reason: ProxyRefusalReason)] = [
        ("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", false, .destinationRefused(status: 403)),
        ("HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n", false, .credentialsRequired),
        ("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n", false, .destinationUnreached(status: 502)),
        ("HTTP/1.1 504 Timeout\r\ncontent-length: 9\r\n\r\n", true, .destinationUnreached(status: 504)),
        ("SSH-2.0-OpenSSH\r\n", false, .notHTTP),
        ("", true, .closed),
        ("HTTP/1.1 200 O", true, .closed),
    ]

    @Test(arguments: refusals.indices)
    func `a proxy that opens no tunnel is named at once, with its reason`(_ index: Int) async throws {
        let (answer, thenCloses, reason) = Self.refusals[index]
        try await RawServer.serving { connection, _ in
            _ = try await connection.read(until: "\r\n\r\n")
            try await connection.write(answer)
            while !thenCloses, try await connection.nextBytes() != nil {}
        } body: { url in
            let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
            let origin = try #require(UpstreamOrigin("https://upstream.test"))
            let path = ConnectionPath(
                origin: origin,
                proxy: try ProxyServer(url),
                timeout: TimeAmount(Patience.unlimited)
            )
            let opened = eventLoop.makePromise(of: Void.self)
            eventLoop.execute {
                ConnectionOpening(path, TLSContext(trustRoots: .default), on: eventLoop)
                    .start { outcome in opened.completeWith(outcome.map { _ in }) }
            }

            let error = await #expect(throws: (any Error).self) { try await opened.futureResult.get() }
            #expect(error.map { UpstreamError($0, path.peer) } == .proxy(path.peer, reason))
        }
    }
}
