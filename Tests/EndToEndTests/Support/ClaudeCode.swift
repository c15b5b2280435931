import Foundation
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The real client, run once without a terminal.
enum ClaudeCode {
    enum Version: String, Sendable, CaseIterable, CustomTestStringConvertible {
        /// Of November 2026.
        case current = "2.1.330"
        /// Of January 2026.
        case january = "2.1.1"

        var testDescription: String { rawValue }

        /// The tool that starts a subagent.
        var agentTool: String {
            switch self {
            case .current: "Agent"
            case .january: "Task"
            }
        }

        /// The tool that finds deferred ones.
        var searchTool: String {
            switch self {
            case .current: "ToolSearch"
            case .january: "MCPSearch"
            }
        }
    }

    /// What one run came to.
    struct Run: Sendable {
        var status: Int32
        /// The lines of `--output-format stream-json`.
        var events: [JSON]
        var errors: [String]

        /// The last of the client's result objects: background work gives each turn one.
        var result: JSON { events.last { $0["type"]?.string == "result" } ?? nil }

        /// What the client says at the end.
        var text: String { result["result"]?.string ?? "" }
    }

    /// Runs the client in `folder`: with a home, a temporary folder and a working folder (`work`) of its own, and with
    /// no way to any host but this one.
    static func run(
        _ version: Version,
        _ prompt: String,
        _ arguments: [String] = [],
        through proxy: ProxyProcess,
        in folder: TemporaryFolder,
        environment: [String: String] = [:]
    ) async throws -> Run {
        try await run(
            version,
            prompt,
            arguments,
            at: proxy.address,
            in: folder,
            environment: environment
        )
    }

    /// The same, where all that is known of the proxy is its address.
    static func run(
        _ version: Version,
        _ prompt: String,
        _ arguments: [String] = [],
        at address: String,
        in folder: TemporaryFolder,
        environment: [String: String] = [:]
    ) async throws -> Run {
        let end = try await ChildProcess.run(
            try Tool.claudeCode(version).requireLocation(),
            ["-p", prompt, "--output-format", "stream-json", "--verbose"] + arguments,
            environment: try own(at: address, in: folder).merging(environment) { $1 },
            in: try folder.folder("work").url
        )
        return Run(
            status: end.status ?? -1,
            events: try end.output.filter { $0.hasPrefix("{") }.map { try JSON(parsing: $0) },
            errors: end.errors
        )
    }
    /// The environment that keeps the client to itself.
    static func own(at address: String, in folder: TemporaryFolder) throws -> [String: String] {
        let temporary = try folder.folder("tmp")
        return [
            "HOME": try folder.folder("home").path, "TMPDIR": temporary.path, "CLAUDE_CODE_TMPDIR": temporary.path,
            "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8", "DISABLE_AUTOUPDATER": "1",
            "ANTHROPIC_BASE_URL": address, "ANTHROPIC_API_KEY": ProxyProcess.clientKey,
            // Nothing listens on the discard port, so the client's reports to Anthropic go nowhere.
            "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1",
        ]
    }
}
