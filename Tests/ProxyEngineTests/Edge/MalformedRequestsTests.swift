import JournalTestSupport
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct MalformedRequestsTests {
    @Test(arguments: [
        "GARBAGE\r\n\r\n",
        "POST /v1/messages HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n",
        "POST /v1/messages HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n"
            + "x-api-key: \(RunningEngine.clientKey)\r\n\r\nzz\r\n",
    ])
    func `bytes that are not an HTTP request get a 400 in the envelope, with an id`(_ request: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(request)
                return try await connection.read(until: "}}")
            }

            #expect(answer.hasPrefix("HTTP/1.1 400"))
            #expect(answer.contains(#""type":"invalid_request_error""#))
            #expect(answer.contains("request-id: req_") || answer.contains("Request-Id: req_"))
        }
    }

    @Test(arguments: [
        "x-long: \(String(repeating: "x", count: 200_000))\r\n",
        String(repeating: "x-many: \(String(repeating: "x", count: 1000))\r\n", count: 100),
        String(repeating: "x: y\r\n", count: 1000),
    ])
    func `a head that is too large gets a 431 that names the limits`(_ fields: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write("GET /health HTTP/1.1\r\nhost: a\r\n\(fields)\r\n")
                return try await connection.read(until: "}}")
            }

            #expect(answer.hasPrefix("HTTP/1.1 431 Request Header Fields Too Large"))
            #expect(answer.contains("80KiB and 1000 headers"))
        }
    }
}
