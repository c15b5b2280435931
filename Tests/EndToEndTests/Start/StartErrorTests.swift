import Foundation
import TestSupport
import Testing
import TranslationTestSupport

@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

extension EndToEndTests {
    /// What the program says to a person when it cannot start, or starts and its upstream is not well: each text is a
    /// file in Golden/start.
    @Suite(.needs(.dragoman))
    struct StartErrorTests {
        /// A start that ends by itself before it listens.
        struct Refusal: Sendable, CustomTestStringConvertible {
            var name: String
            var arguments = ["run", "--no-tui"]
            var environment = ["OPENAI_API_KEY": "sk-start-0123456789abcdef"]
            var files: [String: [UInt8]] = [:]
            var status: Int32 = 78

            var testDescription: String { name }

            /// With a config.yaml that says this.
            init(_ name: String, yaml: String? = nil, _ change: (inout Refusal) -> Void = { _ in }) {
                self.name = name
                if let yaml { files["config.yaml"] = Array(yaml.utf8) }
                change(&self)
            }
        }

        static let refusals: [Refusal] = [
            Refusal("no-key") { $0.environment = [:] },
            Refusal("empty-key") { $0.environment = ["OPENAI_API_KEY": ""] },
            Refusal("key-with-line-end") { $0.environment = ["OPENAI_API_KEY": "sk-start-0123456789abcdef\r"] },
            Refusal("key-variable-not-set", yaml: "upstreams: {openai: {api_key: \"${MY_KEY}\"}}\n"),
            Refusal(
                "several-errors",
                yaml: """
                    listne: 127.0.0.1:1
                    upstreams: {openai: {timeouts: {connect: soon}}}
                    server: {max_body: 3}

                    """
            ),
            Refusal("unknown-key", yaml: "serverr: {max_body: 1MB}\n"),
            Refusal("yaml-syntax", yaml: "client_keys: [dummy\nlisten: 127.0.0.1:1\n"),
            Refusal("config-missing") { $0.arguments += ["--config", "no-such.yaml"] },
            Refusal("config-is-folder") { $0.arguments += ["--config", "."] },
            Refusal("config-not-utf8") { $0.files["config.yaml"] = [0xFF, 0xFE, 0x0A] },
            Refusal("telemetry-log", yaml: "telemetry: {log: no-such-folder/telemetry.jsonl}\n") { $0.status = 73 },
            Refusal("open-off-loopback", yaml: "listen: 0.0.0.0:3999\nclient_keys: []\n"),
            Refusal("address-not-here") {
                $0.arguments += ["--listen", "192.0.2.1:3999"]
                $0.status = 69
            },
            Refusal("listen-host-unknown") {
                $0.arguments += ["--listen", "no-such-host.invalid:3999"]
                $0.status = 69
            },
            Refusal("listen-malformed") { $0.arguments += ["--listen", "3999"] },
            Refusal("proxy-socks") { $0.environment["HTTPS_PROXY"] = "socks5://user:secret-word@proxy.test:1080" },
            Refusal("proxy-garbage") { $0.environment["HTTPS_PROXY"] = "http://user:secret-word@:none" },
            Refusal("unknown-option") {
                $0.arguments = ["run", "--no-tuii"]
                $0.status = 64
            },
        ]

        @Test(arguments: refusals)
        func `a failed start shows the reason and the fix`(_ refusal: Refusal) async throws {
            try await TemporaryFolder.lending { folder in
                for (name, bytes) in refusal.files { try folder.write(bytes, to: name) }
                let end = try await Self.run(refusal.arguments, refusal.environment, in: folder)

                try Self.expect(end, refusal.status, refusal.name, in: folder)
            }
        }

        @Test func `a port in use is reported with its process`() async throws {
            try await ScriptedUpstream.serving { holder in
                try await TemporaryFolder.lending { folder in
                    let port = try #require(holder.baseURL.firstMatch(of: /:(\d+)\//)?.output.1)
                    let arguments = ["run", "--no-tui", "--listen", "127.0.0.1:\(port)"]
                    let end = try await Self.run(arguments, ["OPENAI_API_KEY": "sk-start-0123456789abcdef"], in: folder)

                    try Self.expect(end, 69, "port-taken", in: folder)
                }
            }
        }

        /// Root may do all this, so the program runs as a user without rights.
        private static let setpriv = "/usr/bin/setpriv"
        private static let canDropRights = getuid() == 0 && FileManager.default.isExecutableFile(atPath: setpriv)

