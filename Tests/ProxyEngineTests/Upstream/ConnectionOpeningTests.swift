import JournalTestSupport
import NIOCore
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct ConnectionOpeningTests {
    /// Runs `body` with the port of a server that accepts connections and never says anything, and with the number of
    /// its reads.
    private static func servingInSilence(
        body: @Sendable (_ port: Int, _ reads: Observed<Int>) async throws -> Void
    ) async throws {
        let reads = Observed(0)
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Silence(reads))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            try await body(listener.localAddress?.port ?? 0, reads)
            try await listener.close()
        } catch {
            try? await listener.close()
            throw error
        }
    }

    private final class Silence: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let reads: Observed<Int>

        init(_ reads: Observed<Int>) {
            self.reads = reads
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            reads.update { $0 += 1 }
        }
    }

    static let cases: [(isTLS: Bool, hasProxy: Bool, error: UpstreamError)] = [
        (true, false, .tls(.timeout)),
        (true, true, .connectTimeout),
        (false, true, .connectTimeout),
    ]

    @Test(arguments: cases.indices)
    func `an expired connection says what it waited for`(_ index: Int) async throws {
        let (isTLS, hasProxy, expected) = Self.cases[index]
        try await Self.servingInSilence { port, reads in
            let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
            let origin = try #require(UpstreamOrigin("\(isTLS ? "https" : "http")://127.0.0.1:\(port)"))
            let proxy = hasProxy ? try ProxyServer("http://127.0.0.1:\(port)") : nil
            let path = ConnectionPath(origin: origin, proxy: proxy, timeout: TimeAmount(Patience.unlimited))
            let opened = eventLoop.makePromise(of: Void.self)
            let box = NIOLoopBoundBox<ConnectionOpening?>.makeEmptyBox(eventLoop: eventLoop)
            eventLoop.execute {
                let opening = ConnectionOpening(path, TLSContext(trustRoots: .default), on: eventLoop)
                box.value = opening
                opening.start { outcome in opened.completeWith(outcome.map { _ in }) }
            }
            try await reads.wait { $0 > 0 }

            eventLoop.execute { box.value?.expire() }

            let error = await #expect(throws: OpeningTimeout.self) { try await opened.futureResult.get() }
            #expect(error.map { UpstreamError($0, path.peer) } == expected)
        }
    }

    @Test func `each request has the connect timeout of its own upstream`() async throws {
        try await Self.servingInSilence { port, reads in
            let url = "https://127.0.0.1:\(port)/v1"
            try await LiveUpstream.running { live in
                async let patient = live.ask(url)
                try await reads.wait { $0 > 0 }

                let hasty = await live.ask(UpstreamRequest(to: url, connectingWithin: .milliseconds(1)))
                #expect(hasty.error == .connectTimeout || hasty.error == .tls(.timeout))

                try await live.shutdown()
                #expect(await patient.error == .connectionLost(.closedBeforeAnswer))
            }
        }
    }
}
