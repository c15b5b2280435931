import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct RetryTests {
    /// A wait that costs no time to speak of.
    private static let soon: [RunningEngine.Header] = [("retry-after-ms", "5")]
    private static let busy = ScriptedAnswer.error(503, headers: soon, "Busy.")

    // MARK: Transient failures

    @Test func `a transient status is tried again, and the client hears nothing of it`() async throws {
        try await RunningEngine.serving(.on("hello", Self.busy), .on("hello", .text("Now."))) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(answer.text == "Now.")
            let requests = proxy.upstream.requests
            #expect(requests.count == 2)
            #expect(requests.first?.body == requests.last?.body)
        }
    }

    @Test func `each attempt is on record with its status and what was wrong`() async throws {
        try await RunningEngine.serving(.on("hello", Self.busy)) { proxy in
            _ = try await proxy.stream()

            let attempts = try #require(try await proxy.waitForEnded().first?.attempts)
            #expect(attempts.map(\.status) == [503, 200])
            #expect(attempts.map(\.failure?.line) == ["overloaded_error: Busy.", nil])
            #expect(attempts.compactMap(\.upstreamRequestID) == ["req_000001", "req_000002"])
        }
    }

    @Test func `a wait that is too long is left to the client`() async throws {
        let failure = ScriptedAnswer.error(429, code: "rate_limit_exceeded", headers: [("retry-after", "21")], "Wait.")
        try await RunningEngine.serving(.on("hello", failure)) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 429)
            #expect(answer.header("retry-after") == "21")
            #expect(proxy.upstream.requests.count == 1)
        }
    }

    @Test(arguments: DialectName.translated)
    func `an error inside the stream before any output is tried again like a status`(_ api: DialectName) async throws {
        let error = ModelReply.StreamedError(code: "rate_limit_exceeded", message: "Please try again in 5ms.")
        let failure = ScriptedAnswer.streamedError(error, afterFrames: 1)
        try await RunningEngine.serving(.on("hello", failure), .on("hello", .text("Now.")), api: api) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.violation == nil)
            #expect(answer.text == "Now.")
            let attempts = try #require(try await proxy.waitForEnded().first?.attempts)
            #expect(attempts.map(\.failure?.line) == ["rate_limit_error: Please try again in 5ms.", nil])
        }
    }

    @Test(arguments: DialectName.translated)
    func `nothing is tried again once the client has seen output`(_ api: DialectName) async throws {
        let error = ModelReply.StreamedError(code: "server_error", message: "Broken.")
        let failure = ScriptedAnswer.streamedError(error, afterFrames: 6)
        try await RunningEngine.serving(.on("hello", failure), api: api) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.error?.message == "Broken.")
            #expect(proxy.upstream.requests.count == 1)
        }
    }

    @Test func `an unreachable upstream is an api_error, after the retries`() async throws {
        let port = try ReservedPort()
        let address = "http://127.0.0.1:\(port.number)/v1"
        // Were a refused connection tried again until the limit for connecting, this would not end.
        try await RunningEngine.serving(configure: { $0.upstreams[0].baseURL = address }) { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())

            #expect(answer.status == 500)
            #expect(answer.error?.type == "api_error")
            let message = try #require(answer.error?.message)
            #expect(message.hasPrefix("Could not reach the upstream API: connection refused"), "\(message)")
            #expect(try await proxy.waitForEnded().first?.attempts.count == 2)
        }
        withExtendedLifetime(port) {}
    }

    @Test(arguments: DialectName.translated)
    func `a connection that is cut before any output is tried again`(_ api: DialectName) async throws {
        var cut = ModelReply(.text("never"))
        cut.mishap = .cut(afterFrames: 1)
        try await RunningEngine.serving(.on("hello", .reply(cut)), .on("hello", .text("Now.")), api: api) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.text == "Now.")
            #expect(proxy.upstream.requests.count == 2)
        }
    }

    // MARK: Parameters an upstream refuses

    private static let refusal = ScriptedAnswer.error(
        400,
        code: "unsupported_parameter",
        parameter: "temperature",
        "Unsupported parameter: 'temperature' is not supported with this model."
    )
    private static let warm = RunningEngine.question(model: "claude-sonnet-4-5").setting("temperature", to: 0.5)

    @Test(arguments: DialectName.translated)
    func `a refused parameter is left out, and from then on`(_ api: DialectName) async throws {
        let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }
        try await RunningEngine.serving(.on("hello", Self.refusal), api: api, configure: once) { proxy in
            for _ in 0..<2 {
                let answer = try await proxy.stream(Self.warm)
                #expect(answer.isWhole)
            }

            #expect(proxy.upstream.requests.map { $0.json["temperature"] != nil } == [true, false, false])
        }
    }

    @Test func `summaries that an organisation may not have are requested only once`() async throws {
        let refusal = ScriptedAnswer.error(
            400,
            code: "unsupported_value",
            parameter: "reasoning.summary",
            "Your organization must be verified to generate reasoning summaries."
        )
        let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }
        try await RunningEngine.serving(.on("hello", refusal), configure: once) { proxy in
            let question = RunningEngine.question(model: "claude-haiku-4-5").setting("thinking", to: Self.thinking)
            for _ in 0..<2 {
                let answer = try await proxy.stream(question)
                #expect(answer.isWhole)
            }

            let summaries = proxy.upstream.requests.map { $0.json["reasoning"]?["summary"] != nil }
            #expect(summaries == [true, false, false])
        }
    }

    @Test(arguments: [
        "Item 'rs_1' of type 'reasoning' was provided without its required following item.",
        "Item 'fc_1' of type 'function_call' was provided without its required 'reasoning' item: 'rs_1'.",
    ])
    func `reasoning out of its order is left out of one more try, and a note says so`(_ message: String) async throws {
        let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }
        let disordered = ScriptedAnswer.error(400, parameter: "input", message)
        try await RunningEngine.serving(Self.firstTurn, .on("second", disordered), configure: once) { proxy in
            let answer = try await proxy.stream(try await Self.secondTurn(proxy))

            #expect(answer.isWhole)
            #expect(proxy.upstream.requests.map(Self.reasoningItems) == [0, 1, 0])
            let notes = try await proxy.waitForEnded(2).last?.notes
            #expect(notes?.contains { $0.code == .reasoningNotOpened } == true)
        }
    }

    @Test func `marks for the cache that an upstream does not know are left out, and from then on`() async throws {
        let refusal = ScriptedAnswer.error(
            400,
            code: "unknown_parameter",
            parameter: "input[0].content[0].prompt_cache_breakpoint",
            "Unknown parameter: 'input[0].content[0].prompt_cache_breakpoint'."
        )
        let newest: @Sendable (inout Config) -> Void = { config in
            config.models.insert(ModelRule(match: "*", to: "gpt-5.6-sol", upstream: RunningEngine.upstreamName), at: 0)
        }
        try await RunningEngine.serving(.on("hello", refusal), configure: newest) { proxy in
            let question = RunningEngine.question().setting("cache_control", to: ["type": "ephemeral"])
            for _ in 0..<2 {
                let answer = try await proxy.stream(question)
                #expect(answer.isWhole)
            }

            let marked = proxy.upstream.requests.map { String(decoding: $0.body, as: UTF8.self).contains("breakpoint") }
            #expect(marked == [true, false, false])
        }
    }

    @Test func `a refused parameter is published as an event, in the log and in the metrics`() async throws {
        try await RunningEngine.serving(.on("hello", Self.refusal)) { proxy in
            _ = try await proxy.stream(Self.warm)

            try await proxy.waitForEvent { event in
                guard case .translation(.parameterRefused(_, "gpt-4.1", "temperature")) = event else { return false }
                return true
            }
            try await proxy.waitForLog("parameter=temperature")
            _ = try await proxy.metrics { $0.contains("dragoman_refused_parameters_total 1\n") }
        }
    }

    @Test func `another model still gets a parameter that one has refused`() async throws {
        try await RunningEngine.serving(.on("hello", Self.refusal), configure: Self.twoModels) { proxy in
            _ = try await proxy.stream(Self.warm)
            _ = try await proxy.stream(Self.warm.setting("model", to: "other"))

            #expect(proxy.upstream.requests.last?.model == "gpt-4o")
            #expect(proxy.upstream.requests.last?.json["temperature"] != nil)
        }
    }

    private static let twoModels: @Sendable (inout Config) -> Void = { config in
        config.models.append(ModelRule(match: "other", to: "gpt-4o", upstream: RunningEngine.upstreamName))
    }

    @Test func `a parameter refused again although it is gone is an error`() async throws {
        try await RunningEngine.serving(.always(on: "hello", Self.refusal)) { proxy in
            let answer = try await proxy.answer(to: Self.warm)

            #expect(answer.status == 400)
            #expect(answer.error?.message.contains("temperature") == true)
            #expect(proxy.upstream.requests.count == 2)
        }
    }

    @Test func `two requests under way at once both get over the same refusal`() async throws {
        let gates = [Gate(), Gate()]
        let held = gates.map { gate -> ScriptRule in
            var reply = ModelReply(.text("x"))
            reply.holds = [ModelReply.Hold(at: .afterFrames(1), gate)]
            reply.mishap = .error(
                ModelReply.StreamedError(
                    type: "invalid_request_error",
                    code: "unsupported_parameter",
                    message: "Unsupported parameter: 'temperature' is not supported with this model."
                ),
                afterFrames: 1
            )
            return .on("hello", .reply(reply))
        }
        let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }
        try await RunningEngine.serving(held[0], held[1], configure: once) { proxy in
            async let first = proxy.answer(to: Self.warm)
            async let second = proxy.answer(to: Self.warm)
            for gate in gates { try await gate.waitUntilReached() }
            for gate in gates { gate.open() }

            #expect(try await [first.status, second.status] == [200, 200])
        }
    }

    // MARK: Reasoning that cannot be opened

    private static let thinking: JSON = ["type": "adaptive", "display": "summarized"]
    private static let sealed = ScriptedAnswer.error(
        400,
        code: "invalid_encrypted_content",
        "The encrypted content could not be verified."
    )

    /// A first turn with reasoning, and the request that goes on from it.
    private static func secondTurn(_ proxy: RunningEngine) async throws -> JSON {
        let first = try await proxy.answer(
            to: RunningEngine.question("first", streamed: false).setting("thinking", to: thinking)
        ).json
        let content = try #require(first["content"])
        #expect(content[0]?["type"]?.string == "thinking")
        return RunningEngine.question().setting("thinking", to: thinking).setting(
            "messages",
            to: [
                ["role": "user", "content": "first"], ["role": "assistant", "content": content],
                ["role": "user", "content": "second"],
            ]
        )
    }

    private static func reasoningItems(_ request: RecordedRequest) -> Int {
        (request.json["input"]?.elements ?? []).count { $0["type"]?.string == "reasoning" }
    }

    private static let firstTurn = ScriptRule.on("first", .reply(ModelReply(.reasoning("Hm."), .text("One."))))

    @Test func `reasoning that cannot be opened is left out of one more try`() async throws {
        let once: @Sendable (inout Config) -> Void = { $0.upstreams[0].retries = 0 }
        try await RunningEngine.serving(Self.firstTurn, .on("second", Self.sealed), configure: once) { proxy in
            let answer = try await proxy.stream(try await Self.secondTurn(proxy))

            #expect(answer.isWhole)
            #expect(proxy.upstream.requests.map(Self.reasoningItems) == [0, 1, 0])
        }
    }

    @Test func `if that does not help, there is no third try`() async throws {
        try await RunningEngine.serving(Self.firstTurn, .always(on: "second", Self.sealed)) { proxy in
            let answer = try await proxy.answer(to: try await Self.secondTurn(proxy))

            #expect(answer.status == 400)
            #expect(proxy.upstream.requests.count == 3)
        }
    }
}