        @Test(
            .enabled(if: canDropRights),
            arguments: ["config-unreadable", "telemetry-log-not-allowed", "port-not-allowed"]
        )
        func `a permission error is reported as such`(_ name: String) async throws {
            let least = (try? String(contentsOfFile: "/proc/sys/net/ipv4/ip_unprivileged_port_start", encoding: .utf8))
                .flatMap { Int($0.filter(\.isNumber)) }
            try await TemporaryFolder.lending { folder in
                var arguments = ["run", "--no-tui"]
                var status: Int32 = 78
                switch name {
                case "config-unreadable":
                    try folder.write("listen: 127.0.0.1:0\n".utf8, to: "config.yaml")
                    try FileManager.default.setAttributes(
                        [.posixPermissions: 0o600],
                        ofItemAtPath: folder.file("config.yaml").path
                    )
                case "telemetry-log-not-allowed":
                    status = 73
                default:
                    guard least ?? 1024 > 81 else { return }
                    try folder.write("telemetry: {log: off}\n".utf8, to: "config.yaml")
                    arguments += ["--listen", "127.0.0.1:81"]
                    status = 69
                }
                let end = try await Self.run(
                    [
                        "--reuid", "65534", "--regid", "65534", "--clear-groups",
                        try Tool.dragoman.requireLocation().path,
                    ]
                        + arguments,
                    ["OPENAI_API_KEY": "sk-start-0123456789abcdef"],
                    in: folder,
                    by: URL(filePath: Self.setpriv)
                )

                try Self.expect(end, status, name, in: folder)
            }
        }

        // MARK: What only the upstream knows

        struct Trouble: Sendable, CustomTestStringConvertible {
            var name: String
            var baseURL: String?
            var rules: [ScriptRule] = []
            var environment: [String: String] = [:]
            var testDescription: String { name }
        }

        static let troubles: [Trouble] = [
            Trouble(
                name: "key-refused",
                rules: [
                    .get("/v1/models", .error(401, code: "invalid_api_key", "Incorrect API key provided: sk-st**."))
                ]
            ),
            Trouble(name: "no-such-upstream-host", baseURL: "https://no-such-host.invalid/v1"),
            Trouble(name: "no-such-model", rules: [.get("/v1/models/gpt-5.22", .error(404, "No such model"))]),
            Trouble(name: "upstream-without-tls", baseURL: "https"),
            Trouble(name: "base-url-without-v1", baseURL: "bare", rules: [.get("/models", .error(404, "Invalid URL"))]),
            Trouble(
                name: "proxy-host-unknown",
                environment: ["HTTPS_PROXY": "http://user:secret-word@no-such-proxy.invalid:3128"]
            ),
        ]

        @Test(arguments: troubles)
        func `an upstream's refusal is logged, and the proxy serves`(_ trouble: Trouble) async throws {
            try await ScriptedUpstream.serving { upstream in
                upstream.script(trouble.rules)
                let url: String =
                    switch trouble.baseURL {
                    case "https": upstream.baseURL.replacing("http:", with: "https:")
                    case "bare": upstream.baseURL.replacing("/v1", with: "")
                    case let url?: url
                    case nil: trouble.environment.isEmpty ? upstream.baseURL : "https://api.openai.com/v1"
                    }
                let model = trouble.name == "no-such-model" ? "gpt-5.22" : "gpt-5.2"
                let yaml = """
                    listen: 127.0.0.1:0
                    upstreams: {openai: {base_url: "\(url)", api_key: sk-start-0123456789abcdef}}
                    models: [{match: "claude-*", to: \(model)}]
                    telemetry: {log: off}

                    """
                try await TemporaryFolder.lending { folder in
                    try folder.write(yaml.utf8, to: "config.yaml")
                    try await Self.running(trouble.environment, in: folder) { process in
                        let first = try await process.line { $0.contains(" listening on ") }
                        let line = try await process.line {
                            $0.contains("meanwhile=") || $0.contains(" warn ")
                        }
                        let address = try #require(first.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output)
                        let health = try await LoopbackClient.send("GET", to: "\(address)/health") { $0.status }
                        let end = try await process.end()

                        #expect(health == 200)
                        #expect(end.status == 0)
                        try Self.compare(line, trouble.name, in: folder)
                    }
                }
            }
        }

