import Foundation
import JournalTestSupport
import SwiftProtobuf
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct TelemetryEndpointTests {
    private let directory: TelemetryDirectory

    init() throws {
        directory = try TelemetryDirectory()
    }

    private func serving<Result: Sendable>(
        body: @Sendable (RunningEngine) async throws -> Result
    ) async throws -> Result {
        let log = directory.log
        return try await RunningEngine.serving(configure: { $0.telemetry.log = log }, body: body)
    }

    private static let events = #"""
        {"events":[{"event_type":"ClaudeCodeInternalEvent","event_data":{"event_name":"tengu_init","session_id":"s-1"}},
        {"event_type":"ClaudeCodeInternalEvent","event_data":{"event_name":"tengu_exit","session_id":"s-1"}}]}
        """#

    private static let logs = #"""
        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"claude_code.api_request"},
        "attributes":[{"key":"event.name","value":{"stringValue":"api_request"}}]}]}]}]}
        """#

    private static let protobufLogs: [UInt8] = {
        let request = Opentelemetry_Proto_Collector_Logs_V1_ExportLogsServiceRequest.with {
            let record = Opentelemetry_Proto_Logs_V1_LogRecord.with { $0.body.stringValue = "claude_code.tool" }
            $0.resourceLogs = [.with { $0.scopeLogs = [.with { $0.logRecords = [record] }] }]
        }
        return (try? request.serializedBytes()) ?? []
    }()

    @Test(arguments: [TelemetrySource.eventLoggingV1, .eventLoggingV2])
    func `event logging of either version is taken, shown and kept`(_ source: TelemetrySource) async throws {
        try await serving { proxy in
            let answer = try await proxy.answer("POST", source.path, body: Array(Self.events.utf8))

            #expect(answer.status == 200)
            #expect(answer.json["status"]?.string == "ok")
            let event = try await Self.telemetry(proxy)
            #expect(event.source == source.rawValue)
            #expect(event.session == "s-1")
            #expect(event.names.map(\.name) == ["tengu_init", "tengu_exit"])
        }
        #expect(try directory.lines().count == 2)
    }

    @Test func `OTLP as JSON is answered in JSON`() async throws {
        try await serving { proxy in
            let answer = try await proxy.answer("POST", "/v1/logs", body: Array(Self.logs.utf8))

            #expect(answer.status == 200)
            #expect(answer.header("content-type") == "application/json")
            #expect(answer.text == "{}")
            #expect(try await Self.telemetry(proxy).names.map(\.name) == ["api_request"])
        }
    }

    @Test func `OTLP as protobuf is answered with an empty protobuf message`() async throws {
        try await serving { proxy in
            let answer = try await proxy.answer(
                "POST",
                "/v1/logs",
                headers: [("content-type", "application/x-protobuf")],
                body: Self.protobufLogs
            )

            #expect(answer.status == 200)
            #expect(answer.header("content-type") == "application/x-protobuf")
            #expect(answer.body.isEmpty)
            #expect(try await Self.telemetry(proxy).names.map(\.name) == ["claude_code.tool"])
        }
    }

    @Test func `OTLP may come packed`() async throws {
        try await serving { proxy in
            let answer = try await proxy.answer(
                "POST",
                "/v1/logs",
                headers: [("content-encoding", "gzip"), ("content-type", "application/x-protobuf")],
                body: Gzip.pack(Self.protobufLogs)
            )

            #expect(answer.status == 200)
            #expect(try await Self.telemetry(proxy).recordCount == 1)
        }
    }

    @Test(arguments: ["/v1/metrics", "/v1/traces"])
    func `metrics and traces are taken too`(path: String) async throws {
        let name = path == "/v1/metrics" ? "resourceMetrics" : "resourceSpans"
        try await serving { proxy in
            let answer = try await proxy.answer("POST", path, body: Array(#"{"\#(name)":[]}"#.utf8))

            #expect(answer.status == 200)
            #expect(try await Self.telemetry(proxy).source == (path == "/v1/metrics" ? "otlp_metrics" : "otlp_traces"))
        }
    }

    @Test func `the session may stand in a header alone`() async throws {
        try await serving { proxy in
            _ = try await proxy.answer(
                "POST",
                "/v1/logs",
                headers: [("x-claude-code-session-id", "from-header")],
                body: Array(Self.logs.utf8)
            )

            #expect(try await Self.telemetry(proxy).session == "from-header")
        }
    }

    @Test(arguments: ["/api/event_logging/batch", "/v1/logs"])
    func `invalid telemetry gets a 400, and is counted as unreadable`(path: String) async throws {
        try await serving { proxy in
            let answer = try await proxy.answer("POST", path, body: Array("nonsense".utf8))

            #expect(answer.status == 400)
            #expect(answer.error?.message.hasPrefix("Nothing was recorded") == true)
            #expect(proxy.engine.meter.snapshot().telemetry.total.unreadable == 1)
        }
    }

    @Test func `a content type that is neither JSON nor protobuf is refused`() async throws {
        try await serving { proxy in
            let answer = try await proxy.answer(
                "POST",
                "/v1/logs",
                headers: [("content-type", "text/html")],
                body: Array("<p>".utf8)
            )

            #expect(answer.status == 415)
            #expect(answer.error?.type == "invalid_request_error")
        }
    }

    @Test func `nothing of it goes upstream`() async throws {
        try await serving { proxy in
            _ = try await proxy.answer("POST", "/v1/logs", body: Array(Self.logs.utf8))
            _ = try await proxy.answer("POST", "/api/event_logging/batch", body: Array(Self.events.utf8))

            #expect(proxy.upstream.requests.isEmpty)
        }
    }

    @Test func `with the log off telemetry is still counted`() async throws {
        try await RunningEngine.serving { proxy in
            let answer = try await proxy.answer("POST", "/v1/logs", body: Array(Self.logs.utf8))

            #expect(answer.status == 200)
            #expect(proxy.engine.meter.snapshot().telemetry.total.events == 1)
        }
    }

    @Test func `a disk that cannot be written costs no request, and warns once`() async throws {
        // A file where the log's directory would have to be.
        let file = directory.url.appending(path: "file")
        try Data("in the way".utf8).write(to: file)
        let log = file.appending(path: "telemetry.jsonl").path
        try await RunningEngine.serving(configure: { $0.telemetry.log = log }) { proxy in
            for _ in 0..<5 {
                let answer = try await proxy.answer("POST", "/v1/logs", body: Array(Self.logs.utf8))
                #expect(answer.status == 200)
            }
            try await proxy.waitForLog("cannot be opened")
            let message = try await proxy.answer(to: RunningEngine.question())
            #expect(message.status == 200)
            try await proxy.waitForLog(try #require(message.header("request-id")))

            #expect(proxy.log.split(separator: "\n").count { $0.contains("cannot be opened") } == 1)
            #expect(proxy.engine.meter.snapshot().telemetry.total.events == 5)
        }
    }

    @Test func `accepted telemetry is on disk when the engine has ended`() async throws {
        try await serving { proxy in
            for _ in 0..<20 { _ = try await proxy.answer("POST", "/v1/logs", body: Array(Self.logs.utf8)) }
        }

        #expect(try directory.lines().count == 20)
    }

    private static func telemetry(_ proxy: RunningEngine) async throws -> TelemetryEvent {
        let event = try await proxy.waitForEvent { if case .telemetry = $0 { true } else { false } }
        guard case .telemetry(let telemetry) = event else { throw CancellationError() }
        return telemetry
    }

    /// A page of any site may send these without asking the server first.
    @Test(arguments: [nil, "text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded"])
    func `what a web page can send without asking is no telemetry`(_ type: String?) async throws {
        try await serving { proxy in
            for source in TelemetrySource.allCases {
                let status = try await LoopbackClient.send(
                    "POST",
                    to: proxy.url + source.path,
                    headers: type.map { [("content-type", $0)] } ?? [],
                    body: Array(Self.events.utf8)
                ) { $0.status }
                #expect(status == 415)
            }
            #expect(proxy.engine.meter.snapshot().telemetry.total == TelemetryCounters.Tally())
        }
    }

    @Test func `telemetry has a limit of its own, packed as well`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.maxTelemetry = ByteCount(bytes: 2000) }
        let body = Array(#"{"resourceLogs":[],"x":"\#(String(repeating: "x", count: 3000))"}"#.utf8)
        try await RunningEngine.serving(configure: configure) { proxy in
            let plain = try await proxy.answer("POST", "/v1/logs", body: body)
            let encoding: [RunningEngine.Header] = [("content-encoding", "gzip")]
            let packed = try await proxy.answer("POST", "/v1/logs", headers: encoding, body: Gzip.pack(body))

            for answer in [plain, packed] {
                #expect(answer.status == 413)
                #expect(answer.error?.message.contains("server.max_telemetry") == true)
            }
        }
    }

    @Test func `a few large bodies are read at a time, and a later one when one of them has ended`() async throws {
        let configure: @Sendable (inout Config) -> Void = { $0.server.maxTelemetryAtOnce = 1 }
        let body = Array(#"{"resourceLogs":[],"x":"\#(String(repeating: "x", count: 100_000))"}"#.utf8)
        try await RunningEngine.serving(configure: configure) { proxy in
            try await RawConnection.open(to: proxy.url) { connection in
                try await connection.write(
                    "POST /v1/logs HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                        + "content-length: 100000\r\nexpect: 100-continue\r\n\r\n"
                )
                _ = try await connection.read(until: "\r\n\r\n")
                let second = try await proxy.answer("POST", "/v1/logs", body: body)
                let small = try await proxy.answer("POST", "/v1/logs", body: Array(Self.logs.utf8))

                #expect(second.status == 503)
                #expect(second.header("retry-after") == "1")
                #expect(small.status == 200)
            }
            while try await proxy.answer("POST", "/v1/logs", body: body).status != 200 { try Task.checkCancellation() }
        }
    }

    @Test func `keys in the text of an event reach no file, and the file is its owner's alone`() async throws {
        _ = FileManager.default.createFile(atPath: directory.log, contents: nil, attributes: [.posixPermissions: 0o666])
        let key = RunningEngine.clientKey
        let event = #"{"event_name":"sk-name-0123456789","event_data":{"text":"\#(key) and Bearer abc.def-0123"}}"#
        try await serving { proxy in
            let body = Array(#"{"events":[\#(event)]}"#.utf8)
            let answer = try await proxy.answer("POST", "/api/event_logging/batch", body: body)
            #expect(answer.status == 200)
            #expect(try await Self.telemetry(proxy).names.map(\.name) == ["sk-•••"])
        }

        let line = try #require(try directory.lines().first)
        for secret in [key, "0123456789", "abc.def-0123"] { #expect(!"\(line)".contains(secret)) }
        let mode = try FileManager.default.attributesOfItem(atPath: directory.log)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
