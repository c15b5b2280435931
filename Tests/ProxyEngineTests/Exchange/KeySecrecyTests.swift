import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A key is sent to its own upstream and nowhere else: not to the other side, and to nothing that is kept or shown.
@Suite(.untilHung)
struct KeySecrecyTests {
    /// Another secret of the upstream's, which looks like no key of OpenAI's.
    private static let password = "Tr0ub4dor+und-3-more"

    /// The upstream takes its `authorization` from the headers, so that the key itself can look like anything.
    private static let configure: @Sendable (inout Config) -> Void = { config in
        config.upstreams[0].apiKey = Secret(password)
        config.upstreams[0].headers = [
            UpstreamHeader(name: "authorization", value: Secret("Bearer \(RunningEngine.upstreamKey)"))
        ]
        config.upstreams[0].retries = 0
        config.log.level = .debug
        config.log.format = .json
    }

    struct Leak: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var api: DialectName = .responses
        var answer: ScriptedAnswer
    }

    private static let quoted = "Not the right key: \(password), nor Bearer \(RunningEngine.upstreamKey)."

    private static let inStream = ModelReply.StreamedError(
        type: "invalid_request_error",
        code: "invalid_value",
        message: quoted
    )

    private static let failed: ScriptedAnswer = {
        var reply = ModelReply(.text("Some words."))
        reply.mishap = .failed(code: "server_error", message: quoted)
        return .reply(reply)
    }()

    static let leaks: [Leak] = [
        Leak(testDescription: "an error status", answer: .error(401, code: "invalid_api_key", quoted)),
        Leak(testDescription: "an error status on Chat", api: .chat, answer: .error(500, type: "server_error", quoted)),
        Leak(
            testDescription: "an error page",
            answer: .bytes(status: 502, contentType: "text/html", Array("<title>\(quoted)</title>".utf8))
        ),
        Leak(
            testDescription: "an error in plain text",
            answer: .bytes(status: 400, contentType: "text/plain", Array(quoted.utf8))
        ),
        Leak(
            testDescription: "headers",
            answer: .error(400, headers: [("x-debug", quoted), ("x-request-id", password)], "Look at the headers.")
        ),
        Leak(testDescription: "an error inside the stream", answer: .streamedError(inStream, afterFrames: 1)),
        Leak(testDescription: "an error after output", answer: .streamedError(inStream, afterFrames: 6)),
        Leak(
            testDescription: "an error after output on Chat",
            api: .chat,
            answer: .streamedError(inStream, afterFrames: 6)
        ),
        Leak(testDescription: "response.failed", answer: failed),
        Leak(testDescription: "a policy's veto", answer: .error(400, code: "content_policy_violation", quoted)),
        Leak(
            testDescription: "a policy's veto inside the stream",
            answer: .streamedError(
                ModelReply.StreamedError(code: "content_policy_violation", message: quoted),
                afterFrames: 1
            )
        ),
        Leak(
            testDescription: "an error in a whole answer",
            answer: .bytes(
                status: 200,
                contentType: "application/json",
                Array(JSON.object([.init(key: "error", value: ["message": .string(quoted)])]).text.utf8)
            )
        ),
    ]

    @Test(arguments: leaks, [true, false])
    func `an upstream that quotes its key is not quoted`(_ leak: Leak, streamed: Bool) async throws {
        try await RunningEngine.serving(.on("hello", leak.answer), api: leak.api, configure: Self.configure) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(streamed: streamed))
            try await proxy.waitForEnded()
            try await proxy.waitForLog("\"exchange\"")

            let emitted = answer.text + answer.headers.map { "\($0.name): \($0.value)\n" }.joined()
            for secret in [Self.password, RunningEngine.upstreamKey] {
                #expect(!emitted.contains(secret))
                #expect(!proxy.everythingKept.contains(secret))
            }
            // It did get them.
            #expect(proxy.upstream.requests.first?.header("authorization")?.contains(RunningEngine.upstreamKey) == true)
        }
    }

    @Test(arguments: [0, 1, 7, 19, 20])
    func `a key split over two pieces of the answer is not kept either`(offset: Int) async throws {
        let frame = "data: {\"type\":\"error\",\"code\":\"invalid_value\",\"message\":\"\(Self.quoted)\"}\n\n"
        let key = try #require(frame.firstRange(of: Self.password))
        let split = frame.index(key.lowerBound, offsetBy: offset)
        let pieces = [String(frame[..<split]), String(frame[split...])]
        try await RunningEngine.serving(.on("hello", .events(pieces)), configure: Self.configure) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())
            let exchange = try #require(try await proxy.waitForEnded().first)

            #expect(answer.status == 400)
            #expect(!answer.text.contains(Self.password))
            #expect(!proxy.everythingKept.contains(Self.password))
            let kept = try #require(proxy.engine.ring.stages(of: exchange.id)).upstreamAnswer.body
            #expect(String(decoding: kept, as: UTF8.self).contains("Not the right key: •••, nor •••."))
        }
    }

    @Test func `of a key whose end never comes, the beginning is not kept`() async throws {
        let pieces = ["data: the key is ", String(Self.password.dropLast())]
        try await RunningEngine.serving(.on("hello", .events(pieces)), configure: Self.configure) { proxy in
            _ = try await proxy.answer(to: RunningEngine.question())
            let exchange = try #require(try await proxy.waitForEnded().first)

            let kept = try #require(proxy.engine.ring.stages(of: exchange.id)).upstreamAnswer.body
            #expect(String(decoding: kept, as: UTF8.self) == "data: the key is •••")
        }
    }

    @Test(arguments: ["x-api-key", "authorization"])
    func `the client's key reaches neither the upstream nor anything that is kept`(header: String) async throws {
        let key = RunningEngine.clientKey
        let headers: [RunningEngine.Header] =
            header == "x-api-key" ? [("x-api-key", key)] : [("x-api-key", ""), ("authorization", "Bearer \(key)")]
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            _ = try await proxy.answer(to: RunningEngine.question(), headers: headers)
            _ = try await proxy.answer(to: RunningEngine.question(), at: "/v1/messages/count_tokens", headers: headers)
            try await proxy.waitForEnded(2)

            for request in proxy.upstream.requests {
                let sent = request.headers.map { "\($0.name): \($0.value)\n" }.joined()
                #expect(!sent.contains(key))
                #expect(!String(decoding: request.body, as: UTF8.self).contains(key))
            }
            #expect(!proxy.everythingKept.contains(key))
        }
    }

    @Test func `a wrong key is not kept, for it may be a right one elsewhere`() async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            let key = "sk-real-key-at-the-wrong-door"
            _ = try await proxy.answer(
                to: RunningEngine.question(),
                headers: [("x-api-key", key), ("authorization", "Bearer \(key)")]
            )
            try await proxy.waitForEnded()

            #expect(!proxy.everythingKept.contains(key))
        }
    }

    @Test func `configured headers are on record without their values`() async throws {
        try await RunningEngine.serving(configure: Self.configure) { proxy in
            _ = try await proxy.stream()
            let exchange = try #require(try await proxy.waitForEnded().first)

            let headers = try #require(proxy.engine.ring.stages(of: exchange.id)).upstreamRequest.headers
            #expect(headers.filter { $0.name == "authorization" }.allSatisfy { $0.value == "•••" })
            #expect(!headers.isEmpty)
        }
    }
}
