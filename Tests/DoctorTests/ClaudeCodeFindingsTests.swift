import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct ClaudeCodeFindingsTests {
    private typealias Case = (name: String, surroundings: ClaudeCodeSurroundings)

    private static let installed = ClaudeCodeSurroundings.Program.found(
        path: "/usr/local/bin/claude",
        version: "2.1.330",
        isOnPath: true
    )
    private static let here = ["ANTHROPIC_BASE_URL": "http://127.0.0.1:3999", "ANTHROPIC_AUTH_TOKEN": "dummy"]

    private static let programs: [Case] = [
        ("not installed", ClaudeCodeSurroundings(program: .missing, environment: here)),
        ("not installed in a container", ClaudeCodeSurroundings(program: .missing, isContainer: true)),
        (
            "not on PATH",
            ClaudeCodeSurroundings(
                program: .found(path: "~/.local/bin/claude", version: "2.1.330", isOnPath: false),
                environment: here
            )
        ),
        (
            "broken",
            ClaudeCodeSurroundings(
                program: .found(path: "/usr/bin/claude", version: nil, isOnPath: true),
                environment: here
            )
        ),
        ("nothing set", ClaudeCodeSurroundings(program: installed)),
        ("settings that are not JSON", settings(json: "{\"env\": {")),
        ("settings without variables", settings(json: "{\"model\": \"opus\", \"env\": {\"DEBUG\": 1}}")),
    ]

    /// In the terminal of the check, then in a settings file.
    private static let variables: [(name: String, variables: [String: String])] = [
        ("all is set", here.merging(["CLAUDE_CODE_AUTO_COMPACT_WINDOW": "272000"]) { $1 }),
        ("by another name", here.merging(["ANTHROPIC_BASE_URL": "http://localhost:3999/"]) { $1 }),
        ("elsewhere", ["ANTHROPIC_BASE_URL": "https://api.anthropic.com", "ANTHROPIC_API_KEY": "sk-ant-secret"]),
        ("another port", ["ANTHROPIC_BASE_URL": "http://127.0.0.1:4000"]),
        ("with a path", here.merging(["ANTHROPIC_BASE_URL": "http://127.0.0.1:3999/v1"]) { $1 }),
        ("with TLS", ["ANTHROPIC_BASE_URL": "https://127.0.0.1:3999"]),
        ("no address", ["ANTHROPIC_BASE_URL": "http://me:secret@127.0.0.1:3999"]),
        ("no key", ["ANTHROPIC_BASE_URL": "http://127.0.0.1:3999"]),
        ("a wrong key", here.merging(["ANTHROPIC_AUTH_TOKEN": "sk-ant-secret"]) { $1 }),
        ("a key", ["ANTHROPIC_BASE_URL": "http://127.0.0.1:3999", "ANTHROPIC_API_KEY": "dummy"]),
        ("a wrong key for a token", ["ANTHROPIC_BASE_URL": "http://[::1]:3999", "ANTHROPIC_API_KEY": "sk-ant-secret"]),
        ("two keys", here.merging(["ANTHROPIC_API_KEY": "sk-ant-secret"]) { $1 }),
        (
            "other providers",
            [
                "CLAUDE_CODE_USE_BEDROCK": "1", "CLAUDE_CODE_USE_VERTEX": "true", "CLAUDE_CODE_USE_FOUNDRY": "yes",
                "CLAUDE_CODE_USE_MANTLE": "1", "CLAUDE_CODE_USE_ANTHROPIC_AWS": "1", "CLAUDE_CODE_USE_GATEWAY": "0",
                "CLAUDE_CODE_USE_ANTHROPIC_GOOGLE_CLOUD": "1", "ANTHROPIC_UNIX_SOCKET": "/run/secret.sock",
                "ANTHROPIC_API_KEY": "dummy",
            ]
        ),
        (
            "models",
            here.merging([
                "ANTHROPIC_MODEL": "opus[1m]", "ANTHROPIC_DEFAULT_OPUS_MODEL": "claude-opus-4-5",
                "ANTHROPIC_DEFAULT_HAIKU_MODEL": "gpt-5-mini", "ANTHROPIC_SMALL_FAST_MODEL": "claude-3-5-haiku-latest",
            ]) { $1 }
        ),
        ("a large window", here.merging(["CLAUDE_CODE_AUTO_COMPACT_WINDOW": "400000"]) { $1 }),
        ("no window", here.merging(["CLAUDE_CODE_AUTO_COMPACT_WINDOW": "272k"]) { $1 }),
        ("a proxy", here.merging(["HTTPS_PROXY": "http://me:secret@proxy:3128", "NO_PROXY": ".corp"]) { $1 }),
        ("a proxy with an exception", here.merging(["HTTP_PROXY": "http://p", "no_proxy": "x, 127.0.0.1"]) { $1 }),
    ]

    @Test func `the check reports whether Claude Code is installed`() throws {
        let cases = Self.programs.map { ($0.name, ClaudeCodeFindings.examine($0.surroundings, .default)) }

        #expect(try GoldenFindings.difference(cases, from: "claude") == nil)
    }

    @Test func `the variables of this terminal are reported`() throws {
        let cases = Self.variables.map { one in
            let surroundings = ClaudeCodeSurroundings(program: Self.installed, environment: one.variables)
            return (one.name, Array(ClaudeCodeFindings.examine(surroundings, .default).dropFirst()))
        }

        #expect(try GoldenFindings.difference(cases, from: "claude-terminal") == nil)
        #expect(!cases.contains { $0.1.contains { $0.message.contains("secret") } }, "no key and no password is shown")
    }

    @Test func `the variables of a settings file are reported`() throws {
        let cases = Self.variables.map { one in
            let file = ClaudeCodeSurroundings.Settings(name: "~/.claude/settings.json", variables: one.variables)
            let surroundings = ClaudeCodeSurroundings(program: Self.installed, settings: [file])
            return (one.name, Array(ClaudeCodeFindings.examine(surroundings, .default).dropFirst()))
        }

        #expect(try GoldenFindings.difference(cases, from: "claude-settings") == nil)
        #expect(!cases.contains { $0.1.contains { $0.message.contains("secret") } })
    }

    @Test func `a window smaller than Claude Code assumes must be set`() throws {
        var config = Config.default
        config.models.append(ModelRule(match: "small", to: "gpt-4o", upstream: "openai"))
        let surroundings = ClaudeCodeSurroundings(program: Self.installed, environment: Self.here)
        let findings = ClaudeCodeFindings.examine(surroundings, config)

        #expect(try GoldenFindings.difference([("a small model", findings)], from: "claude-window") == nil)
        #expect(findings.warnings.count == 1)
    }

    @Test func `a settings file goes before the terminal, which is not blamed for what does not count`() {
        let file = ClaudeCodeSurroundings.Settings(name: "~/.claude/settings.json", variables: Self.here)
        let surroundings = ClaudeCodeSurroundings(
            program: Self.installed,
            settings: [file],
            environment: [
                "ANTHROPIC_BASE_URL": "https://api.anthropic.com", "ANTHROPIC_AUTH_TOKEN": "sk-ant-secret",
                "CLAUDE_CODE_USE_VERTEX": "1",
            ]
        )

        #expect(
            ClaudeCodeFindings.examine(surroundings, .default).dropFirst().map(\.message) == [
                "ANTHROPIC_BASE_URL in ~/.claude/settings.json points here (http://127.0.0.1:3999).",
                "CLAUDE_CODE_USE_VERTEX is set in this terminal: Claude Code would use Google Vertex AI instead.",
            ]
        )
    }

    @Test func `a key of one's own is named where the one everybody knows is not taken`() {
        var config = Config.default
        config.clientKeys = [Secret("mine")]
        let remedies = [ClaudeCodeSurroundings.Program.missing, Self.installed].map { program in
            ClaudeCodeFindings.examine(
                ClaudeCodeSurroundings(
                    program: program,
                    environment: ["ANTHROPIC_BASE_URL": "http://127.0.0.1:3999"],
                    isContainer: true
                ),
                config
            ).last?.remedy
        }

        #expect(
            remedies == [
                "There: export ANTHROPIC_BASE_URL=http://127.0.0.1:3999 ANTHROPIC_AUTH_TOKEN=KEY, "
                    + "where KEY is one of client_keys.",
                "export ANTHROPIC_AUTH_TOKEN=KEY, where KEY is one of client_keys.",
            ]
        )
    }

    @Test func `each settings file that overrides variables of a run gets one warning`() throws {
        let cases = Self.variables.map { one in
            let file = ClaudeCodeSurroundings.Settings(name: "~/.claude/settings.json", variables: one.variables)
            return (one.name, ClaudeCodeFindings.overruling([file, file], .default))
        }

        #expect(try GoldenFindings.difference(cases.map { ($0.0, Array($0.1.prefix(1))) }, from: "claude-run") == nil)
        #expect(cases.allSatisfy { [0, 2].contains($0.1.count) })
        #expect(!cases.contains { $0.1.contains { "\($0)".contains("secret") } })
    }

    @Test func `only the variables of a settings file are read`() {
        let json = #"{"env": {"A": "1", "B": 2, "C": "\u0033"}, "permissions": {"A": "no"}}"#
        let settings = ClaudeCodeSurroundings.Settings(name: "x", json: Array(json.utf8))

        #expect(settings.variables == ["A": "1", "C": "3"])
    }

    @Test func `the folder of the settings can be elsewhere`() {
        let home = ClaudeCodeSurroundings.settingsFiles(["HOME": "/home/me"])
        let named = ClaudeCodeSurroundings.settingsFiles(["HOME": "/home/me", "CLAUDE_CONFIG_DIR": "/home/me/c"])

        #expect(home.first?.path == "/home/me/.claude/settings.json")
        #expect(home.first?.name == "~/.claude/settings.json")
        #expect(named.first?.path == "/home/me/c/settings.json")
        #expect(named.first?.name == "~/c/settings.json")
    }

    private static func settings(json: String) -> ClaudeCodeSurroundings {
        let file = ClaudeCodeSurroundings.Settings(name: "~/.claude/settings.json", json: Array(json.utf8))
        return ClaudeCodeSurroundings(program: installed, settings: [file], environment: here)
    }
}
