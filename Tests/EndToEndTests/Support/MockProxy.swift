import Foundation
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// The program serving its own mock of OpenAI, and the environment in which its commands are run beside it.
struct MockProxy: Sendable {
    /// `127.0.0.1:49152`
    let address: String
    let folder: TemporaryFolder
    private let process: ChildProcess

    static func running<Result: Sendable>(
        _ option: String = "--mock",
        body: @Sendable (MockProxy) async throws -> Result
    ) async throws -> Result {
        try await TemporaryFolder.lending { folder in
            try await ChildProcess.running(
                try Tool.dragoman.requireLocation(),
                ["run", option, "--no-tui", "--listen", "127.0.0.1:0"],
                environment: Self.environment(in: folder),
                in: folder.url
            ) { process in
                let line = try await process.line { $0.contains("listening") }
                let address = try #require(line.firstMatch(of: /http:\/\/(127\.0\.0\.1:\d+)/)?.1)
                return try await body(MockProxy(address: String(address), folder: folder, process: process))
            }
        }
    }

    var log: [String] { process.lines }

    /// A folder for programs that goes before the system's.
    static func environment(in folder: TemporaryFolder) -> [String: String] {
        ["HOME": folder.path, "PATH": "\(folder.path)/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]
    }

    /// Runs the program with this proxy's address in the environment.
    func dragoman(
        _ arguments: [String],
        _ environment: [String: String] = [:]
    ) async throws -> ChildProcess.State {
        try await ChildProcess.run(
            try Tool.dragoman.requireLocation(),
            arguments,
            environment: Self.environment(in: folder).merging(["DRAGOMAN_LISTEN": address]) { $1 }
                .merging(environment) { $1 },
            in: folder.url
        )
    }
}

extension TemporaryFolder {
    /// A program called `claude` for the environment above.
    func writeClaude(_ script: String) throws {
        let bin = try folder("bin")
        try bin.write("#!/bin/sh\n\(script)\n".utf8, to: "claude")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin.file("claude").path)
    }
}
