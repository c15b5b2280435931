import Foundation
import JournalTestSupport
import Testing
import TranslationTestSupport

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

@Suite(.untilHung)
struct ClaudeCodeSurroundingsTests {
    @Test func `the first claude on PATH says its version`() async throws {
        try await Self.folder(with: ["bin/claude": "echo '2.1.330 (Claude Code)'"]) { home in
            let surroundings = await ClaudeCodeSurroundings.live(
                ["HOME": home, "PATH": "/nowhere:\(home)/bin"],
                deadline: Patience.unlimited
            )

            #expect(surroundings.program == .found(path: "~/bin/claude", version: "2.1.330", isOnPath: true))
        }
    }

    @Test func `one that only its installer knows of is found`() async throws {
        try await Self.folder(with: [".local/bin/claude": "echo 2.0.1-beta.2"]) { home in
            let surroundings = await ClaudeCodeSurroundings.live(
                ["HOME": home, "PATH": "/nowhere"],
                deadline: Patience.unlimited
            )

            #expect(
                surroundings.program == .found(path: "~/.local/bin/claude", version: "2.0.1-beta.2", isOnPath: false)
            )
        }
    }

    @Test func `none is missing`() async throws {
        try await Self.folder(with: [:]) { home in
            #expect(await ClaudeCodeSurroundings.live(["HOME": home, "PATH": home]).program == .missing)
        }
    }

    @Test(arguments: ["echo no number", "exit 1", "exec tail -f /dev/null"])
    func `one that does not say its version in time has none`(_ script: String) async throws {
        try await Self.folder(with: ["claude": script]) { home in
            let surroundings = await ClaudeCodeSurroundings.live(
                ["HOME": "/", "PATH": home],
                deadline: script.contains("tail") ? .milliseconds(100) : Patience.unlimited
            )

            #expect(surroundings.program == .found(path: "\(home)/claude", version: nil, isOnPath: true))
        }
    }

    @Test func `settings are read where they are`() async throws {
        try await Self.folder(with: [:]) { home in
            try FileManager.default.createDirectory(atPath: "\(home)/.claude", withIntermediateDirectories: true)
            let json = #"{"env": {"ANTHROPIC_MODEL": "opus"}}"#
            try Data(json.utf8).write(to: URL(filePath: "\(home)/.claude/settings.json"))
            let surroundings = await ClaudeCodeSurroundings.live(["HOME": home, "PATH": ""])

            #expect(surroundings.settings.first?.name == "~/.claude/settings.json")
            #expect(surroundings.settings.first?.variables == ["ANTHROPIC_MODEL": "opus"])
        }
    }

    @Test func `a container is recognized by the traces of its runtime`() {
        #expect(Surroundings.isContainer([:]) { $0 == "/.dockerenv" })
        #expect(Surroundings.isContainer([:]) { $0 == "/run/.containerenv" })
        #expect(Surroundings.isContainer(["container": "oci"]) { _ in false })
        #expect(Surroundings.isContainer(["KUBERNETES_SERVICE_HOST": "10.0.0.1"]) { _ in false })
        #expect(!Surroundings.isContainer(["HOME": "/root"]) { _ in false })
    }

    /// Runs `body` with a folder that holds programs for a shell.
    private static func folder(
        with scripts: [String: String],
        _ body: (String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, script) in scripts {
            let file = folder.appending(path: name)
            let parent = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
        try await body(folder.path)
    }
}
