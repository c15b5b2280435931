import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The proxy's binary, running on a port of its own with a configuration of its own.
struct ProxyProcess: Sendable {
    /// What the configuration says beyond where the upstream is.
    struct Settings: Sendable {
        var api: ScriptedAPI
        var models: [(match: String, to: String)] = [
            ("claude-opus-*", "gpt-5.2"), ("claude-sonnet-*", "gpt-4.1"), ("claude-haiku-*", "gpt-5"),
        ]
        /// Whether every exchange's stages are kept in files.
        var captures: Bool
        /// A key the mocks take for a real one.
        var upstreamKey = "sk-test-0123456789abcdef"

        init(
            api: ScriptedAPI = .responses,
            models: [(match: String, to: String)]? = nil,
            captures: Bool = false
        ) {
            self.api = api
            self.captures = captures
            if let models { self.models = models }
        }
    }

    static let clientKey = "dummy"

    let address: String
    let telemetryLog: URL
    /// The folder of the exchanges' stages, where the settings keep them.
    let captures: URL
    private let process: ChildProcess

    /// Starts the proxy, runs `body`, ends the proxy with SIGTERM and expects that it goes without complaint.
    static func running<Result: Sendable>(
        _ settings: Settings = Settings(),
        before upstream: String,
        in folder: TemporaryFolder,
        body: @Sendable (ProxyProcess) async throws -> Result
    ) async throws -> Result {
        let telemetryLog = folder.file("telemetry.jsonl")
        let captures = Self.kept ?? folder.file("captures")
        let files = (telemetryLog: telemetryLog, captures: captures)
        let configuration = Self.configuration(settings, upstream: upstream, files)
        try folder.write(configuration.utf8, to: "config.yaml")
        return try await ChildProcess.running(
            try Tool.dragoman.requireLocation(),
            ["run", "--config", folder.file("config.yaml").path, "--no-tui"],
            environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
            in: folder.url
        ) { process in
            let line = try await process.line { $0.contains("listening") }
            let address = try #require(
                line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output,
                "the proxy says where it listens: \(line)"
            )
            let proxy = ProxyProcess(
                address: String(address),
                telemetryLog: telemetryLog,
                captures: captures,
                process: process
            )
            let result: Result
            do {
                result = try await body(proxy)
            } catch {
                // What went wrong may have gone wrong here.
                let end = try await process.end()
                if end.status != 0 {
                    let last = process.lines.suffix(20).joined(separator: "\n")
                    Issue.record("the proxy ended with \(end.status): \(last)")
                }
                throw error
            }
            let end = try await process.end()
            #expect(end.status == 0, "the proxy ends well at SIGTERM: \(process.lines.suffix(5))")
            return result
        }
    }

    /// A new folder in the one in which a person wants to keep what was captured.
    private static var kept: URL? {
        Tool.environment["DRAGOMAN_CAPTURES"].map { URL(filePath: $0).appending(path: UUID().uuidString) }
    }

    private static func configuration(
        _ settings: Settings,
        upstream: String,
        _ files: (telemetryLog: URL, captures: URL)
    ) -> String {
        let captures = settings.captures ? files.captures.path : "off"
        let models = settings.models.map { #"  - {match: "\#($0.match)", to: \#($0.to)}"# }.joined(separator: "\n")
        return """
            listen: 127.0.0.1:0
            client_keys: [\(clientKey)]
            upstreams:
              openai:
                base_url: \(upstream)
                api_key: \(settings.upstreamKey)
                api: \(settings.api.rawValue)
            models:
            \(models)
            telemetry: {log: \(files.telemetryLog.path)}
            capture: {directory: \(captures)}
            log: {level: info, format: json}
            server: {check_upstreams: off}

            """
    }

    /// What the proxy has logged so far.
    var log: [String] { process.lines }

    /// Ends the proxy, and gives the exchanges that it has logged, in the order in which they ended.
    func endedExchanges() async throws -> [JSON] {
        let end = try await process.end()
        return try end.lines.filter { $0.text.contains(#""message":"exchange""#) }.map { try JSON(parsing: $0.text) }
    }

    /// Ends the proxy, and gives the telemetry that it has written down, a value for each line: it answers a client
    /// before it writes, so only the end shows all.
    func endedTelemetry() async throws -> [JSON] {
        try await process.end()
        guard let data = try? Data(contentsOf: telemetryLog) else { return [] }
        return try String(decoding: data, as: UTF8.self).split(separator: "\n").map { try JSON(parsing: String($0)) }
    }

    /// Sends one request as a client with the right key does.
    func send<Result: Sendable>(
        _ method: String = "POST",
        _ path: String,
        _ body: JSON? = nil,
        reading: @Sendable (LoopbackClient.Answer) async throws -> Result
    ) async throws -> Result {
        let headers = [
            ("x-api-key", Self.clientKey), ("anthropic-version", "2023-06-01"), ("content-type", "application/json"),
        ]
        return try await LoopbackClient.send(
            method,
            to: address + path,
            headers: headers.map { (name: $0.0, value: $0.1) },
            body: Array((body?.text ?? "").utf8),
            reading: reading
        )
    }
}
