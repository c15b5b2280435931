import JournalTestSupport
import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Connections to upstreams: which are taken again, and how they are secured.
@Suite(.untilHung)
struct UpstreamConnectionTests {
    /// Runs `body` with a client that keeps its connections, and what asks by it on one event loop.
    private static func asking<Result>(
        _ url: String,
        body: (_ ask: () async throws -> String) async throws -> Result
    ) async throws -> Result {
        let group = MultiThreadedEventLoopGroup.singleton
        let live = LiveUpstream(connectTimeout: Patience.unlimited, group: group)
        let eventLoop = group.next()
        let settings = UpstreamSettings(name: "x", baseURL: url)
        do {
            let result = try await body {
                let request = UpstreamRequest(
                    upstream: settings,
                    path: "/responses",
                    body: ByteBuffer(string: "END"),
                    eventLoop: eventLoop
                )
                let reply = await UpstreamReply.of(
                    request,
                    live.upstreamClient,
                    within: Patience.unlimited,
                    limit: 1 << 20
                )
                return String(decoding: try reply.get().body, as: UTF8.self)
            }
            try await live.shutdown()
            return result
        } catch {
            try? await live.shutdown()
            throw error
        }
    }

    private static func answer(_ text: String) -> String {
        "HTTP/1.1 200 OK\r\ncontent-length: \(text.utf8.count)\r\n\r\n\(text)"
    }

    @Test func `a connection is taken again`() async throws {
        try await RawServer.serving { connection, number in
            while try await connection.read(until: "END").hasSuffix("END") {
                try await connection.write(Self.answer("\(number)"))
            }
        } body: { url in
            let answers = try await Self.asking(url) { ask in [try await ask(), try await ask()] }

            #expect(answers == ["0", "0"])
        }
    }

    @Test func `a second answer that comes with the first reaches no other request`() async throws {
        try await RawServer.serving { connection, number in
            while try await connection.read(until: "END").hasSuffix("END") {
                try await connection.write(Self.answer("\(number)") + Self.answer("of another"))
            }
        } body: { url in
            // A request that is sent over it before that is noticed has no answer.
            let answers = try await Self.asking(url) { ask in
                var answers: [String?] = []
                for _ in 0..<5 { answers.append(try? await ask()) }
                return answers
            }

            #expect(answers.contains("0"))
            #expect(!answers.contains("of another"))
        }
    }

    @Test func `a connection over which something comes unasked is closed`() async throws {
        let isClosed = Observed(false)
        try await RawServer.serving { connection, number in
            _ = try await connection.read(until: "END")
            try await connection.write(Self.answer("\(number)"))
            guard number == 0 else { return }
            try await connection.write(Self.answer("of another"))
            _ = try? await connection.read(until: "what never comes")
            isClosed.update { $0 = true }
        } body: { url in
            let answers = try await Self.asking(url) { ask in
                let first = try await ask()
                try await isClosed.wait { $0 }
                return [first, try await ask()]
            }

            #expect(answers == ["0", "1"])
        }
    }

    @Test func `nothing below TLS 1_2 is offered`() async throws {
        let hello = Observed<[UInt8]>([])
        try await RawServer.serving { connection, _ in
            var bytes: [UInt8] = []
            while let more = try await connection.nextBytes() {
                bytes += more
                let length = bytes.count < 5 ? Int.max : 5 + Int(bytes[3]) << 8 + Int(bytes[4])
                if bytes.count >= length { break }
            }
            hello.update { [bytes] in $0 = bytes }
        } body: { url in
            let secure = url.replacing("http://127.0.0.1", with: "https://localhost")
            _ = try? await Self.asking(secure) { ask in try await ask() }

            let versions = Self.versions(in: try await hello.wait { !$0.isEmpty })
            #expect(versions == [0x0304, 0x0303])
        }
    }

    /// The list of the extension `supported_versions` (RFC 8446, § 4.2.1) in a ClientHello.
    private static func versions(in hello: [UInt8]) -> [Int] {
        var buffer = ByteBuffer(bytes: hello)
        // The record's and the message's head, the version, and the random bytes.
        buffer.moveReaderIndex(forwardBy: 5 + 4 + 2 + 32)
        _ = buffer.readLengthPrefixedSlice(as: UInt8.self)
        _ = buffer.readLengthPrefixedSlice(as: UInt16.self)
        _ = buffer.readLengthPrefixedSlice(as: UInt8.self)
        var extensions = buffer.readLengthPrefixedSlice(as: UInt16.self) ?? ByteBuffer()
        while let kind = extensions.readInteger(as: UInt16.self) {
            var content = extensions.readLengthPrefixedSlice(as: UInt16.self) ?? ByteBuffer()
            guard kind == 0x2B else { continue }
            var list = content.readLengthPrefixedSlice(as: UInt8.self) ?? ByteBuffer()
            var versions: [Int] = []
            while let version = list.readInteger(as: UInt16.self) { versions.append(Int(version)) }
            return versions
        }
        return []
    }
}
