import Foundation
import JournalTestSupport
import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct ExaminationTests {
    @Test func `all that is well runs`() async {
        let diagnosis = await Self.examination(yaml: nil).diagnose()

        #expect(diagnosis.wouldRun)
        #expect(diagnosis.findings.warnings.isEmpty)
        #expect(diagnosis.mapping.count == 3)
    }

    @Test func `a wrong configuration hides nothing else`() async throws {
        var examination = Self.examination(yaml: "listne: 127.0.0.1:4000\n")
        examination.port.listen = { _ in .refused(errno: EADDRINUSE) }
        examination.disk = FakeDisk(free: 0).disk
        examination.upstream = { _ in
            [.failure(.unavailable, .upstream(.noModelsPath(status: 404, better: nil), Self.openAI))]
        }
        let diagnosis = await examination.diagnose()

        #expect(diagnosis.exitStatus == .wrongConfiguration)
        #expect(Set(diagnosis.findings.filter(\.isFailure).map(\.subject)) == [.config, .port])
        #expect(diagnosis.findings.filter(\.isOutage).map(\.subject) == [.upstream])
        #expect(diagnosis.findings.warnings.map(\.subject) == [.disk])
        #expect(diagnosis.mapping.count == 3)
    }

    @Test func `the upstream's answer about a key replaces the finding about its form`() async {
        var examination = Self.examination(yaml: nil)
        examination.upstream = { _ in [.good(.key(.accepted, Self.openAI))] }
        let keys = await examination.diagnose().findings.filter { $0.subject == .key }

        #expect(keys == [.good(.key(.accepted, Self.openAI))])
    }

    @Test(arguments: [nil, "upstreams: {openai: {api_key: \"${OPENAI_API_KEY}\"}}\n"])
    func `an unset key is reported once`(_ yaml: String?) async {
        var examination = Self.examination(yaml: yaml)
        examination.environment = [:]
        examination.upstream = { _ in
            [.failure(.wrongConfiguration, .key(.wanted(status: 401, said: "No."), Self.openAI))]
        }
        let diagnosis = await examination.diagnose()

        #expect(diagnosis.findings.filter(\.isFailure).count == 1)
        #expect(diagnosis.exitStatus == .wrongConfiguration)
    }

    @Test func `of two upstreams the unset key of one and the refused missing key of the other are reported`() async {
        var examination = Self.examination(
            yaml: """
                upstreams:
                  local: {base_url: "http://127.0.0.1:8000/v1"}
                  other: {base_url: "https://other.test/v1", api_key: "${OTHER_KEY}"}
                models: [{match: "*", to: mine, upstream: local}]

                """
        )
        let local = UpstreamSettings(name: "local", baseURL: "http://127.0.0.1:8000/v1")
        examination.upstream = { config in
            let wanted = KeyFact.wanted(status: 401, said: "Missing bearer.")
            return [.failure(.wrongConfiguration, .key(wanted, FindingUpstream(local, config.source)))]
        }
        let keys = await examination.diagnose().findings.filter { $0.subject == .key }

        #expect(keys.map(\.code.name) == ["key.variable_not_set", "key.wanted"])
        #expect(keys.map(\.upstream) == ["other", "local"])
    }

    @Test func `an unset key of LiteLLM's form belongs to its upstream`() async {
        var examination = Self.examination(
            yaml: """
                model_list:
                  - {model_name: a, litellm_params: {model: openai/a, api_base: "http://127.0.0.1:8000/v1"}}
                  - model_name: "claude-*"
                    litellm_params: {model: openai/b, api_base: "https://other.test/v1", api_key: os.environ/OTHER_KEY}

                """
        )
        examination.environment = [:]
        let keys = await examination.diagnose().findings.filter { $0.subject == .key && $0.isFailure }

        #expect(keys.map(\.upstream) == ["other.test"])
    }

    @Test func `slow examinations run side by side`() async {
        let arrived = Observed(0)
        let meet: @Sendable () async -> Void = {
            arrived.update { $0 += 1 }
            _ = try? await arrived.wait { $0 == 3 }
        }
        var examination = Self.examination(yaml: nil)
        examination.upstream = { _ in
            await meet()
            return []
        }
        examination.surroundings = {
            await meet()
            return ClaudeCodeSurroundings(program: .missing)
        }
        examination.port.listen = { _ in
            await meet()
            return .free
        }

        #expect(await examination.diagnose().wouldRun)
    }

    private static let openAI = FindingUpstream(.openAI, .defaults)

    private static func examination(yaml: String?) -> Examination {
        let here = ["ANTHROPIC_BASE_URL": "http://127.0.0.1:3999", "ANTHROPIC_AUTH_TOKEN": "dummy"]
        return Examination(
            arguments: .init(),
            environment: ["OPENAI_API_KEY": "sk-proj-0123456789abcdef"],
            workingDirectory: "/work",
            exists: { _ in yaml != nil },
            read: { (_: ConfigLocation) throws(ConfigFileTrouble) in yaml ?? "" },
            disk: FakeDisk().disk,
            port: PortFindings(listen: { _ in .free }, holder: { _ in .unknown }, proxy: { _ in nil }),
            surroundings: {
                ClaudeCodeSurroundings(
                    program: .found(path: "/usr/bin/claude", version: "2.1.330", isOnPath: true),
                    environment: here
                )
            },
            upstream: { _ in [] }
        )
    }
}
