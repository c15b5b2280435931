import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The program from outside: its binary between real clients and a mock of OpenAI.
///
/// One at a time: every client takes a core of its own, and all tests script the one mock that the suite starts.
@Suite(.serialized, .needs(.dragoman), .mock, .untilHung)
enum EndToEndTests {}

/// A proxy between a client and the suite's mock, with a folder for both.
struct Bridge: Sendable {
    let proxy: ProxyProcess
    let mock: MockServer
    let folder: TemporaryFolder

    /// Scripts the mock, starts the proxy, runs `body`, and expects that the mock has refused nothing.
    static func running<Result: Sendable>(
        _ api: ScriptedAPI,
        models: [(match: String, to: String)]? = nil,
        _ rules: ScriptRule...,
        body: @Sendable (Bridge) async throws -> Result
    ) async throws -> Result {
        try await running(api, models: models, rules, body: body)
    }

    static func running<Result: Sendable>(
        _ api: ScriptedAPI,
        models: [(match: String, to: String)]? = nil,
        captures: Bool = false,
        _ rules: [ScriptRule],
        body: @Sendable (Bridge) async throws -> Result
    ) async throws -> Result {
        let mock = try #require(MockServer.current, "the suite's trait starts a mock")
        try await mock.reset()
        try await mock.script(rules)
        let settings = ProxyProcess.Settings(api: api, models: models, captures: captures)
        return try await TemporaryFolder.lending { folder in
            let result = try await ProxyProcess.running(settings, before: mock.baseURL, in: folder) { proxy in
                try await body(Bridge(proxy: proxy, mock: mock, folder: folder))
            }
            let violations = try await mock.violations()
            #expect(violations.isEmpty, "the proxy sends nothing that OpenAI refuses")
            return result
        }
    }

    func claude(
        _ version: ClaudeCode.Version,
        _ prompt: String,
        _ arguments: String...,
        environment: [String: String] = [:]
    ) async throws -> ClaudeCode.Run {
        try await ClaudeCode.run(
            version,
            prompt,
            arguments,
            through: proxy,
            in: folder,
            environment: environment
        )
    }

    /// The requests to a model whose last text holds `text`.
    func asked(_ text: String) async throws -> [RecordedRequest] {
        try await mock.requests().filter { $0.api != .inputTokens && $0.lastText.contains(text) }
    }
}

extension ScriptRule {
    /// Answers requests without a rule: the January client sends several at its start.
    static let otherwise = ScriptRule.always(on: "", .text("done"))
}

extension JSON {
    /// Every value in the tree that `matches`, itself included.
    func all(where matches: (JSON) -> Bool) -> [JSON] {
        let below = elements + members.map(\.value)
        return (matches(self) ? [self] : []) + below.flatMap { $0.all(where: matches) }
    }

    /// Every object in the tree with this `type`.
    func all(ofType type: String) -> [JSON] {
        all { $0["type"]?.string == type }
    }
}
