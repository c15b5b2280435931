import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// Further attempts over sockets. When there is one, and what is in it: `ExchangeRetryTableTests`,
/// `ExchangeRefusalTableTests`.
@Suite(.untilHung)
struct RetryTests {
    /// A wait that costs no time to speak of.
    private static let soon: [RunningEngine.Header] = [("retry-after-ms", "5")]
    private static let busy = ScriptedAnswer.error(503, headers: soon, "Busy.")

    @Test func `a transient status is tried again, and each attempt is on record`() async throws {
        try await RunningEngine.serving(.on("hello", Self.busy)) { proxy in
            #expect(try await proxy.stream().isWhole)

            let attempts = try #require(try await proxy.waitForEnded().first?.attempts)
            #expect(attempts.map(\.status) == [503, 200])
            #expect(attempts.map(\.failure?.line) == ["overloaded_error: Busy.", nil])
            #expect(attempts.compactMap(\.upstreamRequestID) == ["req_000001", "req_000002"])
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

    @Test func `a connection that is cut before any output is tried again`() async throws {
        var cut = ModelReply(.text("never"))
        cut.mishap = .cut(afterFrames: 1)
        try await RunningEngine.serving(.on("hello", .reply(cut)), .on("hello", .text("Now."))) { proxy in
            let answer = try await proxy.stream()

            #expect(answer.text == "Now.")
            #expect(proxy.upstream.requests.count == 2)
        }
    }

    private static let refusal = ScriptedAnswer.error(
        400,
        code: "unsupported_parameter",
        parameter: "temperature",
        "Unsupported parameter: 'temperature' is not supported with this model."
    )
    private static let warm = RunningEngine.question(model: "claude-sonnet-4-5").setting("temperature", to: 0.5)

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
}
