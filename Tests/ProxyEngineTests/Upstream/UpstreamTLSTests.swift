import JournalTestSupport
import NIOCore
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// How connections to upstreams are secured.
@Suite(.untilHung)
struct UpstreamTLSTests {
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
            _ = try await LiveUpstream.running { await $0.ask(secure) }

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
