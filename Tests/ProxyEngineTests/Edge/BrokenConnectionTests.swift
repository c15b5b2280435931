import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What clients do to a connection, by mistake or on purpose, and what becomes of it.
@Suite(.untilHung)
struct BrokenConnectionTests {
    private static let key = "x-api-key: \(RunningEngine.clientKey)\r\n"

    private static func get(_ path: String, _ fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nhost: localhost\r\n\(key)\(fields)\r\n"
    }

    private static func post(_ fields: String) -> String {
        "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\n\(key)\(fields)\r\n"
    }

    /// All that is answered until the connection ends.
    private static func answers(_ proxy: RunningEngine, to bytes: String) async throws -> String {
        try await RawConnection.open(to: proxy.url) { connection in
            try await connection.write(bytes)
            return try await connection.read(until: "what never comes")
        }
    }

    private static func statuses(_ answers: String) -> [Int] {
        answers.matches(of: /HTTP\/1\.1 (\d{3})/).compactMap { Int($0.1) }
    }

    // MARK: Other protocols

    @Test func `a request to change the protocol is answered, and the connection ends`() async throws {
        try await RunningEngine.serving { proxy in
            let fields = "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABk\r\n"
            let answers = try await Self.answers(proxy, to: Self.get("/health", fields) + "PRI * HTTP/2.0\r\n\r\n")

            #expect(Self.statuses(answers) == [200])
            #expect(answers.contains("Connection: close\r\n"))
        }
    }

    @Test func `a request to change the protocol may have a body`() async throws {
        try await RunningEngine.serving { proxy in
            let request = RunningEngine.rawRequest(RunningEngine.question(streamed: false))
                .replacing("host: x\r\n", with: "host: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n")
            let answers = try await Self.answers(proxy, to: request)

            #expect(Self.statuses(answers) == [200])
            #expect(answers.contains(#""stop_reason":"end_turn""#))
        }
    }

    @Test func `no tunnel is opened`() async throws {
        try await RunningEngine.serving { proxy in
            let request = "CONNECT localhost:443 HTTP/1.1\r\nhost: localhost:443\r\n\r\n\u{16}\u{3}\u{1}"
            let answers = try await Self.answers(proxy, to: request)

            #expect(Self.statuses(answers) == [501])
            #expect(answers.contains("CONNECT is not supported"))
        }
    }

    @Test(arguments: ["gzip, chunked", "GZIP,chunked", "identity, chunked"])
    func `a body in another transfer coding is refused`(_ coding: String) async throws {
        try await RunningEngine.serving { proxy in
            let answers = try await Self.answers(proxy, to: Self.post("transfer-encoding: \(coding)\r\n") + "0\r\n\r\n")

            #expect(Self.statuses(answers) == [501])
        }
    }

    // MARK: Bytes that are no HTTP

    @Test func `requests before a malformed one are answered first`() async throws {
        try await RunningEngine.serving { proxy in
            let answers = try await Self.answers(
                proxy,
                to: Self.get("/health") + Self.get("/nowhere") + "GARBAGE\r\n\r\n"
            )

            #expect(Self.statuses(answers) == [200, 404, 400])
        }
    }

    @Test func `a body that is no HTTP leaves the answer before it as it was`() async throws {
        try await RunningEngine.serving { proxy in
            let broken = Self.post("transfer-encoding: chunked\r\n") + "zz\r\n"
            let answers = try await Self.answers(proxy, to: Self.get("/health") + broken)

            #expect(Self.statuses(answers) == [200, 400])
        }
    }

