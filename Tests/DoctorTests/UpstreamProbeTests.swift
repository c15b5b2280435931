import Foundation
import JournalTestSupport
import NIOPosix
import TestSupport
import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// One question to one upstream, over real sockets.
@Suite(.untilHung)
struct UpstreamProbeTests {
    private static let key = "sk-probe-0123456789abcdef"

    private static func settings(_ baseURL: String, key: String? = key) -> UpstreamSettings {
        var settings = UpstreamSettings(name: "x", baseURL: baseURL, apiKey: key.map { Secret($0) })
        settings.timeouts.connect = Patience.unlimited
        return settings
    }

    private static func probing<Result: Sendable>(
        deadline: Duration = Patience.unlimited,
        clock: EngineClock = .system,
        _ body: @Sendable (UpstreamProbe) async throws -> Result
    ) async throws -> Result {
        try await LiveUpstream.running { live in
            try await body(UpstreamProbe(live.upstreamClient, clock: clock, deadline: deadline))
        }
    }

    /// What comes of asking an upstream that answers `GET /models` so.
    private static func outcome(_ answer: ScriptedAnswer) async throws -> UpstreamProbe.Outcome {
        try await ScriptedUpstream.serving(.get("/v1/models", answer)) { upstream in
            try await probing { await $0.ask(settings(upstream.baseURL)).outcome }
        }
    }

    private static func page(_ status: Int, _ text: String, _ type: String = "text/html") -> ScriptedAnswer {
        .bytes(status: status, contentType: type, Array(text.utf8))
    }

    @Test func `models are listed, with the key and the upstream's headers`() async throws {
        try await ScriptedUpstream.serving { upstream in
            var settings = Self.settings(upstream.baseURL)
            settings.headers = [UpstreamHeader(name: "OpenAI-Project", value: Secret("p"))]
            let answer = try await Self.probing { [settings] in await $0.ask(settings) }
            let request = try #require(upstream.requests.first)

            #expect(answer.outcome == .models(["gpt-4.1", "gpt-4.1-mini", "gpt-5", "gpt-5-mini", "gpt-5.2"]))
            #expect(answer.took > .zero)
            #expect((request.method, request.path) == ("GET", "/v1/models"))
            #expect(request.header("authorization") == "Bearer \(Self.key)")
            #expect(request.header("openai-project") == "p")
            #expect(request.header("content-type") == nil)
            #expect(request.body.isEmpty)
        }
    }

