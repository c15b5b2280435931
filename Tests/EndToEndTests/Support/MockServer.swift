import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What stands in for OpenAI: the simulator that `$OPENAI_SIM` names, else the built-in scripted upstream.
///
/// The simulator refuses what OpenAI refuses and is a program of its own; the built-in one takes nearly everything.
/// Tests are written for both, so they script only what both can do.
enum MockServer: Sendable {
    case simulator(address: String)
    case scripted(ScriptedUpstream)

    /// The one that the suite's trait has started.
    @TaskLocal static var current: MockServer?

    var baseURL: String {
        switch self {
        case .simulator(let address): address + "/v1"
        case .scripted(let upstream): upstream.baseURL
        }
    }

    func script(_ rules: [ScriptRule]) async throws {
        switch self {
        case .simulator:
            _ = try await control("POST", "script", .array(try rules.map { try $0.simulatorRule() }))
        case .scripted(let upstream):
            upstream.script(rules)
        }
    }

    /// The simulator gives bodies as values: there ``RecordedRequest/body`` is not what stood on the wire.
    func requests() async throws -> [RecordedRequest] {
        switch self {
        case .simulator:
            try await control("GET", "requests").elements.map { request in
                RecordedRequest(
                    method: "POST",
                    path: request["path"]?.string ?? "",
                    headers: (request["headers"]?.members ?? []).map { ($0.key, $0.value.string ?? "") },
                    body: Array((request["body"] ?? nil).text.utf8)
                )
            }
        case .scripted(let upstream):
            upstream.requests
        }
    }

    /// What was refused because it is not what OpenAI's API takes.
    func violations() async throws -> [String] {
        switch self {
        case .simulator:
            try await control("GET", "violations").elements.map { violation in
                "\(violation["path"]?.string ?? ""): \(violation["why"]?.string ?? "")"
            }
        case .scripted(let upstream):
            upstream.violations
        }
    }

    func reset() async throws {
        switch self {
        case .simulator: _ = try await control("POST", "reset", [:])
        case .scripted(let upstream): upstream.reset()
        }
    }

    static func serving(_ body: @Sendable (MockServer) async throws -> Void) async throws {
        guard let simulator = Tool.simulator else {
            return try await ScriptedUpstream.serving { try await body(.scripted($0)) }
        }
        let arguments = [simulator.path, "--port", "0"]
        // It imports the whole of the openai package before it listens.
        try await ChildProcess.running(try Tool.python.requireLocation(), arguments) { process in
            let line = try await process.line { $0.contains("http://127.0.0.1:") }
            guard let address = line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output else { return }
            try await body(.simulator(address: String(address)))
        }
    }

    private func control(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        guard case .simulator(let address) = self else { return nil }
        return try await LoopbackClient.send(
            method,
            to: "\(address)/_sim/\(path)",
            headers: [("content-type", "application/json")],
            body: Array((body?.text ?? "").utf8)
        ) { try await $0.json() }
    }
}

/// Starts one mock for all tests of a suite.
struct MockServerTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await MockServer.serving { mock in
            try await MockServer.$current.withValue(mock) { try await function() }
        }
    }
}

extension Trait where Self == MockServerTrait {
    static var mock: Self { MockServerTrait() }
}
