import JournalTestSupport
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A web page whose name points here gets no answer to any request.
@Suite(.untilHung)
struct HostCheckTests {
    /// What is answered to a request written by hand, up to the end of its body.
    private static func ask(_ proxy: RunningEngine, _ head: String...) async throws -> String {
        try await RawConnection.open(to: proxy.url) { connection in
            let fields = head + ["x-api-key: \(RunningEngine.clientKey)", "content-length: 2", "connection: close"]
            try await connection.write(fields.joined(separator: "\r\n") + "\r\n\r\n{}")
            return try await connection.read(until: "what never comes")
        }
    }

    private static let targets =
        EdgeRoutes.table.flatMap { entry in
            entry.methods.map { "\($0) \(entry.path.replacing("*", with: "claude-opus-4-5")) HTTP/1.1" }
        } + ["GET /nowhere HTTP/1.1", "OPTIONS /v1/messages HTTP/1.1", "OPTIONS * HTTP/1.1"]

    @Test(arguments: targets)
    func `a foreign Host is refused at every path, with the key that allows it`(_ target: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await Self.ask(proxy, target, "host: evil.example:3999")

            #expect(answer.hasPrefix("HTTP/1.1 403"))
            if !target.hasPrefix("HEAD") {
                #expect(answer.contains(#""type":"permission_error""#))
                #expect(answer.contains("evil.example") && answer.contains("server.allowed_hosts"))
            }
            #expect(proxy.upstream.requests.isEmpty && proxy.engine.ring.exchanges().isEmpty)
        }
    }

    @Test(arguments: ["POST /v1/messages HTTP/1.1", "GET /metrics HTTP/1.1", "POST /v1/logs HTTP/1.1"])
    func `a page of another site is refused, wherever it thinks to be`(_ target: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await Self.ask(proxy, target, "host: localhost:3999", "origin: https://evil.example")

            #expect(answer.hasPrefix("HTTP/1.1 403"))
            #expect(answer.contains("https://evil.example") && answer.contains("server.allowed_hosts"))
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test(arguments: [
        [], ["host: localhost", "host: localhost"], ["host: localhost", "Host: evil.example"], ["host: "],
    ])
    func `without one Host a request is malformed`(_ hosts: [String]) async throws {
        try await RunningEngine.serving { proxy in
            let head = ["GET /health HTTP/1.1"] + hosts
            let answer = try await Self.ask(proxy, head.joined(separator: "\r\n"))

            #expect(answer.hasPrefix("HTTP/1.1 400"))
            #expect(answer.contains(#""type":"invalid_request_error""#))
        }
    }

    @Test(arguments: [
        ("http://evil.example/metrics", "localhost", 403), ("http://localhost/metrics", "localhost", 200),
        // HTTP has the target's host go before the header.
        ("http://127.0.0.1:3999/metrics", "evil.example", 200), ("http://evil.example/nowhere", "127.0.0.1", 403),
        ("http:///metrics", "localhost", 400),
    ])
    func `the host of an absolute target is the one that counts`(
        _ target: String,
        _ host: String,
        _ status: Int
    ) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await Self.ask(proxy, "GET \(target) HTTP/1.1", "host: \(host)")

            #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer)")
        }
    }

    @Test func `a name that the configuration has is answered`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.allowedHosts = ["proxy.example.com"] }
        try await RunningEngine.serving(configure: configure) { proxy in
            let host = "host: proxy.example.com"
            let answer = try await Self.ask(proxy, "GET /v1/models HTTP/1.1", host, "origin: https://proxy.example.com")

            #expect(answer.hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `the log names the refused host and the setting that allows it`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await Self.ask(proxy, "GET /metrics HTTP/1.1", "host: evil.example")
            let log = try await proxy.waitForLog("/metrics")

            #expect(log.contains("request refused by its Host or Origin"))
            #expect(log.contains("host=evil.example") && log.contains("server.allowed_hosts"))
            #expect(log.contains(" warn "))
        }
    }
}
