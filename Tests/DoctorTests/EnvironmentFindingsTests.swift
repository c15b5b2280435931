import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct EnvironmentFindingsTests {
    private static let cases: [(name: String, environment: [String: String], baseURL: String)] = [
        ("nothing", ["HOME": "/home/me"], "https://api.openai.com/v1"),
        (
            "its own variables", ["DRAGOMAN_LISTEN": "127.0.0.1:4000", "DRAGOMAN_CONFIG": ""],
            "https://api.openai.com/v1"
        ),
        (
            "variables that look like its own", ["DRAGOMAN_LISTN": "x", "DRAGOMAN_SERVICE_HOST": "10.0.0.1"],
            "https://api.openai.com/v1"
        ),
        ("a base URL", ["OPENAI_BASE_URL": "http://127.0.0.1:8080/v1/"], "http://127.0.0.1:8080/v1"),
        ("a base URL without /v1", ["OPENAI_BASE_URL": "https://api.openai.com"], "https://api.openai.com"),
        ("a base URL that a flag goes before", ["OPENAI_BASE_URL": "http://other/v1"], "http://127.0.0.1:8080/v1"),
        ("this program as its own upstream", [:], "http://localhost:3999/v1"),
        ("an organization", ["OPENAI_ORG_ID": "org-1", "OPENAI_PROJECT": "p"], "https://api.openai.com/v1"),
    ]

    @Test func `the effect of each environment variable is reported`() throws {
        let cases = Self.cases.map { one in
            var config = Config.default
            config.upstreams[0].baseURL = one.baseURL
            return (one.name, EnvironmentFindings.examine(one.environment, config))
        }

        #expect(try GoldenFindings.difference(cases, from: "environment") == nil)
    }

    @Test func `a base URL for an upstream that is not there gets a note`() throws {
        var config = Config.default
        config.upstreams[0].name = "mine"
        let findings = EnvironmentFindings.examine(["OPENAI_BASE_URL": "http://127.0.0.1:1/v1"], config)

        #expect(findings.map(\.level) == [.note])
    }
}
