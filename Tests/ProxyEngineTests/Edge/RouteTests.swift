import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct RouteTests {
    struct Route: Sendable, CustomTestStringConvertible {
        var method: String
        var path: String
        var body = ""

        var testDescription: String { "\(method) \(path)" }
    }

    private static let question = RunningEngine.question().text

    static let served = [
        Route(method: "POST", path: "/v1/messages", body: question),
        Route(method: "POST", path: "/v1/messages?beta=true", body: question),
        Route(method: "POST", path: "/v1/messages/", body: question),
        Route(method: "POST", path: "/v1/messages/count_tokens", body: question),
        Route(method: "POST", path: "/v1/messages/count_tokens?beta=true", body: question),
        Route(method: "GET", path: "/v1/models"),
        Route(method: "GET", path: "/v1/models?limit=1000"),
        Route(method: "GET", path: "/v1/models/claude-opus-4-5"),
        Route(method: "HEAD", path: "/"),
        Route(method: "GET", path: "/"),
        Route(method: "HEAD", path: "/api/hello"),
        Route(method: "GET", path: "/api/hello?x=1"),
        Route(method: "POST", path: "/api/event_logging/batch", body: #"{"events":[]}"#),
        Route(method: "POST", path: "/api/event_logging/v2/batch", body: #"{"events":[]}"#),
        Route(method: "POST", path: "/v1/logs", body: #"{"resourceLogs":[]}"#),
        Route(method: "POST", path: "/v1/metrics", body: #"{"resourceMetrics":[]}"#),
        Route(method: "POST", path: "/v1/traces", body: #"{"resourceSpans":[]}"#),
        Route(method: "GET", path: "/health"),
        Route(method: "HEAD", path: "/health"),
        Route(method: "GET", path: "/metrics"),
    ]

    @Test(arguments: served)
    func `every path of the table is served with any query`(_ route: Route) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(route.method, route.path, body: Array(route.body.utf8))

            #expect(answer.status == 200)
            #expect(answer.header("request-id")?.hasPrefix("req_") == true)
            #expect(answer.body.isEmpty == (route.method == "HEAD"))
        }
    }

    @Test(arguments: ["/v1/models", "/v1/models/claude-opus-4-5", "/metrics", "/health", "/api/hello", "/"])
    func `HEAD is answered as GET, without the body`(path: String) async throws {
        var options = Engine.Options()
        options.clock = ManualClock().engineClock
        try await RunningEngine.serving(options: options) { proxy in
            let head = try await proxy.answer("HEAD", path)
            let get = try await proxy.answer("GET", path)

            #expect(head.status == get.status)
            #expect(head.header("content-length") == String(get.body.count))
            #expect(head.header("content-type") == get.header("content-type"))
            #expect(head.body.isEmpty)
            #expect(!get.body.isEmpty)
        }
    }

    static let refused: [(route: Route, allow: String)] = [
        (Route(method: "GET", path: "/v1/messages"), "POST"),
        (Route(method: "DELETE", path: "/v1/messages/count_tokens"), "POST"),
        (Route(method: "POST", path: "/v1/models", body: "{}"), "GET, HEAD"),
        (Route(method: "PUT", path: "/v1/models/claude-opus-4-5", body: "{}"), "GET, HEAD"),
        (Route(method: "POST", path: "/", body: "{}"), "HEAD, GET"),
        (Route(method: "POST", path: "/api/hello", body: "{}"), "HEAD, GET"),
        (Route(method: "GET", path: "/api/event_logging/batch"), "POST"),
        (Route(method: "GET", path: "/v1/logs"), "POST"),
        (Route(method: "POST", path: "/health", body: "{}"), "GET, HEAD"),
        (Route(method: "POST", path: "/metrics", body: "{}"), "GET, HEAD"),
        (Route(method: "HEAD", path: "/v1/messages"), "POST"),
    ]

    @Test(arguments: refused)
    func `a wrong method gets the allowed ones`(_ route: Route, allow: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(route.method, route.path, body: Array(route.body.utf8))

            #expect(answer.status == 405)
            #expect(answer.header("allow") == allow)
            if route.method == "HEAD" {
                #expect(answer.header("content-length") == nil)
            } else {
                let error = try #require(answer.error)
                #expect(error.type == "invalid_request_error")
                #expect(error.message.contains(route.method))
            }
        }
    }

    @Test(arguments: ["/nowhere", "/v1", "/v1/messages/batches", "/oauth/token", "/V1/messages", "/v1/modelsx"])
    func `an unknown path is a 404 in Anthropic's envelope, and shown as unrouted`(path: String) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("POST", path + "?secret=1", body: Array("{}".utf8))

            #expect(answer.status == 404)
            #expect(answer.error?.type == "not_found_error")
            #expect(answer.json["request_id"]?.string == answer.header("request-id"))
            try await proxy.waitForEvent { event in
                if case .unrouted(_, "POST", path, 404) = event { true } else { false }
            }
        }
    }

    @Test func `unknown paths are counted`() async throws {
        try await RunningEngine.serving { proxy in
            for _ in 0..<2 { _ = try await proxy.answer("GET", "/nowhere") }
            _ = try await proxy.metrics { $0.contains("dragoman_unrouted_total 2\n") }
        }
    }

    @Test func `each request has its own id, in the header and in an error's body`() async throws {
        try await RunningEngine.serving { proxy in
            let bad = try await proxy.answer("POST", "/v1/messages", body: Array("{".utf8))
            let good = try await proxy.answer("GET", "/health")

            #expect(bad.json["request_id"]?.string == bad.header("request-id"))
            #expect(good.header("request-id") != bad.header("request-id"))
        }
    }

    static let failing: [(route: Route, header: RunningEngine.Header, status: Int)] = [
        (Route(method: "POST", path: "/v1/messages", body: "{}"), ("x-api-key", "wrong"), 401),
        (Route(method: "POST", path: "/v1/messages", body: "{}"), ("accept", "*/*"), 400),
        (Route(method: "POST", path: "/v1/messages", body: question), ("content-encoding", "br"), 400),
        (Route(method: "POST", path: "/v1/messages/count_tokens", body: "["), ("accept", "*/*"), 400),
        (Route(method: "GET", path: "/v1/models/unknown"), ("accept", "*/*"), 404),
        (Route(method: "GET", path: "/nowhere"), ("accept", "*/*"), 404),
        (Route(method: "PATCH", path: "/v1/messages", body: "{}"), ("accept", "*/*"), 405),
        (Route(method: "POST", path: "/v1/logs", body: "x"), ("content-type", "text/html"), 415),
    ]

    @Test(arguments: failing.indices)
    func `every error is JSON in Anthropic's envelope with the request's id`(_ index: Int) async throws {
        let (route, header, status) = Self.failing[index]
        try await RunningEngine.serving { proxy in
            let body = Array(route.body.utf8)
            let answer = try await proxy.answer(route.method, route.path, headers: [header], body: body)

            #expect(answer.status == status)
            #expect(answer.header("content-type") == "application/json")
            #expect(answer.error != nil)
            let id = try #require(answer.header("request-id"))
            #expect(answer.json["request_id"]?.string == id)
        }
    }

    @Test func `the client's id is the exchange's in the log and in the ring`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())
            let id = try #require(answer.header("request-id"))

            #expect(try await proxy.waitForEnded().first?.id.description == id)
            try await proxy.waitForLog(id)
            #expect(proxy.engine.ring.exchanges().map(\.id.description) == [id])
        }
    }

    @Test func `a connection carries one request after the other`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                for _ in 0..<3 {
                    try await connection.write("GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
                    let answer = try await connection.read(until: "\"uptime_seconds\":")
                    #expect(answer.hasPrefix("HTTP/1.1 200"))
                    _ = try await connection.read(until: "}")
                }
            }
        }
    }

    @Test func `a connection stays open after a stream`() async throws {
        try await RunningEngine.serving { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                for _ in 0..<3 {
                    try await connection.write(RunningEngine.rawRequest(RunningEngine.question()))
                    let answer = try await connection.read(until: "\r\n0\r\n\r\n")
                    #expect(answer.hasPrefix("HTTP/1.1 200"))
                    #expect(answer.contains("message_stop"))
                }
            }
            let ended = try await proxy.waitForEnded(3)
            #expect(ended.map(\.outcome) == Array(repeating: .finished(.endTurn), count: 3))
        }
    }

    @Test func `health reports the version and the uptime`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("GET", "/health", headers: [("x-api-key", "")])

            #expect(answer.json["status"]?.string == "ok")
            #expect(answer.json["version"]?.string == ProgramVersion.number)
            #expect((answer.json["uptime_seconds"]?.int ?? -1) >= 0)
        }
    }

    @Test func `metrics are Prometheus' text format`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("GET", "/metrics")

            #expect(answer.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.text.hasPrefix("# HELP dragoman_"))
        }
    }
}