    @Test(arguments: [true, false])
    func `malformed bytes wait for the answer before them`(_ isStreamed: Bool) async throws {
        let gate = Gate()
        let held = ScriptedAnswer.text("First.", heldAt: .afterFrames(2), by: gate)
        try await RunningEngine.serving(.on("hello", held)) { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                let question = RunningEngine.question(streamed: isStreamed)
                try await connection.write(RunningEngine.rawRequest(question))
                try await gate.waitUntilReached()
                try await connection.write("GARBAGE\r\n\r\n")
                // Has been read when a later connection is answered on the same loops.
                _ = try await proxy.answer("GET", "/health")
                gate.open()

                let answers = try await connection.read(until: "what never comes")
                #expect(Self.statuses(answers) == [200, 400])
                #expect(answers.contains("First."))
            }
            #expect(try await proxy.waitForEnded().first?.outcome == .finished(.endTurn))
        }
    }

    @Test func `a request that was refused by its head gets no second answer`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                let head = "POST /v1/messages HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
                try await connection.write(head)
                let first = try await connection.read(until: "\r\n\r\n")
                // The proxy may have closed the connection by now.
                try? await connection.write("zz\r\n")
                let rest = try await connection.read(until: "what never comes")

                #expect(Self.statuses(first + rest) == [401])
            }
        }
    }

    // MARK: The end of a connection

    @Test(arguments: ["Close", "keep-alive, close", "close, keep-alive", "CLOSE , x"])
    func `a connection that its client wants closed is closed`(_ value: String) async throws {
        try await RunningEngine.serving { proxy in
            let answers = try await Self.answers(proxy, to: Self.get("/health", "connection: \(value)\r\n"))

            #expect(Self.statuses(answers) == [200])
            #expect(answers.contains("Connection: close\r\n"))
        }
    }

    @Test func `HTTP 1_0 gets a stream without chunks that ends with the connection`() async throws {
        try await RunningEngine.serving(.on("hello", .text("Hi."))) { proxy in
            let request = RunningEngine.rawRequest(RunningEngine.question())
                .replacing("HTTP/1.1", with: "HTTP/1.0")
                .replacing("host: x\r\n", with: "host: x\r\nconnection: keep-alive\r\n")
            let answer = try await Self.answers(proxy, to: request)

            let body = try #require(answer.firstRange(of: "\r\n\r\n")).upperBound
            #expect(!answer.lowercased().contains("transfer-encoding"))
            #expect(answer[body...].hasPrefix("event: message_start\n"))
            #expect(answer.hasSuffix("data: {\"type\":\"message_stop\"}\n\n"))
        }
    }

    @Test func `of a request that is refused, a long body is not read to its end`() async throws {
        try await RunningEngine.serving { proxy in
            let head = "POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 50000000\r\n\r\n"
            let answers = try await Self.answers(proxy, to: head + String(repeating: "x", count: 1_000_000))

            #expect(Self.statuses(answers) == [401])
            #expect(answers.contains("Connection: close\r\n"))
        }
    }

    @Test func `of a body in chunks that is too large, the rest is not read`() async throws {
        try await RunningEngine.serving(configure: { $0.server.maxBody = ByteCount(bytes: 1000) }) { proxy in
            let chunk = "800\r\n" + String(repeating: "x", count: 0x800) + "\r\n"
            let answers = try await Self.answers(proxy, to: Self.post("transfer-encoding: chunked\r\n") + chunk)

            #expect(Self.statuses(answers) == [413])
            #expect(answers.contains("Connection: close\r\n"))
        }
    }

    @Test func `after a short body that was refused the connection stays`() async throws {
        try await RunningEngine.serving { proxy in
            let head = "POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}"
            let answers = try await Self.answers(proxy, to: head + Self.get("/health", "connection: close\r\n"))

            #expect(Self.statuses(answers) == [401, 200])
        }
    }

    @Test func `all requests are answered that came before the client's last byte`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(Self.get("/health") + Self.get("/metrics") + Self.get("/nowhere"))
                connection.finish()

                #expect(Self.statuses(try await connection.read(until: "what never comes")) == [200, 200, 404])
            }
        }
    }

    // MARK: Expect

    @Test func `a client that waits behind another answer gets 100 Continue`() async throws {
        let gate = Gate()
        let held = ScriptedAnswer.text("First.", heldAt: .beforeHead, by: gate)
        try await RunningEngine.serving(.on("hello", held)) { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                let body = RunningEngine.question("again").text
                try await connection.write(
                    RunningEngine.rawRequest(RunningEngine.question())
                        + Self.post("expect: 100-continue\r\ncontent-length: \(body.utf8.count)\r\n")
                )
                try await gate.waitUntilReached()
                gate.open()

                _ = try await connection.read(until: "\r\n0\r\n\r\n")
                #expect(try await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await connection.write(body)
                #expect(try await connection.read(until: "message_stop\"}").hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test func `a client that waits to send its body and is refused may not send another request`() async throws {
        try await RunningEngine.serving { proxy in
            let head = "POST /v1/messages HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 5\r\n\r\n"
            let answers = try await Self.answers(proxy, to: head)

            #expect(Self.statuses(answers) == [401])
        }
    }

    // MARK: Methods

    @Test func `a method that a path does not take is logged as that`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.answer("PUT", "/v1/messages")
            let log = try await proxy.waitForLog("/v1/messages")

            #expect(log.contains("method not allowed"))
            #expect(log.contains("status=405 method=PUT"))
            #expect(!log.contains("no such path"))
        }
    }
}
