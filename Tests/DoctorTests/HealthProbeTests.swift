import JournalTestSupport
import NIOCore
import NIOPosix
import TestSupport
import Testing
import TranslationTestSupport

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct HealthProbeTests {
    @Test func `a proxy that is well says which one it is`() async throws {
        try await RunningEngine.serving { engine in
            let port = try #require(engine.url.split(separator: ":").last.flatMap { Int($0) })
            let proxy = try await HealthProbe(
                ListenAddress(host: "127.0.0.1", port: port),
                deadline: Patience.unlimited
            )
            .ask()

            #expect(proxy.version == ProgramVersion.number)
            #expect(proxy.uptime >= .zero)
        }
    }

    @Test func `a refused connection is reported at once`() async throws {
        let port = try ReservedPort()
        let address = ListenAddress(host: "127.0.0.1", port: port.number)

        await #expect(throws: HealthFailure(address: address, reason: .nothingListens)) {
            _ = try await HealthProbe(address, deadline: Patience.unlimited).ask()
        }
    }

    @Test(arguments: [
        ("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", HealthFailure.Reason.status(404)),
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", .otherProgram),
        ("HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"status\":\"ok\"}", .otherProgram),
        ("HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n", .status(503)),
        ("SSH-2.0-OpenSSH_9.2\r\n", .otherProgram),
    ])
    func `another program's answer is not taken for a healthy one`(
        _ answer: String,
        _ reason: HealthFailure.Reason
    ) async throws {
        try await Self.answering(answer) { address in
            await #expect(throws: HealthFailure(address: address, reason: reason)) {
                _ = try await HealthProbe(address, deadline: Patience.unlimited).ask()
            }
        }
    }

    @Test func `a program that never answers is given up`() async throws {
        try await Self.answering("") { address in
            let deadline = Duration.milliseconds(50)
            await #expect(throws: HealthFailure(address: address, reason: .noAnswer(within: deadline))) {
                _ = try await HealthProbe(address, deadline: deadline).ask()
            }
        }
    }

    @Test func `an answer without end is not read to its end`() async throws {
        let body = String(repeating: "x", count: 100_000)
        try await Self.answering("HTTP/1.1 200 OK\r\ncontent-length: 200000\r\n\r\n" + body) { address in
            await #expect(throws: HealthFailure(address: address, reason: .otherProgram)) {
                _ = try await HealthProbe(address, deadline: Patience.unlimited).ask()
            }
        }
    }

    @Test func `each failure is one sentence`() throws {
        let reasons: [HealthFailure.Reason] = [
            .nothingListens, .noAnswer(within: .seconds(3)), .otherProgram, .status(503),
            .unreachable("No route to host"),
        ]
        let address = ListenAddress(host: "127.0.0.1", port: 3999)
        let text = reasons.map { "\(HealthFailure(address: address, reason: $0))\n" }.joined()

        #expect(try Golden.difference(of: text, from: GoldenFindings.file("health")) == nil)
    }

    /// Runs `body` with the address of a server that answers any bytes with `answer`.
    private static func answering(_ answer: String, _ body: (ListenAddress) async throws -> Void) async throws {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answering(answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        try await body(ListenAddress(host: "127.0.0.1", port: port))
        try await channel.close()
    }
}

private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String
    private var hasAnswered = false

    init(_ answer: String) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasAnswered, !answer.isEmpty else { return }
        hasAnswered = true
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }
}
