import Foundation
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// What the system and a supervisor do to the process.
    struct ProcessTests {
        private static let arguments = ["run", "--no-tui", "--mock", "--listen"]

        /// Runs `body` with a program that serves the mock of OpenAI.
        private static func serving(
            _ configuration: String = "",
            body: @Sendable (ChildProcess, String) async throws -> Void
        ) async throws {
            try await TemporaryFolder.lending { folder in
                try folder.write("telemetry: {log: off}\n\(configuration)".utf8, to: "config.yaml")
                try await ChildProcess.running(
                    try Tool.dragoman.requireLocation(),
                    arguments + ["127.0.0.1:0"],
                    environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
                    in: folder.url
                ) { program in
                    let line = try await program.line { $0.contains("listening") }
                    try await body(
                        program,
                        String(try #require(line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output))
                    )
                }
            }
        }

        @Test(arguments: [SIGHUP, SIGUSR1, SIGUSR2])
        func `a signal that means nothing to the program does not end it`(_ signal: Int32) async throws {
            try await Self.serving { program, url in
                program.signal(signal)
                _ = try await program.line { $0.contains("signal ignored") }

                #expect(try await LoopbackClient.send("GET", to: url + "/health") { $0.status } == 200)
            }
        }

        /// The shell does not read the pipe, like a log reader that has stopped.
        @Test func `the program ends though its log is not read`() async throws {
            try await TemporaryFolder.lending { folder in
                try folder.write("telemetry: {log: off}\nserver: {shutdown_grace: 200ms}\n".utf8, to: "config.yaml")
                let port = try ReservedPort().number
                let program = try Tool.dragoman.requireLocation().path
                let command = """
                    mkfifo log; exec 3<>log; "$0" "$@" >log 2>&1 & child=$!; echo "child $child"; wait $child; echo "ended $?"
                    """
                try await ChildProcess.running(
                    URL(filePath: "/bin/sh"),
                    ["-c", command, program] + Self.arguments + ["127.0.0.1:\(port)"],
                    environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
                    in: folder.url
                ) { shell in
                    let line = try await shell.line { $0.hasPrefix("child ") }
                    let child = try #require(pid_t(line.dropFirst("child ".count)))
                    let url = "http://127.0.0.1:\(port)"
                    while (try? await LoopbackClient.send("GET", to: url + "/health") { $0.status }) != 200 {
                        try Task.checkCancellation()
                    }
                    // More lines than a pipe holds.
                    for _ in 0..<2000 { _ = try await LoopbackClient.send("GET", to: url + "/nowhere") { $0.status } }
                    kill(child, SIGTERM)

                    #expect(try await shell.line { $0.hasPrefix("ended ") } == "ended 0")
                }
            }
        }

        #if os(Linux)
        @Test func `as many files may be open as the system allows`() async throws {
            try await Self.serving { program, _ in
                let limits = try String(contentsOfFile: "/proc/\(program.identifier)/limits", encoding: .utf8)
                let row = try #require(limits.firstMatch(of: /Max open files\s+(\d+)\s+(\d+)/)?.output)

                #expect(row.1 == row.2)
            }
        }

        @Test func `a program that is started without standard streams opens them before anything else`() async throws {
            try await TemporaryFolder.lending { folder in
                try folder.write("telemetry: {log: off}\n".utf8, to: "config.yaml")
                let port = try ReservedPort().number
                try await ChildProcess.running(
                    URL(filePath: "/bin/sh"),
                    [
                        "-c", #"exec "$0" "$@" 0<&- 1>&- 2>&-"#, try Tool.dragoman.requireLocation().path,
                    ] + Self.arguments + ["127.0.0.1:\(port)"],
                    environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"],
                    in: folder.url
                ) { program in
                    let url = "http://127.0.0.1:\(port)/health"
                    while (try? await LoopbackClient.send("GET", to: url) { $0.status }) != 200 {
                        try Task.checkCancellation()
                    }

                    let places = (0...2).map { number in
                        try? FileManager.default.destinationOfSymbolicLink(
                            atPath: "/proc/\(program.identifier)/fd/\(number)"
                        )
                    }
                    #expect(places == ["/dev/null", "/dev/null", "/dev/null"])
                }
            }
        }
        #endif
    }
}