        @Test func `a good upstream logs nothing, and a disabled check asks nothing`() async throws {
            for isOn in [true, false] {
                try await ScriptedUpstream.serving { upstream in
                    let yaml = """
                        listen: 127.0.0.1:0
                        upstreams: {openai: {base_url: "\(upstream.baseURL)", api_key: sk-start-0123456789abcdef}}
                        models: [{match: "claude-*", to: gpt-5.2}]
                        telemetry: {log: off}
                        server: {check_upstreams: \(isOn ? "on" : "off")}

                        """
                    try await TemporaryFolder.lending { folder in
                        try folder.write(yaml.utf8, to: "config.yaml")
                        try await Self.running([:], in: folder) { process in
                            _ = try await process.line { $0.contains("to start Claude Code: ") }
                            if isOn { try await upstream.waitForRequests(1) }
                            let end = try await process.end()

                            #expect(
                                end.lines.allSatisfy { !$0.text.contains(" warn ") && !$0.text.contains(" error ") }
                            )
                            #expect(upstream.requests.map(\.path) == (isOn ? ["/v1/models"] : []))
                        }
                    }
                }
            }
        }

        @Test func `an upstream that says nothing delays neither the start nor the end`() async throws {
            try await ScriptedUpstream.serving(.get("/v1/models", .silence)) { upstream in
                try await TemporaryFolder.lending { folder in
                    let environment = ["OPENAI_BASE_URL": upstream.baseURL]
                    let arguments = ["run", "--no-tui", "--listen", "127.0.0.1:0"]
                    try await Self.running(environment, arguments, in: folder) { process in
                        let first = try await process.line { $0.contains(" listening on ") }
                        let address = try #require(first.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/)?.output)
                        try await upstream.waitForRequests(1)
                        let health = try await LoopbackClient.send("GET", to: "\(address)/health") { $0.status }
                        let end = try await process.end()

                        #expect(health == 200)
                        #expect(end.status == 0)
                        #expect(!end.lines.contains { $0.text.contains(" error ") })
                    }
                }
            }
        }

        @Test func `the well-known key off loopback is a warning with its cure`() async throws {
            try await TemporaryFolder.lending { folder in
                let yaml =
                    "listen: 0.0.0.0:0\nclient_keys: [dummy]\ntelemetry: {log: off}\nserver: {check_upstreams: off}\n"
                try folder.write(yaml.utf8, to: "config.yaml")
                // Wherever this is run: the cure is another in a container.
                try await Self.running(["KUBERNETES_SERVICE_HOST": "192.0.2.1"], in: folder) { process in
                    let line = try await process.line { $0.contains(" client_keys: ") }

                    try Self.compare(line, "dummy-off-loopback", in: folder)
                }
            }
        }

        // MARK: Running and comparing

        private static func run(
            _ arguments: [String],
            _ environment: [String: String],
            in folder: TemporaryFolder,
            by program: URL? = nil
        ) async throws -> ChildProcess.State {
            try await ChildProcess.run(
                try program ?? Tool.dragoman.requireLocation(),
                arguments,
                environment: surroundings(folder).merging(environment) { $1 },
                in: folder.url
            )
        }

        private static func running(
            _ environment: [String: String],
            _ arguments: [String] = ["run", "--no-tui"],
            in folder: TemporaryFolder,
            body: @Sendable (ChildProcess) async throws -> Void
        ) async throws {
            var all = surroundings(folder).merging(environment) { $1 }
            all["OPENAI_API_KEY"] = "sk-start-0123456789abcdef"
            try await ChildProcess.running(
                try Tool.dragoman.requireLocation(),
                arguments,
                environment: all,
                in: folder.url,
                body: body
            )
        }

        private static func surroundings(_ folder: TemporaryFolder) -> [String: String] {
            ["HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
        }

        private static func expect(
            _ end: ChildProcess.State,
            _ status: Int32,
            _ name: String,
            in folder: TemporaryFolder
        ) throws {
            #expect(end.status == status)
            #expect(end.output.isEmpty, "an error is said on standard error")
            try compare(end.errors.joined(separator: "\n"), name, in: folder)
        }

        /// Compares with the golden file, and expects nothing in it that is not for people.
        private static func compare(_ text: String, _ name: String, in folder: TemporaryFolder) throws {
            let plain =
                text
                .replacing(folder.path, with: "FOLDER")
                .replacing(#/^\d{4}-\d\d-\d\dT[\d:.]+Z /#, with: "")
                .replacing(/\b\S+ \(process \d+\)/, with: "PROGRAM (process N)")
                .replacing(/kill \d+/, with: "kill N")
                .replacing(/127\.0\.0\.1:(?!3999\b|81\b|82\b|1\b)\d+/, with: "127.0.0.1:PORT")
                .replacing(/Port \d+/, with: "Port PORT")
            let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "Golden/start/\(name).txt")

            #expect(try Golden.difference(of: plain + "\n", from: file) == nil)
            #expect(PlainMessage.blemish(in: text, secrets: ["secret-word"]) == nil)
        }
    }
}
