import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// `dragoman check` from outside: what it prints, what it ends with, and that it leaves nothing behind.
    @Suite(.needs(.dragoman))
    struct CheckCommandTests {
        private static let key = "sk-test-0123456789abcdef"

        @Test func `a good setup is reported, ends with 0 and leaves no files`() async throws {
            let (end, files) = try await Self.checkWithFiles()

            #expect(end.status == 0, "\(end.lines.map(\.text))")
            #expect(end.errors.isEmpty)
            #expect(try #require(end.output.last).hasPrefix("would run"))
            #expect(end.output.contains("  ✓ Upstream openai accepts the key."))
            #expect(end.output.contains { $0.wholeMatch(of: /\s+✓ 127\.0\.0\.1:\d+ is free\./) != nil })
            let row = /\s+claude-opus-\* +gpt-5\.2 +responses +272k +128k .+/
            #expect(end.output.contains { $0.wholeMatch(of: row) != nil })
            #expect(files == ["bin", "config.yaml"])
            #expect(!end.lines.contains { $0.text.contains(Self.key) || $0.text.contains("\u{1B}") })
        }

        @Test func `JSON is one object and nothing else`() async throws {
            let end = try await Self.check("--json")
            let json = try JSON(parsing: end.output.joined(separator: "\n"))

            #expect(end.errors.isEmpty)
            #expect(json["would_run"] == true)
            #expect(json["exit_code"] == 0)
            #expect(json["version"]?.string?.isEmpty == false)
            #expect(json["mapping"]?.elements.map { $0["sent"]?.string } == ["gpt-5.2", "gpt-4.1", "gpt-5"])
            let findings = try #require(json["findings"]).elements
            #expect(findings.allSatisfy { $0["subject"]?.string != nil && $0["message"]?.string != nil })
            let levels = Set(findings.compactMap { $0["level"]?.string })
            #expect(levels.isSubset(of: ["good", "note", "warning", "failure"]))
        }

        @Test(arguments: ["", " --json"])
        func `an unreachable upstream lets the proxy run but not answer`(_ form: String) async throws {
            let port = try ReservedPort()
            let end = try await Self.check("--upstream-base-url http://127.0.0.1:\(port.number)/v1" + form)

            #expect(end.status == 69)
            #expect(end.output.contains { $0.contains("would run, but not answer (exit code 69)") } == form.isEmpty)
        }

        @Test func `the version of Claude Code is queried`() async throws {
            let end = try await Self.check()

            #expect(end.output.contains { $0.contains("✓ Claude Code 2.1.330 is installed (~/bin/claude).") })
        }

        @Test func `a port in use is reported with its process`() async throws {
            let (port, end) = try await ScriptedUpstream.serving { other in
                let port = try #require(other.baseURL.firstMatch(of: /:(\d+)/)?.output.1)
                return (String(port), try await Self.check("--listen 127.0.0.1:\(port)"))
            }

            #expect(end.status == 69)
            #expect(end.output.contains { $0.contains("✗ Port \(port) is in use by ") })
            #if os(Linux)
            let process = ProcessInfo.processInfo.processIdentifier
            #expect(end.output.contains { $0.contains("(process \(process)).") })
            #endif
        }

        @Test func `a proxy that runs there already is recognized, and is well`() async throws {
            let mock = try #require(MockServer.current)
            try await TemporaryFolder.lending { folder in
                try await ProxyProcess.running(before: mock.baseURL, in: folder) { proxy in
                    let listen = proxy.address.replacing("http://", with: "")
                    let check = try await Self.check("--listen \(listen)")
                    let health = try await Self.check("--health --listen \(listen)")

                    #expect(check.output.contains { $0.contains("· Dragoman is already running on \(listen)") })
                    #expect(health.status == 0)
                    #expect(health.lines.isEmpty)
                }
            }
        }

        @Test func `no proxy is not well, in one line`() async throws {
            let port = try ReservedPort()
            let end = try await Self.check("--health --listen 127.0.0.1:\(port.number)")

            #expect(end.status == 1)
            #expect(end.output.isEmpty)
            #expect(
                end.errors == [
                    "dragoman: Connection refused at 127.0.0.1:\(port.number): dragoman is not running there."
                ]
            )
        }

        @Test(arguments: [
            ("--health --config nowhere.yaml", "does not exist"), ("--health --listen 127.0.0.1:0", "Name one"),
            ("--health --listen x", "--listen"),
        ])
        func `a failed health check prints one line and ends with 1`(
            _ arguments: String,
            _ words: String
        ) async throws {
            let end = try await Self.check(arguments)

            #expect(end.status == 1)
            #expect(end.errors.count == 1)
            #expect(end.errors.first?.contains(words) == true, "\(end.errors)")
        }

        /// What is wrong, the exit code, and what is said of it.
        static let failures: [(arguments: String, yaml: String?, status: Int32, words: [String])] = [
            ("", "listne: x\nlog: {level: loud}\n", 78, ["config.yaml:1:", "config.yaml:2:", "built-in defaults"]),
            ("--config nowhere.yaml", nil, 78, ["does not exist"]),
            ("--config .", nil, 78, ["Cannot read"]),
            (
                "", "telemetry: {log: /nowhere/telemetry.jsonl}\n", 73,
                ["Cannot write the telemetry log /nowhere/telemetry.jsonl"]
            ),
            ("", "telemetry: {log: bin}\n", 73, ["/bin: it is a folder"]),
            ("", "upstreams: {openai: {api_key: \"${NO_SUCH_KEY}\"}}\n", 78, ["NO_SUCH_KEY is not set"]),
            ("--listen 192.0.2.1:3999", nil, 69, ["does not have that address"]),
        ]

        @Test(arguments: failures)
        func `each problem is reported and has its exit code`(
            _ arguments: String,
            _ yaml: String?,
            _ status: Int32,
            _ words: [String]
        ) async throws {
            let end = try await Self.check(arguments, yaml: yaml)
            let text = end.output.joined(separator: "\n")

            #expect(end.status == status, "\(text)")
            #expect(words.allSatisfy { text.contains($0) }, "\(text)")
            #expect(try #require(end.output.last).hasPrefix("would not run (exit code \(status))"))
            #expect(end.errors.isEmpty)
        }

        @Test func `a locale without Unicode gets none`() async throws {
            let end = try await Self.check(locale: "C")

            #expect(end.status == 0)
            #expect(end.output.joined().allSatisfy { $0.isASCII })
        }

        @Test(arguments: ["--health --json", "--health --ask", "--jsno"])
        func `wrong use is 64`(_ arguments: String) async throws {
            #expect(try await Self.check(arguments).status == 64)
        }

        private static func check(
            _ arguments: String = "",
            yaml: String? = nil,
            locale: String = "C.UTF-8"
        ) async throws -> ChildProcess.State {
            try await checkWithFiles(arguments, yaml: yaml, locale: locale).end
        }

        /// Runs the command in a folder with a configuration and a claude, before the suite's mock, on a port that
        /// was free a moment ago; gives the files that are there in the end, too.
        private static func checkWithFiles(
            _ arguments: String = "",
            yaml: String? = nil,
            locale: String = "C.UTF-8"
        ) async throws -> (end: ChildProcess.State, files: [String]) {
            let mock = try #require(MockServer.current)
            let program = try Tool.dragoman.requireLocation().path
            let port = try freePort()
            return try await TemporaryFolder.lending { folder in
                let standard = "upstreams: {openai: {base_url: \"\(mock.baseURL)\", api: responses}}\n"
                try folder.write((yaml ?? standard).utf8, to: "config.yaml")
                try folder.folder("bin").write("#!/bin/sh\necho '2.1.330 (Claude Code)'\n".utf8, to: "claude")
                let claude = folder.file("bin/claude").path
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: claude)
                let end = try await ChildProcess.run(
                    URL(filePath: "/bin/sh"),
                    ["-c", "\"\(program)\" check \(arguments)"],
                    environment: [
                        "HOME": folder.path, "PATH": "\(folder.path)/bin:/usr/bin:/bin", "LANG": locale,
                        "OPENAI_API_KEY": key, "OPENAI_BASE_URL": yaml == nil ? "" : mock.baseURL,
                        "DRAGOMAN_LISTEN": "127.0.0.1:\(port)",
                    ],
                    in: folder.url
                )
                return (end, try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted())
            }
        }

        /// The port is freed before the command checks it; another program is unlikely to take it in between.
        private static func freePort() throws -> Int {
            try ReservedPort().number
        }
    }
}
