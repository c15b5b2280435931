import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct ClaudeCodeEnvironmentTests {
    private static func environment(
        in terminal: [String: String] = [:],
        _ change: (inout Config) -> Void = { _ in }
    ) -> ClaudeCodeEnvironment {
        var config = Config.default
        change(&config)
        return ClaudeCodeEnvironment(config, terminal: terminal)
    }

    private static func value(_ name: String, _ environment: ClaudeCodeEnvironment) -> String? {
        environment.variables.first { $0.name == name }?.value
    }

    @Test func `the defaults give lines a shell can run`() {
        let exports = Self.environment().exports()

        #expect(exports.hasPrefix("export ANTHROPIC_BASE_URL=http://127.0.0.1:3999  # the address of this proxy\n"))
        #expect(exports.contains("export ANTHROPIC_AUTH_TOKEN=dummy  # "))
        #expect(exports.split(separator: "\n").allSatisfy { $0.hasPrefix("export ") && $0.contains("  # ") })
    }

    @Test(arguments: [
        ("0.0.0.0", "http://127.0.0.1:3999"), ("::", "http://[::1]:3999"), ("::1", "http://[::1]:3999"),
        ("192.168.0.7", "http://192.168.0.7:3999"),
    ])
    func `the address is one that can be reached`(host: String, url: String) {
        let environment = Self.environment { $0.listen.host = host }

        #expect(Self.value("ANTHROPIC_BASE_URL", environment) == url)
        #expect(Self.value("OTEL_EXPORTER_OTLP_ENDPOINT", environment) == url)
    }

    @Test func `the key is the first client key, quoted where a shell would read it otherwise`() {
        let environment = Self.environment { $0.clientKeys = [Secret("it's $HOME"), Secret("other")] }

        #expect(Self.value("ANTHROPIC_AUTH_TOKEN", environment) == "it's $HOME")
        #expect(environment.exports().contains(#"export ANTHROPIC_AUTH_TOKEN='it'\''s $HOME'"#))
    }

    @Test func `without client keys the environment still has a key, because the client needs one`() {
        #expect(Self.value("ANTHROPIC_AUTH_TOKEN", Self.environment { $0.clientKeys = [] }) == "dummy")
    }

    @Test func `no upstream key is in it`() {
        let environment = Self.environment { $0.upstreams[0].apiKey = Secret("sk-upstream-secret") }

        #expect(!environment.exports().contains("sk-upstream-secret"))
    }

    @Test func `the window is that of the smallest model that is mapped`() {
        let environment = Self.environment { config in
            config.models = [
                ModelRule(match: "a", to: "gpt-4.1", upstream: "openai"),
                ModelRule(match: "b", to: "gpt-4o", upstream: "openai"),
            ]
        }

        #expect(Self.value("CLAUDE_CODE_AUTO_COMPACT_WINDOW", environment) == "128000")
    }

    @Test func `where the models are the client's choice, no window is named`() {
        let environment = Self.environment { $0.models = [ModelRule(match: "*", to: "*", upstream: "openai")] }

        #expect(Self.value("CLAUDE_CODE_AUTO_COMPACT_WINDOW", environment) == nil)
    }

    @Test func `with the telemetry log off, no telemetry is requested`() {
        let environment = Self.environment { $0.telemetry.log = nil }

        #expect(Self.value("CLAUDE_CODE_ENABLE_TELEMETRY", environment) == nil)
        #expect(!environment.variables.contains { $0.name.hasPrefix("OTEL") })
    }

    // MARK: What leads elsewhere

    @Test(arguments: [
        "ANTHROPIC_API_KEY", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY",
        "CLAUDE_CODE_USE_MANTLE", "CLAUDE_CODE_USE_ANTHROPIC_AWS", "ANTHROPIC_UNIX_SOCKET",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL",
    ])
    func `a variable that points elsewhere is unset if it is set`(_ name: String) {
        let environment = Self.environment(in: [name: "secret"])

        #expect(environment.conflicts.map(\.name) == [name])
        #expect(environment.exports().hasPrefix("unset \(name)  # "))
        #expect(environment.exports(for: .fish).hasPrefix("set -eg \(name)  # "))
        #expect(!environment.exports().contains("secret"))
    }

    @Test(arguments: [[:], ["ANTHROPIC_API_KEY": ""], ["CLAUDE_CODE_OAUTH_TOKEN": "t", "ANTHROPIC_MODEL": "opus"]])
    func `nothing else is taken away`(_ terminal: [String: String]) {
        #expect(Self.environment(in: terminal).conflicts.isEmpty)
        #expect(!Self.environment(in: terminal).exports().contains("unset"))
    }

    @Test func `an existing telemetry endpoint stays if no telemetry is requested`() {
        let terminal = ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT": "http://elsewhere"]

        #expect(Self.environment(in: terminal) { $0.telemetry.log = nil }.conflicts.isEmpty)
    }

    @Test func `it can be applied to a whole environment`() {
        let terminal = ["HOME": "/h", "ANTHROPIC_API_KEY": "k", "ANTHROPIC_BASE_URL": "http://elsewhere"]
        let applied = Self.environment(in: terminal).applied(to: terminal)

        #expect(applied["HOME"] == "/h")
        #expect(applied["ANTHROPIC_API_KEY"] == nil)
        #expect(applied["ANTHROPIC_BASE_URL"] == "http://127.0.0.1:3999")
    }

    // MARK: A proxy on the way

    static let exceptions: [(terminal: [String: String], added: [String: String])] = [
        ([:], [:]),
        (["NO_PROXY": "corp"], [:]),
        (["HTTP_PROXY": ""], [:]),
        (["HTTP_PROXY": "http://p:1"], ["NO_PROXY": "127.0.0.1"]),
        (["https_proxy": "http://p:1", "NO_PROXY": "corp, .local"], ["NO_PROXY": "corp, .local,127.0.0.1"]),
        (["ALL_PROXY": "http://p:1", "no_proxy": "corp"], ["no_proxy": "corp,127.0.0.1"]),
        (
            ["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a", "no_proxy": "b"],
            ["NO_PROXY": "a,127.0.0.1", "no_proxy": "b,127.0.0.1"]
        ),
        (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "a 127.0.0.1"], [:]),
        (["HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"], [:]),
    ]

    @Test(arguments: exceptions)
    func `where a proxy is set, this one is excepted from it`(terminal: [String: String], added: [String: String]) {
        let exceptions = Self.environment(in: terminal).variables.filter { $0.name.uppercased() == "NO_PROXY" }

        #expect(Dictionary(uniqueKeysWithValues: exceptions.map { ($0.name, $0.value) }) == added)
    }

    @Test func `an IPv6 address is excepted in both its forms`() {
        let environment = Self.environment(in: ["HTTP_PROXY": "http://p:1"]) { $0.listen.host = "::1" }

        #expect(Self.value("NO_PROXY", environment) == "::1,[::1]")
    }

    // MARK: Shells

    @Test func `fish has its own quotes`() {
        let environment = Self.environment { $0.clientKeys = [Secret(#"it's \ $HOME"#)] }

        #expect(environment.exports(for: .fish).contains(#"set -gx ANTHROPIC_AUTH_TOKEN 'it\'s \\ $HOME'  # "#))
        #expect(environment.exports(for: .fish).split(separator: "\n").allSatisfy { $0.hasPrefix("set -gx ") })
    }
}
