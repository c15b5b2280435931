import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A client that hears nothing for minutes gives up: a silent upstream is covered by pings; over sockets. The cases:
/// `ExchangeTimeTableTests`.
@Suite(.untilHung)
struct HeartbeatTests {
    private static let lively: @Sendable (inout Config) -> Void = { config in
        config.server.heartbeat = .milliseconds(20)
        config.server.commitAfter = .milliseconds(20)
    }

    /// Reads until the stream holds `text`, opens the gate and reads the rest.
    private static func stream(
        _ proxy: RunningEngine,
        until text: String,
        then gate: Gate
    ) async throws -> StreamedAnswer {
        try await proxy.post(RunningEngine.question()) { answer in
            #expect(answer.status == 200)
            let start = try await answer.read(until: text)
            gate.open()
            return try StreamedAnswer(parsing: start + (try await answer.text()))
        }
    }

    @Test(arguments: DialectName.translated)
    func `a silent upstream's answer begins with message_start and pings`(_ api: DialectName) async throws {
        let gate = Gate()
        let answer = ScriptedAnswer.text("At last.", heldAt: .beforeHead, by: gate)
        try await RunningEngine.serving(.on("hello", answer), api: api, configure: Self.lively) { proxy in
            let answer = try await Self.stream(proxy, until: "event: ping\ndata: {\"type\":\"ping\"}\n\n", then: gate)

            #expect(answer.violation == nil)
            #expect(answer.names.starts(with: ["message_start", "ping"]))
            #expect(answer.text == "At last.")
            #expect(answer.isWhole)
        }
    }
}
