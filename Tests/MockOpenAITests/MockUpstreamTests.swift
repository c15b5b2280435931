import JournalTestSupport
import NIOPosix
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import MockOpenAI
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The mock behind a real edge, asked by a client of the user's own.
@Suite(.untilHung)
struct MockUpstreamTests {
    private static func serving<Result: Sendable>(
        _ api: DialectName,
        _ entries: [(marker: String, reply: MockReply)] = [],
        pace: Duration = .microseconds(10),
        body: @Sendable (RunningEngine) async throws -> Result
    ) async throws -> Result {
        try await ScriptedUpstream.serving { unused in
            var options = Engine.Options()
            let mock = MockUpstream(
                entries: entries,
                group: MultiThreadedEventLoopGroup.singleton,
                pace: .real(pace)
            )
            options.upstream = mock.upstreamClient
            let engine = Engine(RunningEngine.configuration(unused, api), options: options)
            return try await RunningEngine.serving(engine, before: unused, body: body)
        }
    }

    @Test(arguments: DialectName.translated)
    func `a question outside of the script gets a general answer`(_ api: DialectName) async throws {
        try await Self.serving(api) { proxy in
            let answer = try await proxy.stream(RunningEngine.question("Who are you?"))

            #expect(answer.violation == nil)
            #expect(answer.text.contains("built-in mock of OpenAI; no model was asked"))
            #expect(answer.text.contains("“Who are you?”"))
        }
    }

    @Test(arguments: DialectName.translated)
    func `text, calls and usage of a reply arrive`(_ api: DialectName) async throws {
        let reply = MockReply(text: "Grüße 🎉", calls: [.init("Read", #"{"path":"é"}"#)], cachedShare: 0.5)
        try await Self.serving(api, [("go", reply)]) { proxy in
            let body = RunningEngine.question("go", model: "claude-sonnet-4-5").setting(
                "tools",
                to: [["name": "Read", "input_schema": ["type": "object", "properties": [:]]]]
            )
            let answer = try await proxy.stream(body)

            #expect(answer.violation == nil)
            #expect(answer.text == "Grüße 🎉")
            #expect(answer.toolInput == #"{"path":"é"}"#)
            #expect(answer.stopReason == "tool_use")
            #expect((try await proxy.waitForEnded().first?.usage?.cacheReadInputTokens ?? 0) > 0)
        }
    }

    @Test(arguments: DialectName.translated)
    func `a failure is returned once, then the next entry answers`(_ api: DialectName) async throws {
        let failure = MockReply.Failure(status: 400, type: "invalid_request_error", message: "Not this time.")
        let entries = [("go", MockReply(failure: failure)), ("go", MockReply(text: "This time."))]
        try await Self.serving(api, entries.map { (marker: $0.0, reply: $0.1) }) { proxy in
            let first = try await proxy.answer(to: RunningEngine.question("go"))
            let second = try await proxy.stream(RunningEngine.question("go"))

            #expect(first.error?.message == "Not this time.")
            #expect(second.text == "This time.")
        }
    }

    @Test(arguments: DialectName.translated)
    func `an answer that must fit a schema fits it`(_ api: DialectName) async throws {
        let schema: JSON = [
            "type": "object", "required": ["title", "count", "tags", "kind"], "additionalProperties": false,
            "properties": [
                "title": ["type": "string"], "count": ["type": "integer"], "kind": ["enum": ["a", "b"]],
                "tags": ["type": "array", "items": ["type": "boolean"]],
            ],
        ]
        let body = RunningEngine.question("name it").setting(
            "output_config",
            to: ["format": ["type": "json_schema", "schema": schema]]
        )
        try await Self.serving(api) { proxy in
            let answer = try JSON(parsing: try await proxy.stream(body).text)

            #expect(answer == ["title": "demo", "count": 1, "tags": [true], "kind": "a"])
        }
    }

    @Test func `it counts tokens`() async throws {
        try await Self.serving(.responses) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question(), at: "/v1/messages/count_tokens")

            #expect((answer.json["input_tokens"]?.int ?? 0) > 0)
            guard case .counted(_, isEstimate: false) = try await proxy.waitForEnded().first?.outcome else {
                Issue.record("not counted by the mock")
                return
            }
        }
    }

    @Test func `a client that leaves stops it`() async throws {
        let long = MockReply(text: String(repeating: "on and on ", count: 5000))
        try await Self.serving(.responses, [("go", long)], pace: .milliseconds(5)) { proxy in
            try await proxy.post(RunningEngine.question("go")) { _ = try await $0.read(until: "on and on") }

            #expect(try await proxy.waitForEnded().first?.outcome == .cancelled)
        }
    }
}
