import Foundation
import JournalTestSupport
import TestSupport
import Testing
import Translation
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct RequestBodyTests {
    private static let limit = 10_000
    private static let configure: @Sendable (inout Config) -> Void = { $0.server.maxBody = ByteCount(bytes: limit) }

    private static func question(ofBytes count: Int) -> [UInt8] {
        let empty = RunningEngine.question("").text.utf8.count
        return Array(RunningEngine.question(String(repeating: "x", count: count - empty)).text.utf8)
    }

    @Test func `a body of just the limit is taken`() async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            let answer = try await proxy.answer("POST", "/v1/messages", body: Self.question(ofBytes: Self.limit))

            #expect(answer.status == 200)
        }
    }

    @Test(arguments: ["/v1/messages", "/v1/messages/count_tokens"])
    func `a body over the limit is a 413 that says where the limit is`(path: String) async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            let answer = try await proxy.answer("POST", path, body: Self.question(ofBytes: Self.limit + 1))

            #expect(answer.status == 413)
            #expect(answer.error?.type == "request_too_large")
            #expect(answer.error?.message.contains("10000 bytes. Raise server.max_body") == true)
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test func `a body that was refused is on record`() async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            _ = try await proxy.answer("POST", "/v1/messages", body: Self.question(ofBytes: Self.limit + 1))

            let exchange = try #require(try await proxy.waitForEnded().first)
            #expect(exchange.outcome.label == "request_too_large")
            #expect(exchange.attempts.isEmpty)
        }
    }

    @Test func `an announced length over the limit is refused before the body comes`() async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(Self.head("content-length: 99999999999"))

                #expect(try await connection.read(until: "request_too_large").hasPrefix("HTTP/1.1 413"))
            }
        }
    }

    @Test func `a body without a length is refused once it is over the limit`() async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(Self.head("transfer-encoding: chunked"))
                // The last chunk never comes.
                for _ in 0..<3 { try await connection.write(Self.chunk(Array(repeating: 0x20, count: 4096))) }

                #expect(try await connection.read(until: "request_too_large").hasPrefix("HTTP/1.1 413"))
            }
        }
    }

    @Test func `a body in chunks is read to its end`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(Self.head("transfer-encoding: chunked"))
                for byte in RunningEngine.question("in small pieces").text.utf8 {
                    try await connection.write(Self.chunk([byte]))
                }
                try await connection.write("0\r\n\r\n")

                #expect(try await connection.read(until: "message_stop\"}").hasPrefix("HTTP/1.1 200"))
            }
            #expect(proxy.upstream.requests.first?.lastText == "in small pieces")
        }
    }

    @Test(arguments: ["gzip", "GZIP", "identity"])
    func `a packed body is unpacked`(encoding: String) async throws {
        try await RunningEngine.serving { proxy in
            let question = Array(RunningEngine.question("packed").text.utf8)
            let answer = try await proxy.answer(
                "POST",
                "/v1/messages",
                headers: [("content-encoding", encoding)],
                body: encoding == "identity" ? question : Gzip.pack(question)
            )

            #expect(answer.status == 200)
            #expect(proxy.upstream.requests.first?.lastText == "packed")
        }
    }

    private static let packed = Gzip.pack(Array(RunningEngine.question().text.utf8))

    static let broken: [(name: String, bytes: [UInt8])] = [
        ("no gzip at all", Array(RunningEngine.question().text.utf8)),
        ("nothing", []),
        ("cut in the middle", Array(packed.dropLast(40))),
        ("with a wrong checksum", packed.dropLast(8) + [0, 0, 0, 0] + packed.suffix(4)),
    ]

    @Test(arguments: broken.indices)
    func `broken gzip is a 400`(_ index: Int) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(
                "POST",
                "/v1/messages",
                headers: [("content-encoding", "gzip")],
                body: Self.broken[index].bytes
            )

            #expect(answer.status == 400)
            #expect(answer.error?.type == "invalid_request_error")
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test func `an encoding that is not understood is named`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(
                "POST",
                "/v1/messages",
                headers: [("content-encoding", "br")],
                body: Self.packed
            )

            #expect(answer.status == 400)
            #expect(answer.error?.message.contains("\"br\" is not supported: use gzip") == true)
        }
    }

    @Test func `a small body that unpacks to a giant is a 413`() async throws {
        // 100,000 zero bytes.
        let bomb = try #require(
            Data(
                base64Encoded: """
                    H4sIAAAAAAACA+3BMQEAAADCoPVPbQ0PoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\
                    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIBXA32VEdSghgEA
                    """
            )
        )
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            let answer = try await proxy.answer(
                "POST",
                "/v1/messages",
                headers: [("content-encoding", "gzip")],
                body: Array(bomb)
            )

            #expect(answer.status == 413)
        }
    }

    private static func head(_ length: String) -> String {
        """
        POST /v1/messages HTTP/1.1\r
        host: x\r
        x-api-key: \(RunningEngine.clientKey)\r
        content-type: application/json\r
        \(length)\r
        \r\n
        """
    }

    private static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        Array(String(bytes.count, radix: 16).utf8) + [0x0D, 0x0A] + bytes + [0x0D, 0x0A]
    }
}
