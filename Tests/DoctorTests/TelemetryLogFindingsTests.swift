import Foundation
import Testing
import Translation

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct TelemetryLogFindingsTests {
    /// What is there, and what the configuration says.
    private static let cases: [(name: String, disk: FakeDisk, settings: @Sendable (inout Config) -> Void)] = [
        ("all is well", FakeDisk(), { _ in }),
        ("the log is there already", FakeDisk().setting("/work/telemetry.jsonl", to: .file), { _ in }),
        ("no log is kept", FakeDisk(), { $0.telemetry.log = nil }),
        ("the folder may not be written", FakeDisk().refusing("/work", "Read-only file system"), { _ in }),
        (
            "the file may not be written",
            FakeDisk().setting("/work/telemetry.jsonl", to: .file)
                .refusing("/work/telemetry.jsonl", "Permission denied"),
            { _ in }
        ),
        ("there is no such folder", FakeDisk(), { $0.telemetry.log = "/var/log/dragoman/telemetry.jsonl" }),
        (
            "the folder is a file", FakeDisk().setting("/work/a", to: .file),
            { $0.telemetry.log = "./a/telemetry.jsonl" }
        ),
        ("a folder is in its place", FakeDisk().setting("/work/telemetry.jsonl", to: .folder), { _ in }),
        ("a link is in its place", FakeDisk().setting("/work/telemetry.jsonl", to: .link), { _ in }),
        ("a pipe is in its place", FakeDisk().setting("/work/telemetry.jsonl", to: .other), { _ in }),
        (
            "the log could not be rotated",
            FakeDisk().setting("/work/telemetry.jsonl", to: .file).refusing("/work", "Permission denied"), { _ in }
        ),
        ("the disk is nearly full", FakeDisk(free: 12_300_000), { _ in }),
        ("exchanges are captured", FakeDisk(), { $0.capture.directory = "captures/today" }),
        (
            "exchanges cannot be captured",
            FakeDisk().setting("/srv", to: .folder).refusing("/srv", "Permission denied"),
            { $0.capture.directory = "/srv/captures/today" }
        ),
        ("captures would go below a file", FakeDisk().setting("/work/a", to: .file), { $0.capture.directory = "a/b" }),
    ]

    @Test func `a file that cannot be written is reported with path, reason and fix`() throws {
        let cases = Self.cases.map { ($0.name, Self.examine($0.disk, $0.settings)) }

        #expect(try GoldenFindings.difference(cases, from: "telemetry") == nil)
    }

    @Test(arguments: [
        "the folder may not be written", "the file may not be written", "there is no such folder",
        "the folder is a file", "a folder is in its place", "a link is in its place", "a pipe is in its place",
        "exchanges cannot be captured", "captures would go below a file",
    ])
    func `a file that cannot be created ends a start with 73`(_ name: String) throws {
        let one = try #require(Self.cases.first { $0.name == name })

        #expect(Self.examine(one.disk, one.settings).failures == [.cannotCreate])
    }

    @Test func `files that are there already take no more room`() {
        let full = FakeDisk(free: 100_000_000)
        var disk = full
        disk.sizes = ["/work/telemetry.jsonl": 10_000_000, "/work/telemetry.jsonl.1": 200_000_000]

        #expect(Self.examine(full).warnings.count == 1)
        #expect(Self.examine(disk).warnings.isEmpty)
    }

    @Test func `no limit is too large to count with`() {
        let findings = Self.examine(FakeDisk()) { config in
            config.telemetry.maxSize = ByteCount(bytes: .max)
            config.telemetry.keep = 1_000_000
        }

        #expect(findings.warnings.count == 1)
    }

    @Test func `a look at the disk leaves nothing behind`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var config = Config.default
        config.capture.directory = "captures"

        let findings = TelemetryLogFindings.examine(config, workingDirectory: folder.path)

        #expect(findings.failures.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `an existing log keeps its contents`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let log = folder.appending(path: "telemetry.jsonl")
        try Data("{}\n".utf8).write(to: log)

        #expect(TelemetryLogFindings.examine(.default, workingDirectory: folder.path).failures.isEmpty)
        #expect(try Data(contentsOf: log) == Data("{}\n".utf8))
    }

    @Test func `the disk distinguishes files, folders, links and pipes`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID().uuidString)").path
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        try Data("four".utf8).write(to: URL(filePath: "\(folder)/file"))
        try files.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "file")
        #expect(mkfifo("\(folder)/pipe", 0o600) == 0)

        let kinds = ["file", "link", "pipe", "nothing", "."].map { Disk.live.kind("\(folder)/\($0)") }

        #expect(kinds == [.file, .link, .other, .missing, .folder])
        #expect(Disk.live.size("\(folder)/file") == 4)
        #expect(try #require(Disk.live.free(folder)) > 0)
        #expect(Disk.live.refusal("\(folder)/nothing") == "No such file or directory")
    }

    private static func examine(
        _ disk: FakeDisk,
        _ settings: (inout Config) -> Void = { _ in }
    ) -> [Finding] {
        var config = Config.default
        settings(&config)
        return TelemetryLogFindings.examine(config, workingDirectory: "/work", disk: disk.disk)
    }
}

extension FakeDisk {
    fileprivate func setting(_ path: String, to kind: Disk.Kind) -> FakeDisk {
        var copy = self
        copy.kinds[path] = kind
        return copy
    }

    fileprivate func refusing(_ path: String, _ reason: String) -> FakeDisk {
        var copy = self
        copy.refusals[path] = reason
        return copy
    }
}
