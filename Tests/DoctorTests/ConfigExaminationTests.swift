import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct ConfigExaminationTests {
    private typealias Case = (name: String, yaml: String?, change: @Sendable (inout Circumstances) -> Void)

    private struct Circumstances: Sendable {
        var arguments = ConfigExamination.Arguments()
        var environment = ["HOME": "/home/me", "OPENAI_API_KEY": "sk-0123456789abcdef0123"]
        var unreadable: ConfigFileTrouble.Cause?
    }

    private static let cases: [Case] = [
        ("no file", nil, { _ in }),
        ("a file here", "listen: 127.0.0.1:4000\n", { _ in }),
        ("a file by --config", "listen: 127.0.0.1:4000\n", { $0.arguments.file = "/etc/mine.yaml" }),
        ("a file by $DRAGOMAN_CONFIG", "", { $0.environment["DRAGOMAN_CONFIG"] = "mine.yaml" }),
        ("--config leads nowhere", nil, { $0.arguments.file = "mine.yaml" }),
        ("$DRAGOMAN_CONFIG leads nowhere", nil, { $0.environment["DRAGOMAN_CONFIG"] = "/etc/mine.yaml" }),
        (
            "a file that may not be read", "",
            { $0.unreadable = .system("Permission denied") }
        ),
        ("a file that is a folder", "", { $0.unreadable = .isFolder }),
        ("a file that is far too large", "", { $0.unreadable = .tooLarge(limit: ByteCount(bytes: 16 << 20)) }),
        ("a file that is not text", "", { $0.unreadable = .notUTF8 }),
        ("no YAML", "models: [\n", { _ in }),
        ("several mistakes", "listne: 127.0.0.1:4000\nlog: {level: loud}\nmodels: [{to: gpt-5}]\n", { _ in }),
        ("a flag that is none", nil, { $0.arguments.overrides.listen = "4000" }),
        ("a variable that is none", nil, { $0.environment["OPENAI_BASE_URL"] = "api.openai.com" }),
        (
            "a variable that goes before the file", "listen: 127.0.0.1:4000\n",
            { $0.environment["DRAGOMAN_LISTEN"] = "127.0.0.1:4001" }
        ),
        (
            "a key that is not set", "upstreams: {openai: {api_key: \"${MY_KEY}\"}}\n", { _ in }
        ),
        (
            "a key that is not set, and a mistake",
            "upstreams: {openai: {api_key: \"${MY_KEY}\", retrys: 1}}\n", { _ in }
        ),
        (
            "LiteLLM's",
            """
            model_list:
              - {model_name: claude-opus-4-5, litellm_params: {model: openai/gpt-5.2, rpm: 5}}
              - {model_name: mine, litellm_params: {model: bedrock/mine}}

            """, { _ in }
        ),
    ]

    @Test func `each mistake has its place, and its cure once`() throws {
        let cases = Self.cases.map { one in
            let examined = Self.examine(one)
            return (one.name, examined.findings + examined.keyFindings)
        }

        #expect(try GoldenFindings.difference(cases, from: "config") == nil)
    }

    @Test(arguments: ["--config leads nowhere", "no YAML", "several mistakes", "a flag that is none"])
    func `the defaults replace an unreadable configuration`(_ name: String) throws {
        let examined = Self.examine(try #require(Self.cases.first { $0.name == name }))

        #expect(Set(examined.findings.failures) == [.wrongConfiguration])
        #expect(examined.config.models == Config.default.models)
        #expect(examined.config.upstreams.first?.apiKey != nil, "the environment still counts")
    }

    @Test func `a missing key does not hide the rest of a file`() throws {
        let yaml = "listen: 127.0.0.1:4000\nupstreams: {openai: {api_key: \"${MY_KEY}\"}}\n"
        let examined = Self.examine(("", yaml, { _ in }))

        #expect(examined.config.listen.port == 4000)
        #expect(examined.keyFindings.failures == [.wrongConfiguration])
        #expect(examined.findings.failures.isEmpty)
    }

    @Test func `the value of a key is not shown`() {
        let yaml = "upstreams: {openai: {api_key: [sk-secret-0123456789]}}\nclient_keys: {a: sk-secret-0123456789}\n"
        let examined = Self.examine(("", yaml, { _ in }))

        #expect(!examined.findings.failures.isEmpty)
        #expect(!examined.findings.contains { $0.message.contains("sk-secret") })
    }

    private static func examine(_ one: Case) -> ConfigExamination {
        var circumstances = Circumstances()
        one.change(&circumstances)
        let unreadable = circumstances.unreadable
        return ConfigExamination(
            circumstances.arguments,
            environment: circumstances.environment,
            workingDirectory: "/work",
            exists: { _ in one.yaml != nil },
            read: { (location: ConfigLocation) throws(ConfigFileTrouble) in
                if let unreadable { throw ConfigFileTrouble(location, unreadable) }
                return one.yaml ?? ""
            }
        )
    }
}
