import Foundation
import JournalTestSupport
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct CaptureDirectoryTests {
    private let directory: TelemetryDirectory

    init() throws {
        directory = try TelemetryDirectory()
    }

    private func serving<Result: Sendable>(
        _ rules: ScriptRule...,
        path: String? = nil,
        body: @Sendable (RunningEngine) async throws -> Result
    ) async throws -> Result {
        let path = path ?? directory.url.appending(path: "captures").path
        return try await ScriptedUpstream.serving { upstream in
            upstream.script(rules)
            var config = RunningEngine.configuration(upstream, .responses)
            config.capture.directory = path
            return try await RunningEngine.serving(Engine(config), before: upstream, body: body)
        }
    }

    private func file(_ id: String, _ name: String) throws -> String {
        try String(contentsOf: directory.url.appending(path: "captures/\(id)/\(name)"), encoding: .utf8)
    }

    @Test func `each exchange has a directory with its record and its four stages`() async throws {
        let (id, sent, answer) = try await serving { proxy in
            let answer = try await proxy.answer(to: RunningEngine.question())
            let sent = try #require(proxy.upstream.requests.first?.body)
            return (try #require(answer.header("request-id")), sent, answer.text)
        }

        #expect(try file(id, "1-client-request.json") == RunningEngine.question().text)
        #expect(try file(id, "2-upstream-request.json") == String(decoding: sent, as: UTF8.self))
        #expect(try file(id, "3-upstream-answer.sse").hasPrefix("event: response.created"))
        #expect(try file(id, "4-client-answer.sse") == answer)
        let record = try JSON(parsing: try file(id, "exchange.json"))
        #expect(record["exchange"]?.string == id)
        #expect(record["outcome"]?.string == "end_turn")
    }

    @Test func `whole answers are JSON files, the error that the client got among them`() async throws {
        let id = try await serving(.on("hello", .error(400, "No."))) { proxy in
            try #require(try await proxy.answer(to: RunningEngine.question()).header("request-id"))
        }

        let place = directory.url.appending(path: "captures/\(id)").path
        let names = try FileManager.default.contentsOfDirectory(atPath: place)
        #expect(
            names.sorted() == [
                "1-client-request.json", "2-upstream-request.json", "3-upstream-answer.json",
                "4-client-answer.json", "exchange.json",
            ]
        )
    }

    @Test func `only the owner can read it`() async throws {
        let id = try await serving { proxy in
            try #require(try await proxy.answer(to: RunningEngine.question()).header("request-id"))
        }

        let attributes = try FileManager.default.attributesOfItem(
            atPath: directory.url.appending(path: "captures/\(id)").path
        )
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
    }

    @Test func `no file holds a key`() async throws {
        let quoted = "Not \(RunningEngine.upstreamKey)."
        try await serving(.on("hello", .error(401, code: "invalid_api_key", quoted))) { proxy in
            _ = try await proxy.answer(to: RunningEngine.question())
        }

        let files = FileManager.default.enumerator(at: directory.url, includingPropertiesForKeys: nil)
        let texts = (files?.compactMap { $0 as? URL } ?? []).compactMap { try? String(contentsOf: $0, encoding: .utf8) }
        #expect(texts.count == 5)
        for text in texts {
            #expect(!text.contains(RunningEngine.upstreamKey))
            #expect(!text.contains(RunningEngine.clientKey))
        }
    }

    @Test func `a directory that cannot be made warns once and costs nothing else`() async throws {
        let file = directory.url.appending(path: "file")
        try Data("in the way".utf8).write(to: file)
        try await serving(path: file.appending(path: "captures").path) { proxy in
            for _ in 0..<3 {
                let answer = try await proxy.stream()
                #expect(answer.isWhole)
            }
            try await proxy.waitForEnded(3)
            try await proxy.waitForLog("cannot capture an exchange")
            await proxy.beginShutdown()
            try await proxy.waitForEnd()

            #expect(proxy.log.split(separator: "\n").count { $0.contains("cannot capture") } == 1)
        }
    }

    @Test func `every file is its owner's alone`() async throws {
        let id = try await serving { proxy in
            try #require(try await proxy.answer(to: RunningEngine.question()).header("request-id"))
        }

        let place = directory.url.appending(path: "captures/\(id)").path
        let names = try FileManager.default.contentsOfDirectory(atPath: place)
        #expect(names.count == 5)
        for name in names {
            let mode = try FileManager.default.attributesOfItem(atPath: "\(place)/\(name)")[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func `a file that was open to others is closed to them`() throws {
        let path = directory.url.appending(path: "file").path
        _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o666])
        try PrivateFile.write(Array("x".utf8), to: path)

        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "x")
    }
}