    @Test func `a bare list is a list`() async throws {
        let outcome = try await Self.outcome(Self.page(200, #"[{"id":"a"},{"id":"b"},{"no":1}]"#, "application/json"))

        #expect(outcome == .models(["a", "b"]))
    }

    @Test(arguments: [401, 403])
    func `a refused key is reported with the upstream's text and without the key`(_ status: Int) async throws {
        let outcome = try await Self.outcome(.error(status, code: "invalid_api_key", "No key: \(Self.key)\nis none."))

        #expect(outcome == .keyRefused(status: status, said: "No key: ••• is none."))
    }

    @Test func `a key that may not list may be good`() async throws {
        let outcome = try await Self.outcome(.error(403, "Missing scopes: api.model.read"))

        #expect(outcome == .mayNotList(said: "Missing scopes: api.model.read"))
    }

    @Test(arguments: [404, 405])
    func `a missing path is distinguished from a web page with status 404`(_ status: Int) async throws {
        #expect(try await Self.outcome(.error(status, "Invalid URL")) == .unlisted(status: status))
        let page = Self.page(status, "\n<html><title>Oh</title></html>")
        guard case .noAPI(.said(let said)) = try await Self.outcome(page)
        else {
            Issue.record("a page is not an API")
            return
        }
        #expect(said == "The upstream answered HTTP \(status) with a web page: Oh")
    }

    @Test(arguments: ["<html>Welcome</html>", "", "{}", #"{"data":{}}"#, "hello"])
    func `an answer that is not a list of models is not an API`(_ text: String) async throws {
        guard case .noAPI = try await Self.outcome(Self.page(200, text)) else {
            Issue.record("\(text) is not a list")
            return
        }
    }

    @Test(arguments: [429, 500, 503, 301])
    func `any other status is reported unchanged`(_ status: Int) async throws {
        #expect(try await Self.outcome(.error(status, "So it is.")) == .status(status, said: "So it is."))
    }

    @Test func `a refused connection is reported as such`() async throws {
        let port = try ReservedPort()
        let answer = try await Self.probing { await $0.ask(Self.settings("http://127.0.0.1:\(port.number)/v1")) }

        guard case .unreached(.connectionRefused) = answer.outcome else {
            Issue.record("\(answer.outcome)")
            return
        }
    }

    @Test func `a server without TLS is reported as such`() async throws {
        try await ScriptedUpstream.serving { upstream in
            let url = upstream.baseURL.replacing("http:", with: "https:")
            let answer = try await Self.probing { await $0.ask(Self.settings(url)) }

            #expect(answer.outcome == .unreached(.tls(.notTLS)))
        }
    }

    @Test func `silence ends at the deadline`() async throws {
        try await ScriptedUpstream.serving(.get("/v1/models", .silence)) { upstream in
            let deadline = Duration.milliseconds(50)
            let answer = try await Self.probing(deadline: deadline) { await $0.ask(Self.settings(upstream.baseURL)) }

            #expect(answer.outcome == .unreached(.firstByteTimeout(deadline)))
        }
    }

    @Test func `a base URL without /v1 is put right where that helps`() async throws {
        try await ScriptedUpstream.serving(.get("/models", .error(404, "Invalid URL"))) { upstream in
            let bare = upstream.baseURL.replacing("/v1", with: "")
            let answer = try await Self.probing { await $0.ask(Self.settings(bare)) }

            #expect(answer.outcome == .unlisted(status: 404))
            #expect(answer.betterBaseURL == upstream.baseURL)
        }
    }

    @Test func `the second question goes through the proxy too`() async throws {
        try await ScriptedUpstream.serving(.get("/models", .error(404, "Invalid URL"))) { upstream in
            let port = try #require(BaseURL(upstream.baseURL)?.port)
            try await ConnectProxy.serving(leadingTo: port) { proxy in
                var config = Config.default
                config.upstreams = [Self.settings("http://upstream.test")]
                let proxies = ProxyVariables(environment: ["HTTP_PROXY": "http://127.0.0.1:\(proxy.port)"])
                let live = LiveUpstream(config, proxies: proxies, group: MultiThreadedEventLoopGroup.singleton)
                let probe = UpstreamProbe(live.upstreamClient, deadline: Patience.unlimited)
                let answer = await probe.ask(config.upstreams[0])
                try await live.shutdown()

                #expect(answer.betterBaseURL == "http://upstream.test/v1")
                #expect(upstream.requests.map(\.path) == ["/models", "/v1/models"])
                #expect(Set(proxy.requests.map(\.authority)) == ["upstream.test:80"])
            }
        }
    }

    @Test func `the clocks' difference is taken from the answer's date`() async throws {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        let there = try #require(Timestamp.http(date))
        let now = ContinuousClock.now
        let clock = EngineClock(now: { now }, date: { there.addingTimeInterval(300) })
        let answer = ScriptedAnswer.error(401, headers: [(name: "date", value: date)], "No.")
        try await ScriptedUpstream.serving(.get("/v1/models", answer)) { upstream in
            let answer = try await Self.probing(clock: clock) { await $0.ask(Self.settings(upstream.baseURL)) }
            let skew = try #require(answer.clockSkew)

            #expect(skew == .seconds(-300), "\(skew)")
        }
    }

    @Test func `a single model exists, or does not, or the answer is unclear`() async throws {
        let rule = ScriptRule.get("/v1/models/broken", .error(500, "Oh."))
        try await ScriptedUpstream.serving(rule) { upstream in
            let settings = Self.settings(upstream.baseURL)
            try await Self.probing { probe in
                #expect(await probe.has("gpt-5", settings) == true)
                #expect(await probe.has("gpt-6 turbo/x:y", settings) == false)
                #expect(await probe.has("broken", settings) == nil)
            }
            #expect(upstream.requests.map(\.path).contains("/v1/models/gpt-6%20turbo/x:y"))
        }
    }
}
