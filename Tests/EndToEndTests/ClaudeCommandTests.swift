import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// `dragoman claude` from outside, with a mock of Claude Code where the real one would hide what it was given.
    @Suite(.needs(.dragoman))
    struct ClaudeCommandTests {
        @Test(.needs(.claudeCode(.current), .claudeCode(.january)), arguments: ClaudeCode.Version.allCases)
        func `the real client says hello`(_ version: ClaudeCode.Version) async throws {
            try await MockProxy.running { proxy in
                let client = try Tool.claudeCode(version).requireLocation()
                let bin = try proxy.folder.folder("bin")
                try FileManager.default.createSymbolicLink(at: bin.file("claude"), withDestinationURL: client)
                var own = try ClaudeCode.own(at: "", in: proxy.folder)
                for name in ["ANTHROPIC_BASE_URL", "PATH", "NO_PROXY"] { own[name] = nil }
                // It points elsewhere, and must not lead to a question.
                own["ANTHROPIC_API_KEY"] = "sk-of-another-user"
                own["CLAUDE_CODE_USE_BEDROCK"] = "1"

                let arguments = ["claude", "-p", "say hello", "--output-format", "json"]
                let end = try await proxy.dragoman(arguments, own)

                let result = try JSON(parsing: try #require(end.output.last { $0.hasPrefix("{") }))
                #expect(end.status == 0)
                #expect(result["is_error"]?.bool == false)
                let text = try #require(result["result"]?.string)
                #expect(!text.isEmpty)
                #expect(proxy.log.contains { $0.contains(" messages claude-") && $0.contains("→") })
            }
        }

        @Test func `all arguments are claude's as they are, and so is its exit code`() async throws {
            try await MockProxy.running { proxy in
                try proxy.folder.writeClaude("for word; do printf '<%s>' \"$word\"; done; echo; exit 7")
                let arguments = ["--help", "-p", "two words", "", "--", "--listen", "x", "--version", "run"]

                let end = try await proxy.dragoman(["claude"] + arguments)

                #expect(end.output == [arguments.map { "<\($0)>" }.joined()])
                #expect(end.status == 7)
                #expect(end.errors.isEmpty)
            }
        }

        @Test func `the environment is the one that env prints, and all else is as it was`() async throws {
            try await MockProxy.running { proxy in
                try proxy.folder.writeClaude("env")
                let terminal = [
                    "ANTHROPIC_API_KEY": "k", "CLAUDE_CODE_USE_VERTEX": "1", "HTTPS_PROXY": "http://127.0.0.1:9",
                    "MINE": "a b",
                ]

                let end = try await proxy.dragoman(["claude"], terminal)
                let lines = try await proxy.dragoman(["env"], terminal).output

                #expect(end.output.contains("MINE=a b"))
                #expect(end.output.contains("ANTHROPIC_BASE_URL=http://\(proxy.address)"))
                #expect(end.output.contains("ANTHROPIC_AUTH_TOKEN=dummy"))
                #expect(end.output.contains("NO_PROXY=127.0.0.1"))
                #expect(!end.output.contains { $0.hasPrefix("ANTHROPIC_API_KEY") || $0.contains("VERTEX") })
                #expect(lines.count { $0.hasPrefix("unset ") } == 2)
                for line in lines {
                    guard let found = line.wholeMatch(of: /export (.*)  # .*/) else { continue }
                    #expect(end.output.contains(String(found.1)))
                }
            }
        }

        @Test func `an overriding settings file is reported, and claude runs anyway`() async throws {
            try await MockProxy.running { proxy in
                try proxy.folder.writeClaude("echo ran")
                let json = #"{"env": {"ANTHROPIC_BASE_URL": "https://a.example", "CLAUDE_CODE_USE_BEDROCK": "1"}}"#
                try proxy.folder.folder(".claude").write(json.utf8, to: "settings.json")

                let end = try await proxy.dragoman(["claude"])

                #expect(end.output == ["ran"])
                #expect(end.status == 0)
                #expect(
                    end.errors == [
                        "warning: ~/.claude/settings.json sets ANTHROPIC_BASE_URL and CLAUDE_CODE_USE_BEDROCK for "
                            + "Claude Code, and overrides what is set here.",
                        "  Remove them from env there, so that Claude Code uses this proxy.",
                    ]
                )
            }
        }

        #if os(Linux)
        @Test func `signals and open files are as if claude had been run directly`() async throws {
            try await MockProxy.running { proxy in
                let script = "grep -E 'Sig(Blk|Ign)' /proc/self/status; ls -l /proc/self/fd | awk '{print $9}'"
                try proxy.folder.writeClaude(script)
                let claude = proxy.folder.file("bin/claude")

                let through = try await proxy.dragoman(["claude"])
                let directly = try await ChildProcess.run(claude, [], environment: ["PATH": "/usr/bin:/bin"])

                #expect(Self.comparable(through) == Self.comparable(directly))
            }
        }

        /// Without what differs from one start to the next: the C library sets signals from 32 on as it needs them, and
        /// Foundation gives every program a socket, whose number depends on what else is open.
        private static func comparable(_ end: ChildProcess.State) -> [String] {
            end.output.map { line in
                if let number = Int(line), number > 9 { return "a socket" }
                guard let found = line.wholeMatch(of: /(Sig...:)\s+([0-9a-f]{16})/),
                    let set = UInt64(found.2, radix: 16)
                else { return line }
                return "\(found.1) \(String(set & 0x7FFF_FFFF, radix: 16))"
            }
        }
        #endif

        @Test func `a signal is heard by claude, which is this very process`() async throws {
            try await MockProxy.running { proxy in
                try proxy.folder.writeClaude("trap 'echo asked to go; exit 3' TERM; echo ready; read line")
                let environment = MockProxy.environment(in: proxy.folder)
                    .merging(["DRAGOMAN_LISTEN": proxy.address]) { $1 }
                let program = try Tool.dragoman.requireLocation()
                try await ChildProcess.running(program, ["claude"], environment: environment, takesInput: true) {
                    child in
                    _ = try await child.line { $0 == "ready" }

                    let end = try await child.end()

                    #expect(end.output == ["ready", "asked to go"])
                    #expect(end.status == 3)
                }
            }
        }

        // MARK: What can be wrong

        @Test func `where nothing listens, it says how to start the proxy`() async throws {
            let port = try ReservedPort()
            let end = try await Self.claude(at: "127.0.0.1:\(port.number)")

            #expect(end.status == 69)
            #expect(
                end.errors.joined().contains(
                    "dragoman is not running there.  Start dragoman in another terminal"
                )
            )
        }

        @Test func `where something else listens, it says who`() async throws {
            try await ScriptedUpstream.serving { upstream in
                let address = try #require(upstream.baseURL.firstMatch(of: /127\.0\.0\.1:\d+/)?.output)
                let end = try await Self.claude(at: String(address))

                #expect(end.status == 69)
                #expect(end.errors.joined().contains("The program on \(address)"))
                #expect(end.errors.joined().contains("is not dragoman"))
                #if os(Linux)
                #expect(end.errors.joined().contains("(process "))
                #endif
            }
        }

        @Test func `without claude it says where to get it`() async throws {
            try await MockProxy.running { proxy in
                let end = try await proxy.dragoman(["claude"])

                #expect(end.status == 69)
                #expect(end.errors.joined().contains("no claude on PATH.  Install it"))
            }
        }

        @Test(arguments: ["claude", "env"])
        func `a command requires the port if the system chooses it`(_ command: String) async throws {
            let end = try await Self.dragoman([command], ["DRAGOMAN_LISTEN": "127.0.0.1:0"])

            #expect(end.status == 78)
            #expect(end.output.isEmpty)
            #expect(end.errors.joined().contains("listen is 127.0.0.1:0: the system chooses the port."))
        }

        @Test func `dragoman help claude shows the command's own help`() async throws {
            let end = try await Self.dragoman(["help", "claude"])

            #expect(end.output.contains { $0.contains("dragoman claude [<argument> ...]") })
        }

        // MARK: env

        @Test(arguments: ["sh", "bash", "zsh", "fish"])
        func `a shell takes the lines of env as they are meant`(_ shell: String) async throws {
            guard let path = ["/bin/\(shell)", "/usr/bin/\(shell)"].first(where: FileManager.default.isExecutableFile)
            else { return }
            let key = #"it's \ "$HOME" `x` #1 ;"#
            let command =
                shell == "fish"
                ? "\"$DRAGOMAN\" env --shell fish | source; printf '%s' \"$ANTHROPIC_AUTH_TOKEN|$ANTHROPIC_API_KEY\""
                : "eval \"$(\"$DRAGOMAN\" env)\"; printf '%s' \"$ANTHROPIC_AUTH_TOKEN|$ANTHROPIC_API_KEY\""
            let end = try await TemporaryFolder.lending { folder in
                let json = JSON.string(key).text
                try folder.write("client_keys: [\(json)]\nlisten: 127.0.0.1:4999\n".utf8, to: "config.yaml")
                var environment = MockProxy.environment(in: folder)
                environment["DRAGOMAN"] = try Tool.dragoman.requireLocation().path
                environment["ANTHROPIC_API_KEY"] = "old"
                let options = shell == "fish" ? ["-c"] : ["-e", "-c"]
                return try await ChildProcess.run(
                    URL(filePath: path),
                    options + [command],
                    environment: environment,
                    in: folder.url
                )
            }

            #expect(end.output == ["\(key)|"])
            #expect(end.errors.isEmpty)
        }

        private static func claude(at address: String) async throws -> ChildProcess.State {
            try await dragoman(["claude"], ["DRAGOMAN_LISTEN": address])
        }

        private static func dragoman(
            _ arguments: [String],
            _ environment: [String: String] = [:]
        ) async throws -> ChildProcess.State {
            try await TemporaryFolder.lending { folder in
                try await ChildProcess.run(
                    try Tool.dragoman.requireLocation(),
                    arguments,
                    environment: MockProxy.environment(in: folder).merging(environment) { $1 },
                    in: folder.url
                )
            }
        }
    }
}
