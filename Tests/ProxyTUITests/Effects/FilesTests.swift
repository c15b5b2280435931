import Foundation
import Testing

@testable import Journal
@testable import ProxyTUI
@testable import Translation

/// What is written, where, and who can read it.
@Suite struct FilesTests {
    private static let key = "sk-test-4711-0815"

    /// A folder of the test's own, which is gone after it.
    private static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "exports-\(UUID().uuidString)",
            directoryHint: .isDirectory
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private static func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }

    private static func text(_ url: URL) throws -> String { try String(decoding: Data(contentsOf: url), as: UTF8.self) }

    private static func files(below folder: URL) throws -> [URL] {
        let names = try #require(FileManager.default.enumerator(atPath: folder.path))
        return names.compactMap { ($0 as? String).map { folder.appending(path: $0) } }.filter { !$0.hasDirectoryPath }
    }

    @Test func `a fixture goes among the tests only in this program's own sources`() throws {
        let sample = try SampleExchange.answered()
        func write(in folder: URL) throws -> String {
            try ExportFolder.write(.fixture, sample.exchange, sample.stages, SampleDay.facts, in: folder)
        }
        try Self.inFolder { folder in
            func make(_ path: String) throws {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: path),
                    withIntermediateDirectories: true
                )
            }
            try make("Tests/Fixtures/responses")
            #expect(try write(in: folder).hasPrefix(folder.appending(path: "dragoman-exports/fixtures").path))
            try make("Sources/ProxyEngine")
            #expect(try write(in: folder).hasPrefix(folder.appending(path: "Tests/Fixtures/responses").path))
        }
    }

    @Test(arguments: ExportFormat.allCases)
    func `an export holds no key and is this user's alone`(_ format: ExportFormat) throws {
        var sample = try SampleExchange.answered()
        sample.stages.clientRequest.headers = HeaderRedaction.redacted([
            HeaderField("x-api-key", Self.key), HeaderField("anthropic-version", "2023-06-01"),
        ])
        sample.stages.upstreamRequest.headers = HeaderRedaction.redacted([
            HeaderField("Authorization", "Bearer \(Self.key)")
        ])
        try Self.inFolder { folder in
            _ = try ExportFolder.write(format, sample.exchange, sample.stages, SampleDay.facts, in: folder)
            let files = try Self.files(below: folder).filter { (try? Self.text($0)) != nil }
            #expect(!files.isEmpty)
            for file in files {
                #expect(try !Self.text(file).contains(Self.key))
                #expect(try Self.permissions(file.path) == 0o600)
            }
        }
    }

    @Test func `requests of two runs with the same number are two scripts`() throws {
        let sample = try SampleExchange.answered()
        try Self.inFolder { folder in
            for run in [1, 2] as [UInt32] {
                var exchange = Exchange(
                    id: ExchangeID(run: run, sequence: 1),
                    endpoint: .messages,
                    arrivedAt: SampleDay.start
                )
                exchange.destination = sample.exchange.destination
                _ = try ExportFolder.write(.curl, exchange, sample.stages, SampleDay.facts, in: folder)
            }
            #expect(try Self.files(below: folder).filter { $0.pathExtension == "sh" }.count == 2)
        }
    }

    @Test func `a temporary file is this user's alone and goes with the dashboard`() throws {
        let folder = TemporaryFolder()
        let path = try folder.write(Array("a".utf8), named: "body.json")
        let again = try folder.write(Array("b".utf8), named: "body.json")
        #expect(path == again)
        #expect(try Self.text(URL(filePath: path)) == "b")
        #expect(try Self.permissions(path) == 0o600)
        #expect(try Self.permissions(URL(filePath: path).deletingLastPathComponent().path) == 0o700)
        folder.remove()
        #expect(!FileManager.default.fileExists(atPath: URL(filePath: path).deletingLastPathComponent().path))
    }

    @Test func `nothing is written through a link`() throws {
        try Self.inFolder { folder in
            let target = folder.appending(path: "target")
            try Data("kept".utf8).write(to: target)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "link"),
                withDestinationURL: target
            )
            #expect(throws: POSIXError.self) { try PrivateFile.write([0x41], named: "link", in: folder) }
            #expect(try Self.text(target) == "kept")
        }
    }

    @Test func `before the first request no key but the well-known one is shown`() {
        var facts = SampleDay.facts
        facts.configFile = "/home/me/my files/config.yaml"
        facts.takesWellKnownKey = false
        let size = Size(width: 120, height: 40)
        let model = DashboardModel(facts, size: size, mappings: SampleDay.mappings, now: SampleDay.now)
        let text = DashboardView.draw(model).text
        #expect(
            text.contains(
                #"eval "$(dragoman env --config '/home/me/my files/config.yaml' --listen 127.0.0.1:3999)""#
            )
        )
        #expect(!text.contains("ANTHROPIC_API_KEY"))
    }
}
