import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// How requests follow each other on one connection, and how it ends.
@Suite(.untilHung)
struct EdgeConnectionTests {
    private static func get(_ path: String, _ fields: String = "") -> String {
        "GET \(path) HTTP/1.1\r\nhost: x\r\nx-api-key: \(RunningEngine.clientKey)\r\n\(fields)\r\n"
    }

    @Test func `thousands of requests that come together are answered one after the other`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                let count = 5_000
                try await connection.write(String(repeating: Self.get("/api/hello"), count: count - 1))
                try await connection.write(Self.get("/nowhere", "connection: close\r\n"))

                let answers = try await connection.read(until: "what never comes")
                #expect(answers.ranges(of: "HTTP/1.1 200 OK").count == count - 1)
                #expect(answers.ranges(of: "HTTP/1.1 404 Not Found").count == 1)
                #expect(answers.hasSuffix("}"))
            }
        }
    }

    @Test func `a request that comes while another is answered waits for its turn`() async throws {
        let gate = Gate()
        let held = ScriptedAnswer.text("First.", heldAt: .beforeHead, by: gate)
        try await RunningEngine.serving(.on("hello", held)) { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                let question = RunningEngine.rawRequest(RunningEngine.question())
                try await connection.write(question + Self.get("/nowhere"))
                try await gate.waitUntilReached()
                gate.open()

                let first = try await connection.read(until: "\r\n0\r\n\r\n")
                #expect(first.contains("First.") && !first.contains("404"))
                #expect(try await connection.read(until: "request_id").hasPrefix("HTTP/1.1 404"))
            }
        }
    }

    @Test func `a client that asks whether to send its body gets 100 Continue`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                let request = RunningEngine.rawRequest(RunningEngine.question())
                    .replacing("host: x\r\n", with: "host: x\r\nexpect: 100-continue\r\n")
                let end = try #require(request.firstRange(of: "\r\n\r\n")).upperBound
                try await connection.write(String(request[..<end]))
                #expect(try await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await connection.write(String(request[end...]))

                #expect(try await connection.read(until: "message_stop\"}").hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test func `one whose key is wrong is answered without its body`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                let head = "POST /v1/messages HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 5\r\n\r\n"
                try await connection.write(head)

                #expect(try await connection.read(until: "}").hasPrefix("HTTP/1.1 401"))
            }
        }
    }

    @Test func `a client that says its last byte still gets a short answer`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(Self.get("/health"))
                connection.finish()

                let answer = try await connection.read(until: "what never comes")
                #expect(answer.hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test func `a client that says its last byte while it waits for a model is one that left`() async throws {
        try await RunningEngine.serving(.on("hello", .silence)) { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(RunningEngine.rawRequest(RunningEngine.question()))
                try await proxy.upstream.waitForRequests(1)
                connection.finish()

                try await proxy.upstream.waitForDisconnect()
                #expect(try await proxy.waitForEnded().first?.outcome == .cancelled)
            }
        }
    }

    @Test func `a large request is answered as a small one`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.stream(RunningEngine.question(String(repeating: "x", count: 600_000)))

            #expect(answer.isWhole)
            #expect(proxy.upstream.requests.first?.body.count ?? 0 > 600_000)
        }
    }
}
