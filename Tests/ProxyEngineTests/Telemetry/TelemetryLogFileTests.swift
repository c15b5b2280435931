import Foundation
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite struct TelemetryLogFileTests {
    private let directory: TelemetryDirectory

    init() throws {
        directory = try TelemetryDirectory()
    }

    @Test func `a new log is for its owner only`() throws {
        try write(0..<1)

        let attributes = try FileManager.default.attributesOfItem(atPath: directory.log)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `an old log is continued`() throws {
        try write(0..<2)
        try write(2..<4)

        #expect(try directory.numbers() == [0, 1, 2, 3])
    }

    @Test func `a line that a crash left open is ended first`() throws {
        try Data(#"{"n":"#.utf8).write(to: URL(filePath: directory.log))

        try write(0..<1)

        #expect(try directory.lines().count == 2)
        #expect(try directory.lines().first == #"{"n":"#)
    }

    @Test(arguments: [1, 3])
    func `rotation keeps the newest files, as many as it may`(keep: Int) throws {
        let size = try lines(10..<11).bytes.count

        try write(10..<30, maximumSize: size * 2, keep: keep)

        let rotated = (1...keep).map { "telemetry.jsonl.\($0)" }
        #expect(try directory.names() == ["telemetry.jsonl"] + rotated)
        #expect(try directory.numbers() == [28, 29])
        for (offset, name) in rotated.enumerated() {
            #expect(try directory.numbers(name) == [26 - 2 * offset, 27 - 2 * offset])
        }
    }

    @Test func `nothing is kept where nothing is to be`() throws {
        let size = try lines(10..<11).bytes.count

        try write(10..<15, maximumSize: size * 2, keep: 0)

        #expect(try directory.names() == ["telemetry.jsonl"])
        #expect(try directory.numbers() == [14])
    }

    @Test func `files from when more were kept go`() throws {
        let size = try lines(10..<11).bytes.count
        try write(10..<16, maximumSize: size, keep: 5)

        try write(16..<17, maximumSize: size, keep: 2)

        #expect(try directory.names() == ["telemetry.jsonl", "telemetry.jsonl.1", "telemetry.jsonl.2"])
    }

    @Test func `the size of an old log counts`() throws {
        let size = try lines(10..<11).bytes.count
        try write(10..<12, maximumSize: size * 2)

        try write(12..<13, maximumSize: size * 2)

        #expect(try directory.numbers() == [12])
        #expect(try directory.numbers("telemetry.jsonl.1") == [10, 11])
    }

    @Test func `a line larger than a file may be has a file to itself`() throws {
        try write(0..<3, maximumSize: 10, keep: 5)

        #expect(try directory.numbers() == [2])
        #expect(try directory.numbers("telemetry.jsonl.1") == [1])
        #expect(try directory.numbers("telemetry.jsonl.2") == [0])
    }

    @Test func `a log that was moved away is created again`() throws {
        var file = TelemetryLogFile(TelemetryLogConfiguration(path: directory.log))
        var first = try lines(0..<1)
        try file.append(&first)
        try FileManager.default.moveItem(atPath: directory.log, toPath: directory.log + ".moved")

        var second = try lines(1..<2)
        try file.append(&second)

        #expect(try directory.numbers() == [1])
        #expect(try directory.numbers("telemetry.jsonl.moved") == [0])
    }

    @Test func `a directory in the log's place is a warning`() throws {
        try FileManager.default.createDirectory(atPath: directory.log, withIntermediateDirectories: false)

        let warning = #expect(throws: TelemetryLogWarning.self) { try write(0..<1) }

        #expect(warning?.step == .open)
    }

    @Test func `a link in the log's place is a warning and leads nowhere`() throws {
        let target = directory.url.appending(path: "target").path
        try FileManager.default.createSymbolicLink(atPath: directory.log, withDestinationPath: target)

        let warning = #expect(throws: TelemetryLogWarning.self) { try write(0..<1) }

        #expect(warning?.description.contains("it is a symbolic link") == true)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    @Test func `a device in the log's place is a warning`() throws {
        let warning = #expect(throws: TelemetryLogWarning.self) {
            var file = TelemetryLogFile(TelemetryLogConfiguration(path: "/dev/null"))
            var lines = try lines(0..<1)
            try file.append(&lines)
        }

        #expect(warning?.reason == "it is not a regular file")
    }

    @Test func `a rotation that fails is a warning, and the lines before it are counted off`() throws {
        let size = try lines(10..<11).bytes.count
        try FileManager.default.createDirectory(
            atPath: directory.log + ".1",
            withIntermediateDirectories: false
        )
        var file = TelemetryLogFile(
            TelemetryLogConfiguration(path: directory.log, maximumSize: size * 2, keep: 1)
        )
        var lines = try lines(10..<15)

        #expect(throws: TelemetryLogWarning.self) { try file.append(&lines) }

        #expect(lines.written == 2)
        #expect(try directory.numbers() == [10, 11])
    }

    private func lines(_ numbers: Range<Int>) throws -> TelemetryLines {
        TelemetryLines(try TelemetrySamples.batch(numbered: numbers), receivedAt: TelemetrySamples.received)
    }

    private func write(_ numbers: Range<Int>, maximumSize: Int = 1 << 20, keep: Int = 5) throws {
        var file = TelemetryLogFile(
            TelemetryLogConfiguration(path: directory.log, maximumSize: maximumSize, keep: keep)
        )
        var lines = try lines(numbers)
        try file.append(&lines)
    }
}
