import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Requests that cannot be served: each gets a helpful 400, and none is sent upstream.
@Suite(.untilHung)
struct RefusedRequestTests {
    struct Body: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: [UInt8]
        /// What the message must say.
        var says: String

        init(_ description: String, _ text: String, says: String) {
            testDescription = description
            bytes = Array(text.utf8)
            self.says = says
        }

        init(_ description: String, bytes: [UInt8], says: String) {
            testDescription = description
            self.bytes = bytes
            self.says = says
        }
    }

    private static func question(_ change: (JSON) -> JSON) -> String { change(RunningEngine.question()).text }

    private static func without(_ key: String) -> String {
        JSON.object(RunningEngine.question().members.filter { $0.key != key }).text
    }

    private static func quoting(_ bytes: [UInt8]) -> [UInt8] {
        Array(#"{"model":""#.utf8) + bytes + Array(#""}"#.utf8)
    }

    private static let nested = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    private static let head = #"{"model":"claude-opus-4-5","max_tokens":5,"messages":"#

    static let bodies = [
        Body("nothing", "", says: "not valid JSON"),
        Body("half of it", String(RunningEngine.question().text.dropLast(5)), says: "not valid JSON"),
        Body("two values", "{}{}", says: "not valid JSON"),
        Body("no object", "[1,2]", says: "the body: expected an object"),
        Body("bad UTF-8", bytes: quoting([0xFF, 0xC0]), says: "not valid JSON"),
        Body("a lone surrogate in bytes", bytes: quoting([0xED, 0xA0, 0x80]), says: "not valid JSON"),
        Body("100,000 nested arrays", head + nested + "}", says: "not valid JSON"),
        Body("no model", without("model"), says: "model: field required"),
        Body("no max_tokens", without("max_tokens"), says: "max_tokens: field required"),
        Body("no messages", without("messages"), says: "messages: field required"),
        Body("an empty list of messages", question { $0.setting("messages", to: []) }, says: "messages: at least one"),
        Body("a number for the model", question { $0.setting("model", to: 7) }, says: "model: expected"),
        Body("an empty model", question { $0.setting("model", to: "") }, says: "model: must name a model"),
        Body("a text for max_tokens", question { $0.setting("max_tokens", to: "10") }, says: "max_tokens: expected"),
        Body("a fraction for max_tokens", question { $0.setting("max_tokens", to: 1.5) }, says: "max_tokens: expected"),
        Body("a negative max_tokens", question { $0.setting("max_tokens", to: -1) }, says: "max_tokens: must be 0 or"),
        Body(
            "a number for the effort",
            question { $0.setting("output_config", to: ["effort": 3]) },
            says: "output_config.effort: expected a string"
        ),
        Body("a number for the tier", question { $0.setting("service_tier", to: 3) }, says: "service_tier: expected"),
        Body(
            "a tool without a name",
            question { $0.setting("tools", to: [["name": "", "input_schema": ["type": "object"]]]) },
            says: "tools[0].name: must not be empty"
        ),
        Body("a text for stream", question { $0.setting("stream", to: "yes") }, says: "stream: expected"),
        Body("an object for messages", question { $0.setting("messages", to: [:]) }, says: "messages: expected an"),
        Body(
            "an unknown role",
            question { $0.setting("messages", to: [["role": "robot", "content": "x"]]) },
            says: "messages[0].role: expected \"user\", \"assistant\" or \"system\", found \"robot\""
        ),
        Body(
            "a message without content",
            question { $0.setting("messages", to: [["role": "user"]]) },
            says: "messages[0].content: field required"
        ),
        Body(
            "a block without text",
            question { $0.setting("messages", to: [["role": "user", "content": [["type": "text"]]]]) },
            says: "messages[0].content[0].text: field required"
        ),
        Body("a text for tools", question { $0.setting("tools", to: "Bash") }, says: "tools: expected"),
        Body(
            "safeguards",
            question { $0.setting("safeguards", to: [["type": "dangerous_tool_use"]]) },
            says: "safeguards: safeguards are not supported by this proxy"
        ),
    ]

    @Test(arguments: bodies)
    func `a request that cannot be read is a 400 that names the place`(_ body: Body) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("POST", "/v1/messages", body: body.bytes)

            #expect(answer.status == 400)
            let error = try #require(answer.error)
            #expect(error.type == "invalid_request_error")
            #expect(error.message.contains(body.says), "\(error.message)")
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    /// A count needs no `max_tokens`, and may well have some.
    static let countBodies = bodies.filter { !$0.testDescription.contains("max_tokens") }

    @Test(arguments: countBodies)
    func `counting its tokens is refused just so`(_ body: Body) async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("POST", "/v1/messages/count_tokens", body: body.bytes)

            #expect(answer.status == 400)
            #expect(answer.error?.message.contains(body.says) == true)
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test func `the depth that is allowed is configurable`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.maxJSONDepth = 5 }
        let tool: JSON = [
            "name": "Deep",
            "input_schema": ["type": "object", "properties": ["a": ["items": ["items": ["type": "string"]]]]],
        ]
        try await RunningEngine.serving(configure: configure) { proxy in
            let flat = try await proxy.answer(to: RunningEngine.question())
            let deep = try await proxy.answer(to: RunningEngine.question().setting("tools", to: [tool]))

            #expect(flat.status == 200)
            #expect(deep.status == 400)
        }
    }

    @Test func `an unknown model is a 400 that names it, the nearest and all that are mapped`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(model: "claude_sonnet_4_5"))

            #expect(answer.status == 400)
            let message = try #require(answer.error?.message)
            #expect(message.contains(#"No model is mapped for "claude_sonnet_4_5""#))
            #expect(message.contains(#"Did you mean "claude-sonnet-4-5""#))
            #expect(message.contains("claude-opus-*, claude-sonnet-*, claude-haiku-*"))
            #expect(message.contains("config.yaml"))
            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test func `a model's name cannot write lines into the log`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.answer(to: RunningEngine.question(model: "x\nforged\u{1B}[2J\u{9B}1m"))

            let log = try await proxy.waitForLog("invalid_request_error")
            #expect(log.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
            #expect(!log.contains("\nforged"))
        }
    }

    @Test func `a refusal is recorded with the request`() async throws {
        try await RunningEngine.serving { proxy in
            _ = try await proxy.answer(to: RunningEngine.question(model: "nothing-like-it"))

            let exchange = try #require(try await proxy.waitForEnded().first)
            #expect(exchange.outcome.label == "invalid_request_error")
            #expect(exchange.modelAsked == "nothing-like-it")
            #expect(exchange.modelSent == nil)
            #expect(exchange.attempts.isEmpty)
            let stages = try #require(proxy.engine.ring.stages(of: exchange.id))
            #expect(stages.clientRequest.body == Array(RunningEngine.question(model: "nothing-like-it").text.utf8))
        }
    }

    @Test func `a request that cannot be translated is recorded as refused too`() async throws {
        let image: JSON = ["type": "image", "source": ["type": "base64", "media_type": "image/png", "data": "%%%"]]
        let body = RunningEngine.question().setting("messages", to: [["role": "user", "content": [image]]])
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer(to: body)

            #expect(answer.status == 400)
            #expect(answer.error?.message.hasPrefix("messages[0].content[0]") == true)
            #expect(proxy.upstream.requests.isEmpty)
            let ended = try await proxy.waitForExchange(.refused)
            #expect(ended.attempts.isEmpty)
        }
    }
}
