import Foundation
import JournalTestSupport
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import TestSupport
import Testing

@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The live client's connections, seen from the server.
@Suite(.untilHung)
struct LiveConnectionTests {
    private static let answer = Array("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".utf8)

    // MARK: Reuse

    @Test func `requests one after the other share a connection`() async throws {
        try await CannedServer.serving(Self.answer) { server in
            try await LiveUpstream.running { live in
                for _ in 0..<3 { #expect(await live.ask(server.url).text == "ok") }
            }
            #expect(server.seen.value.requests.count == 3)
            #expect(server.seen.value.connections == 1)
        }
    }

    static let unusable: [(name: String, answer: String)] = [
        ("says close", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok"),
        ("is HTTP/1.0", "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok"),
        (
            "is followed by bytes without a request",
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nbad"
        ),
    ]

    @Test(arguments: unusable.indices)
    func `a connection is not used again after an answer that`(_ index: Int) async throws {
        try await CannedServer.serving(Array(Self.unusable[index].answer.utf8)) { server in
            try await LiveUpstream.running { live in
                for _ in 0..<2 { #expect(await live.ask(server.url).text == "ok") }
            }
            #expect(server.seen.value.connections == 2)
        }
    }

    @Test func `a connection over which something comes while it is idle is closed, and not used again`() async throws {
        let answered = Observed(false)
        let closed = Observed(false)
        try await RawServer.serving { connection, number in
            _ = try await connection.read(until: "{}")
            try await connection.write(Self.answer)
            // The second connection stays open until the client is done.
            guard number == 0 else {
                _ = try await connection.nextBytes()
                return
            }
            try await answered.wait { $0 }
            try await connection.write("HTTP/1.1 408 Request Timeout\r\ncontent-length: 3\r\n\r\nbad")
            // Closing with bytes unread may also reset the connection.
            _ = try? await connection.nextBytes()
            closed.update { $0 = true }
        } body: { url in
            try await LiveUpstream.running { live in
                #expect(await live.ask(url).text == "ok")
                answered.update { $0 = true }
                try await closed.wait { $0 }

                #expect(await live.ask(url).text == "ok")
            }
        }
    }

    @Test func `cancelling a request closes its connection`() async throws {
        try await CannedServer.serving(nil) { server in
            try await LiveUpstream.running { live in
                let inbox = UpstreamInbox()
                let call = live.upstreamClient.send(UpstreamRequest(to: server.url), inbox, 1)
                try await server.seen.wait { $0.requests.count == 1 }

                call.cancel()
                try await server.seen.wait { $0.closed == 1 }
            }
        }
    }

    @Test func `a shutdown closes idle connections and fails what is under way`() async throws {
        try await CannedServer.serving(nil) { waiting in
            try await CannedServer.serving(Self.answer) { server in
                try await LiveUpstream.running { live in
                    _ = await live.ask(server.url)
                    async let unanswered = live.ask(waiting.url)
                    try await waiting.seen.wait { $0.requests.count == 1 }

                    try await live.shutdown()

                    #expect(await unanswered.error == .connectionLost(.closedBeforeAnswer))
                    #expect(await live.ask(server.url).error == .unsendable(.noClient))
                    try await server.seen.wait { $0.closed == 1 }
                }
            }
        }
    }

    // MARK: Answers

    static let bodies: [(name: String, answer: [UInt8], closes: Bool)] = [
        (
            "chunked",
            Array("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n".utf8), false
        ),
        ("until the end", Array("HTTP/1.1 200 OK\r\n\r\nhello".utf8), true),
        (
            "after a 100", Array("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello".utf8),
            false
        ),
        ("packed", packed("hello"), false),
    ]

    private static func packed(_ text: String) -> [UInt8] {
        let body = Gzip.pack(Array(text.utf8))
        return Array("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: \(body.count)\r\n\r\n".utf8) + body
    }

    @Test(arguments: bodies.indices)
    func `a body is read however it is framed`(_ index: Int) async throws {
        let (_, answer, closes) = Self.bodies[index]
        try await CannedServer.serving(answer, thenCloses: closes) { server in
            let outcome = try await LiveUpstream.running { await $0.ask(server.url) }

            #expect(outcome.text == "hello")
            #expect(outcome.error == nil)
        }
    }

    static let lost: [(answer: String, error: UpstreamError)] = [
        ("", .connectionLost(.closedBeforeAnswer)),
        ("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhe", .connectionLost(.closedDuringAnswer)),
    ]

    @Test(arguments: lost.indices)
    func `an answer that breaks off is a lost connection`(_ index: Int) async throws {
        let (answer, error) = Self.lost[index]
        try await CannedServer.serving(Array(answer.utf8), thenCloses: true) { server in
            let outcome = try await LiveUpstream.running { await $0.ask(server.url) }

            #expect(outcome.error == error)
        }
    }

    // MARK: TLS

    /// A client that trusts the server's certificate.
    private static func trusting(proxies: [UpstreamOrigin: ProxyServer] = [:]) throws -> LiveUpstream {
        LiveUpstream(
            group: MultiThreadedEventLoopGroup.singleton,
            proxies: proxies,
            trustRoots: try SelfSignedServer.trustRoots()
        )
    }

    @Test func `a server is reached by TLS where its certificate is trusted`() async throws {
        try await CannedServer.serving(Self.answer, tls: SelfSignedServer.serverContext()) { server in
            try await LiveUpstream.running(Self.trusting()) { live in
                for _ in 0..<2 { #expect(await live.ask("https://localhost:\(server.port)/v1").text == "ok") }
            }
            #expect(server.seen.value.connections == 1)
        }
    }

    @Test func `a certificate without a trusted signature is refused`() async throws {
        try await CannedServer.serving(Self.answer, tls: SelfSignedServer.serverContext()) { server in
            try await LiveUpstream.running { live in
                #expect(await live.ask("https://localhost:\(server.port)/v1").error == .tls(.certificate))
            }
            #expect(server.seen.value.requests.isEmpty)
        }
    }

    @Test func `a certificate for another name is refused`() async throws {
        try await CannedServer.serving(Self.answer, tls: SelfSignedServer.serverContext()) { server in
            try await LiveUpstream.running(Self.trusting()) { live in
                #expect(await live.ask("https://127.0.0.1:\(server.port)/v1").error == .tls(.name))
            }
            #expect(server.seen.value.requests.isEmpty)
        }
    }

    @Test func `TLS goes through a proxy's tunnel`() async throws {
        try await CannedServer.serving(Self.answer, tls: SelfSignedServer.serverContext()) { server in
            try await ConnectProxy.serving(leadingTo: server.port) { proxy in
                let url = "https://localhost:\(server.port)/v1"
                let origin = try #require(UpstreamOrigin(url))
                let proxies = [origin: try ProxyServer("http://127.0.0.1:\(proxy.port)")]
                try await LiveUpstream.running(Self.trusting(proxies: proxies)) { live in
                    #expect(await live.ask(url).text == "ok")
                    #expect(proxy.requests == [.init(authority: "localhost:\(server.port)")])
                }
            }
        }
    }
}

// MARK: - Lost connections and unreadable answers

extension LiveConnectionTests {
    @Test func `after a lost idle connection the next request opens a new one`() async throws {
        let opened = Observed(0)
        try await RawServer.serving { connection, number in
            opened.update { $0 += 1 }
            while try await connection.read(until: "{}").hasSuffix("{}") {
                // The first two are open at the same time, and both are left after one answer.
                try await opened.wait { $0 >= 2 }
                try await connection.write(Self.answer)
                guard number < 2 else { continue }
                _ = try await connection.read(until: "{}")
                return
            }
        } body: { url in
            try await LiveUpstream.running { live in
                async let first = live.ask(url)
                async let second = live.ask(url)
                #expect(await [first.text, second.text] == ["ok", "ok"])

                #expect(await live.ask(url).error == .connectionLost(.closedBeforeAnswer))
                #expect(await live.ask(url).text == "ok")
            }
            #expect(opened.value == 3)
        }
    }

    @Test func `a connection that closes during the TLS handshake is lost`() async throws {
        try await RawServer.serving { connection, _ in
            _ = try await connection.nextBytes()
        } body: { url in
            try await LiveUpstream.running { live in
                let secure = url.replacing("http://", with: "https://")

                #expect(await live.ask(secure).error == .connectionLost(.closedInHandshake))
            }
        }
    }

    static let unreadable: [(answer: String, error: UpstreamError)] = [
        ("SSH-2.0-OpenSSH\r\n", .notHTTP),
        ("HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n", .notHTTP),
        ("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello", .notUnpackable),
    ]

    @Test(arguments: unreadable.indices)
    func `an answer that cannot be read is not a lost connection`(_ index: Int) async throws {
        let (answer, error) = Self.unreadable[index]
        try await CannedServer.serving(Array(answer.utf8)) { server in
            let outcome = try await LiveUpstream.running { await $0.ask(server.url) }

            #expect(outcome.error == error)
        }
    }

    @Test func `gzip is the one packing that is asked for`() async throws {
        try await CannedServer.serving(Self.answer) { server in
            _ = try await LiveUpstream.running { await $0.ask(server.url) }

            #expect(server.seen.value.requests.map { $0.headers["accept-encoding"] } == [["gzip"]])
        }
    }
}
