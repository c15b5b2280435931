import Testing

@testable import ProxyEngine

@Suite struct ClaudeCodeEnvironmentTests {
    private static func environment(_ change: (inout Config) -> Void = { _ in }) -> ClaudeCodeEnvironment {
        var config = Config.default
        change(&config)
        return ClaudeCodeEnvironment(config)
    }

    private static func value(_ name: String, _ environment: ClaudeCodeEnvironment) -> String? {
        environment.variables.first { $0.name == name }?.value
    }

    @Test func `the defaults give lines a shell can run`() {
        let exports = Self.environment().exports

        #expect(exports.hasPrefix("export ANTHROPIC_BASE_URL=http://127.0.0.1:3999  # where this proxy listens\n"))
        #expect(exports.contains("export ANTHROPIC_API_KEY=dummy  # "))
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

        #expect(Self.value("ANTHROPIC_API_KEY", environment) == "it's $HOME")
        #expect(environment.exports.contains(#"export ANTHROPIC_API_KEY='it'\''s $HOME'"#))
    }

    @Test func `where anyone is let in, a key is named all the same, for the client wants one`() {
        #expect(Self.value("ANTHROPIC_API_KEY", Self.environment { $0.clientKeys = [] }) == "dummy")
    }

    @Test func `no upstream key is in it`() {
        let environment = Self.environment { $0.upstreams[0].apiKey = Secret("sk-upstream-secret") }

        #expect(!environment.exports.contains("sk-upstream-secret"))
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

    @Test func `with the telemetry log off, none is asked for`() {
        let environment = Self.environment { $0.telemetry.log = nil }

        #expect(Self.value("CLAUDE_CODE_ENABLE_TELEMETRY", environment) == nil)
        #expect(!environment.variables.contains { $0.name.hasPrefix("OTEL") })
    }
}
