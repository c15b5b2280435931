import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct AuthenticationTests {
    private static let key = RunningEngine.clientKey

    static let accepted: [[RunningEngine.Header]] = [
        [("x-api-key", key)],
        [("x-api-key", ""), ("authorization", "Bearer \(key)")],
        [("x-api-key", key), ("authorization", "Bearer \(key)")],
        [("x-api-key", "wrong"), ("authorization", "bearer \(key)")],
        [("x-api-key", key), ("authorization", "Bearer wrong")],
    ]

    @Test(arguments: accepted.indices)
    func `the key is taken as x-api-key and as a bearer token`(_ index: Int) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(), headers: Self.accepted[index])

            #expect(answer.status == 200)
        }
    }

    static let refused: [[RunningEngine.Header]] = [
        [("x-api-key", "")],
        [("x-api-key", "wrong")],
        [("x-api-key", key + "x")],
        [("x-api-key", String(key.dropLast()))],
        [("x-api-key", ""), ("authorization", key)],
        [("x-api-key", ""), ("authorization", "Basic \(key)")],
        [("x-api-key", ""), ("authorization", "Bearer ")],
        [("x-api-key", "a"), ("authorization", "Bearer b")],
    ]

    @Test(arguments: refused.indices)
    func `without the right key nothing is served and nothing sent upstream`(_ index: Int) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(), headers: Self.refused[index])

            #expect(answer.status == 401)
            #expect(answer.error?.type == "authentication_error")
            #expect(proxy.upstream.requests.isEmpty)
            let ended = try await proxy.waitForEnded()
            #expect(ended.first?.outcome == .refused(.unauthenticated))
        }
    }

    @Test func `a request with no key header at all is refused`() async throws {
        try await RunningEngine.serving { proxy in
            let status = try await LoopbackClient.send(
                to: proxy.url + "/v1/messages",
                body: Array(RunningEngine.question().text.utf8)
            ) { $0.status }

            #expect(status == 401)
        }
    }

    @Test func `a wrong key is refused before the body is read`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                // A megabyte is announced and never sent.
                try await connection.write(
                    "POST /v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: wrong\r\ncontent-length: 1000000\r\n\r\n"
                )

                let answer = try await connection.read(until: "authentication_error")
                #expect(answer.hasPrefix("HTTP/1.1 401"))
            }
        }
    }

    @Test func `a refusal names the expected key and ends the client's retries`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(), headers: [("x-api-key", "wrong")])

            let message = try #require(answer.error?.message)
            #expect(message.contains("client_keys"))
            #expect(message.contains("ANTHROPIC_AUTH_TOKEN"))
            #expect(!message.contains(Self.key))
            #expect(answer.header("x-should-retry") == "false")
        }
    }

    @Test(arguments: ["/v1/messages", "/v1/messages/count_tokens"])
    func `endpoints that cost money or reveal secrets require the key`(path: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(
                to: RunningEngine.question(),
                at: path,
                headers: [("x-api-key", "wrong")]
            )

            #expect(answer.status == 401)
        }
    }

    @Test(arguments: ["/v1/models", "/v1/models/claude-opus-4-5"])
    func `the list of models wants the key`(path: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("GET", path, headers: [("x-api-key", "wrong")])

            #expect(answer.status == 401)
        }
    }

    static let open = [
        RouteTests.Route(method: "HEAD", path: "/api/hello"),
        RouteTests.Route(method: "GET", path: "/health"),
        RouteTests.Route(method: "GET", path: "/metrics"),
        RouteTests.Route(method: "POST", path: "/api/event_logging/batch", body: #"{"events":[]}"#),
        RouteTests.Route(method: "POST", path: "/v1/logs", body: #"{"resourceLogs":[]}"#),
    ]

    @Test(arguments: open)
    func `requests that clients send without a key are accepted without one`(_ route: RouteTests.Route) async throws {
        try await RunningEngine.serving { proxy in
            let status = try await LoopbackClient.send(
                route.method,
                to: proxy.url + route.path,
                headers: [("content-type", "application/json")],
                body: Array(route.body.utf8)
            ) { $0.status }

            #expect(status == 200)
        }
    }

    @Test func `with no key configured anyone is let in`() async throws {
        try await RunningEngine.serving(configure: { $0.clientKeys = [] }) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(), headers: [("x-api-key", "anything")])

            #expect(answer.status == 200)
        }
    }

    @Test(arguments: ["first-key", "second-key"])
    func `each of several keys opens`(key: String) async throws {
        let configure: @Sendable (inout Config) -> Void = { config in
            config.clientKeys = [Secret("first-key"), Secret("second-key")]
        }
        try await RunningEngine.serving(configure: configure) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(), headers: [("x-api-key", key)])

            #expect(answer.status == 200)
        }
    }
}
