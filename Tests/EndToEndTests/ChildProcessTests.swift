import Foundation
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// What drives the programs must not itself be what fails.
    struct ChildProcessTests {
        private static let shell = URL(filePath: "/bin/sh")

        @Test
        func `output, errors and status are those of the program`() async throws {
            let end = try await ChildProcess.run(Self.shell, ["-c", "echo one; echo two >&2; printf three; exit 7"])

            #expect(end.output == ["one", "three"])
            #expect(end.errors == ["two"])
            #expect(end.status == 7)
        }

        @Test
        func `every one of many short programs is seen to end`() async throws {
            for round in 0..<200 {
                let end = try await ChildProcess.run(Self.shell, ["-c", "echo \(round)"])

                #expect(end.output == ["\(round)"])
            }
        }

        @Test
        func `a program is ended by SIGTERM`() async throws {
            let script = "trap 'echo asked to go; exit 3' TERM; echo ready; read line"
            try await ChildProcess.running(Self.shell, ["-c", script], takesInput: true) { child in
                _ = try await child.line { $0 == "ready" }

                let end = try await child.end()

                #expect(end.output == ["ready", "asked to go"])
                #expect(end.status == 3)
            }
        }

        @Test
        func `a missing line is distinguished from a late one`() async throws {
            await #expect(throws: ChildProcess.EndedEarly.self) {
                try await ChildProcess.running(Self.shell, ["-c", "echo something else"]) { child in
                    try await child.line { $0 == "ready" }
                }
            }
        }

        @Test
        func `the environment is exactly the given one`() async throws {
            let env = URL(filePath: "/usr/bin/env")
            let end = try await ChildProcess.run(env, [], environment: ["ONLY": "this"])

            #expect(end.output == ["ONLY=this"])
        }
    }
}
