import Foundation
import TestSupport
import Testing

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// However the dashboard goes, the person's terminal is as it was, and hiding it stops nothing.
    @Suite(.enabled(if: Tool.areRequired || TerminalPane.tmux != nil, "tmux is not installed: apt-get install tmux"))
    struct TerminalRestoreTests {
        enum Process: CaseIterable { case launcher, server }

        @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT], Process.allCases)
        func `a signal that asks it to end puts the terminal back`(_ signal: Int32, _ target: Process) async throws {
            try await Self.ends(by: signal, at: target, status: "0")
        }

        @Test(arguments: [SIGABRT, SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE], Process.allCases)
        func `a crash restores the terminal and is reported to the shell`(
            _ signal: Int32,
            _ target: Process
        ) async throws {
            try await Self.ends(by: signal, at: target, status: "\(128 + signal)")
        }

        @Test(arguments: Process.allCases)
        func `being killed puts the terminal back`(_ target: Process) async throws {
            try await Self.ends(by: SIGKILL, at: target, status: "137")
        }

        @Test func `the key that quits puts the terminal back`() async throws {
            try await TerminalPane.open { pane in
                _ = try await pane.start()
                try await pane.type("Q")
                try await Self.expectRestored(pane, status: "0")
            }
        }

        @Test func `a hidden program keeps serving, also in the background`() async throws {
            try await TerminalPane.open { pane in
                _ = try await pane.start()
                let text = try await pane.reach { $0.contains("127.0.0.1:") }
                let address = try #require(text.firstMatch(of: /127\.0\.0\.1:\d+/)?.output)
                let health = "http://\(address)/health"

                try await pane.type("C-z")
                try await pane.reach(modes: TerminalPane.modesOfShell)
                try await pane.reach { $0.contains("Stopped") }
                #expect(try await LoopbackClient.send("GET", to: health, headers: [], body: []) { $0.status } == 200)

                // The shell says once more that it is stopped: what serves needs no `bg`.
                try await pane.type("clear; bg", "Enter")
                try await pane.type("echo the shell has it", "Enter")
                try await pane.reach { $0.contains("\nthe shell has it") }
                #expect(try await LoopbackClient.send("GET", to: health, headers: [], body: []) { $0.status } == 200)
                #expect(try await pane.modes() == TerminalPane.modesOfShell)

                try await pane.type("clear; fg", "Enter")
                try await pane.reach(modes: TerminalPane.modesOfDashboard)
                try await pane.reach { $0.contains(address) }
                try await pane.type("Q")
                try await pane.reach(modes: TerminalPane.modesOfShell)
            }
        }

        @Test func `SIGTSTP hides the program`() async throws {
            try await TerminalPane.open { pane in
                let program = try await pane.start()
                kill(program.launcher, SIGTSTP)
                try await pane.reach(modes: TerminalPane.modesOfShell)
                try await pane.reach { $0.contains("Stopped") }
                try await pane.type("fg", "Enter")
                try await pane.reach(modes: TerminalPane.modesOfDashboard)
                try await pane.type("Q")
                try await pane.reach(modes: TerminalPane.modesOfShell)
            }
        }

        private static func ends(by signal: Int32, at target: Process, status: String) async throws {
            try await TerminalPane.open { pane in
                let program = try await pane.start()
                switch target {
                case .launcher: kill(program.launcher, signal)
                case .server: kill(program.server, signal)
                }
                try await expectRestored(pane, status: status)
            }
        }

        private static func expectRestored(_ pane: TerminalPane, status: String) async throws {
            let emitted = try await pane.status()
            #expect(emitted == status)
            try await pane.reach(modes: TerminalPane.modesOfShell)
            #expect(try pane.contents("after") == pane.contents("before"))
        }
    }
}
