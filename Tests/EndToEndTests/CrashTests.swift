import Foundation
import ProxyEngine
import TestSupport
import Testing
import TranslationTestSupport

@testable import Doctor
@testable import ProxyConfiguration

extension EndToEndTests {
    /// After any crash no client is left waiting, and the program can be started again at once.
    struct CrashTests {
        /// Without QUIT, which the tests inherit as ignored when they run in the background.
        static let deaths = [SIGSEGV, SIGILL, SIGBUS, SIGFPE, SIGABRT, SIGTRAP, SIGKILL]

        @Test(arguments: deaths)
        func `a program that dies leaves its port free and no client waiting`(_ signal: Int32) async throws {
            try await Self.serving { program, address in
                try await RawConnection.open(to: "http://\(address)") { connection in
                    try await connection.write("GET /health HTTP/1.1\r\nhost: x\r\n\r\n")
                    _ = try await connection.read(until: "}")
                    program.signal(signal)

                    #expect(try await program.death() == 128 + signal)
                    #expect(await PortFindings.live.listen(address) == .free)
                    let rest = try? await connection.read(until: "what never comes")
                    #expect((rest ?? "").isEmpty, "the connection has ended")
                }
            }
        }

        @Test func `no connection is accepted while a requested backtrace is written`() async throws {
            let asked = ["SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no"]
            try await Self.serving(asked) { program, address in
                program.signal(SIGSEGV)
                try await waiting(for: "the port to be free") {
                    while await PortFindings.live.listen(address) != .free { try Task.checkCancellation() }
                }

                #expect(try await program.death() == 128 + SIGSEGV)
                let end = try await program.exit()
                #expect(end.errors.contains { $0.contains("Program crashed") })
            }
        }

        @Test(
            .enabled(if: Tool.areRequired || TerminalPane.tmux != nil, "tmux is not installed: apt-get install tmux"),
            arguments: [SIGSEGV, SIGABRT, SIGKILL]
        )
        func `a dashboard that dies leaves its port free`(_ signal: Int32) async throws {
            try await TerminalPane.open { pane in
                let program = try await pane.start()
                let text = try await pane.reach { $0.contains("127.0.0.1:") }
                let found = try #require(text.firstMatch(of: /127\.0\.0\.1:\d+/)?.output)
                let address = try #require(ListenAddress(String(found)))
                kill(program.server, signal)

                let status = try await pane.status()
                #expect(status == "\(128 + signal)")
                #expect(await PortFindings.live.listen(address) == .free)
            }
        }

        #if os(Linux)
        /// What is started by the program, be it an editor or a backtracer, has no business with its connections.
        @Test func `every socket is closed in a program that this one starts`() async throws {
            let gate = Gate()
            let held = ScriptedAnswer.text("In a moment.", heldAt: .afterFrames(2), by: gate)
            try await ScriptedUpstream.serving(.on("hello", held)) { upstream in
                let environment = ["OPENAI_BASE_URL": upstream.baseURL, "OPENAI_API_KEY": "sk-crash-0123456789"]
                try await Self.serving(environment, by: []) { program, address in
                    async let answer = LoopbackClient.send(
                        to: "http://\(address)/v1/messages",
                        headers: [("x-api-key", "dummy"), ("content-type", "application/json")],
                        body: Array(RunningEngine.question().text.utf8)
                    ) { try await $0.text() }
                    try await gate.waitUntilReached()
                    // The one that listens, the client's and the one to the upstream. The system's list may leave out
                    // some while others come and go.
                    let flags = try await waiting(for: "three sockets") {
                        while true {
                            try Task.checkCancellation()
                            let flags = try Self.flagsOfSockets(program.identifier)
                            if flags.count == 3 { return flags }
                        }
                    }
                    gate.open()

                    #expect(flags.allSatisfy { $0 & Int(O_CLOEXEC) != 0 }, "\(flags.map { String($0, radix: 8) })")
                    #expect(try await answer.contains("message_stop"))
                }
            }
        }

        /// Of its TCP sockets: it may have inherited another from who started it.
        private static func flagsOfSockets(_ process: pid_t) throws -> [Int] {
            let files = FileManager.default
            // The size of this file is 0, and `String(contentsOfFile:)` then reads one page.
            let table = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(process)/net/tcp")).readToEnd()
            let connections = String(decoding: table ?? Data(), as: UTF8.self)
            return try files.contentsOfDirectory(atPath: "/proc/\(process)/fd").compactMap { name in
                let target = try? files.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(name)")
                guard let number = target?.wholeMatch(of: /socket:\[(\d+)\]/)?.1, connections.contains(" \(number) ")
                else { return nil }
                let information = try String(contentsOfFile: "/proc/\(process)/fdinfo/\(name)", encoding: .utf8)
                return information.firstMatch(of: /flags:\s*([0-7]+)/).flatMap { Int($0.1, radix: 8) }
            }
        }
        #endif

        /// Runs `body` with a program that serves the mock of OpenAI, unless `by` gives other arguments.
        private static func serving(
            _ environment: [String: String] = [:],
            by arguments: [String] = ["--mock"],
            body: @Sendable (ChildProcess, ListenAddress) async throws -> Void
        ) async throws {
            try await TemporaryFolder.lending { folder in
                let quiet = "telemetry: {log: off}\nserver: {check_upstreams: off}\n"
                try folder.write(quiet.utf8, to: "config.yaml")
                try await ChildProcess.running(
                    try Tool.dragoman.requireLocation(),
                    ["run", "--no-tui", "--listen", "127.0.0.1:0"] + arguments,
                    environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
                        .merging(environment) { $1 },
                    in: folder.url
                ) { program in
                    let line = try await program.line { $0.contains("listening") }
                    let found = try #require(line.firstMatch(of: /http:\/\/(127\.0\.0\.1:\d+)/)?.1)
                    try await body(program, try #require(ListenAddress(String(found))))
                }
            }
        }
    }
}
