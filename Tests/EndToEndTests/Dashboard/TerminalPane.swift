import Foundation
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// A shell in a terminal that tmux draws, with the proxy's binary at hand.
struct TerminalPane: Sendable {
    static let tmux = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/opt/homebrew/bin/tmux"]
        .first(where: FileManager.default.isExecutableFile).map { URL(filePath: $0) }

    private let socket: String
    let folder: TemporaryFolder
    private let binary: URL

    /// Runs `body` with a new terminal, and ends it with all that runs there.
    static func open<Result: Sendable>(
        width: Int = 100,
        height: Int = 30,
        body: @Sendable (TerminalPane) async throws -> Result
    ) async throws -> Result {
        try await TemporaryFolder.lending { folder in
            let binary = try Tool.dragoman.requireLocation()
            let pane = TerminalPane(socket: "dragoman-\(UUID().uuidString.prefix(8))", folder: folder, binary: binary)
            try folder.write("listen: 127.0.0.1:0\ntelemetry: {log: off}\n".utf8, to: "config.yaml")
            let server = ["-L", pane.socket, "-f", "/dev/null", "-D"]
            return try await ChildProcess.running(try #require(tmux), server, environment: pane.environment) { _ in
                let variables = ["-e", "PS1=ready> "]
                let shell = ["-x", "\(width)", "-y", "\(height)", "bash", "--norc", "--noprofile", "-i"]
                try await pane.beginSession(variables + shell)
                do {
                    let result = try await body(pane)
                    try await pane.tmux(["kill-server"])
                    return result
                } catch {
                    _ = try? await pane.tmux(["kill-server"])
                    throw error
                }
            }
        }
    }

    /// As soon as the server listens.
    private func beginSession(_ arguments: [String]) async throws {
        try await waiting(for: "tmux's server") {
            while try await run(["new-session", "-d"] + arguments).status != 0 { try Task.checkCancellation() }
        }
    }

    /// Whether the other screen is shown, whether the mouse is reported (and with large coordinates), whether there is
    /// a cursor, and whether the keypad sends its own codes.
    func modes() async throws -> String {
        let flags = ["alternate_on", "mouse_any_flag", "mouse_sgr_flag", "cursor_flag", "keypad_flag"]
        return try await display(flags.map { "#{\($0)}" }.joined())
    }

    static let modesOfDashboard = "11101"
    static let modesOfShell = "00010"

    func reach(modes wanted: String) async throws {
        try await waiting(for: "the terminal's modes \(wanted)") {
            while try await modes() != wanted { try Task.checkCancellation() }
        }
    }

    /// What stands on the terminal, once it `matches`.
    @discardableResult
    func reach(where matches: @escaping @Sendable (String) -> Bool) async throws -> String {
        try await waiting(for: "a text on the terminal") {
            while true {
                try Task.checkCancellation()
                let text = try await tmux(["capture-pane", "-p"]).output.joined(separator: "\n")
                if matches(text) { return text }
            }
        }
    }

    func type(_ keys: String...) async throws {
        try await tmux(["send-keys"] + keys)
    }

    /// The dashboard's two processes: the one that the shell knows, and the one that serves.
    struct Program: Sendable {
        var launcher: pid_t
        var server: pid_t
    }

    /// Starts the demonstration and waits for its dashboard. The terminal's settings are kept in files `before` and,
    /// when the program has ended and where the shell goes on with its line, `after`, beside the exit status.
    func start(_ arguments: String = "run --demo") async throws -> Program {
        let run = "\(binary.path) \(arguments) --config \(folder.file("config.yaml").path)"
        let signal = "\(Self.tmux?.path ?? "tmux") -L \(socket) wait-for -S ended"
        let line = "stty -a >before; \(run); echo $? >status; stty -a >after; \(signal)"
        try folder.write("cd \(folder.path)\n".utf8, to: "go")
        try await type(". \(folder.file("go").path); clear; \(line)", "Enter")
        try await reach(modes: Self.modesOfDashboard)
        let shell = try #require(pid_t(await display("#{pane_pid}")))
        let launcher = try await child(of: shell)
        return Program(launcher: launcher, server: try await child(of: launcher))
    }

    /// The program's exit status as the shell has it.
    func status() async throws -> String {
        _ = try await waiting(for: "the program's end") { try await tmux(["wait-for", "ended"]) }
        return try contents("status")
    }

    func contents(_ file: String) throws -> String {
        let data = try Data(contentsOf: folder.file(file))
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func child(of process: pid_t) async throws -> pid_t {
        let end = try await ChildProcess.run(
            URL(filePath: "/usr/bin/env"),
            ["pgrep", "-P", "\(process)"],
            environment: environment
        )
        return try #require(end.output.first.flatMap(pid_t.init), "a child of \(process)")
    }

    private func display(_ format: String) async throws -> String {
        try await tmux(["display-message", "-p", format]).output.first ?? ""
    }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> ChildProcess.State {
        let end = try await run(arguments)
        try #require(end.status == 0, "tmux \(arguments): \(end.errors)")
        return end
    }

    /// Starts no server: one that a command leaves behind would never let go of the command's streams.
    private func run(_ arguments: [String]) async throws -> ChildProcess.State {
        let program = try #require(Self.tmux, "tmux is installed")
        return try await ChildProcess.run(program, ["-N", "-L", socket] + arguments, environment: environment)
    }

    private var environment: [String: String] {
        ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.path, "TERM": "xterm-256color"]
    }
}
