import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

struct MappingFindingsTests {
    private static let cases: [(name: String, yaml: String)] = [
        ("the defaults", ""),
        (
            "a rule behind another",
            "models:\n  - {match: \"claude-*\", to: gpt-5}\n  - {match: claude-opus-4-5, to: gpt-5.2}\n"
        ),
        ("nothing for two sizes", "models: [{match: \"claude-opus-*\", to: gpt-5.2}]\n"),
        ("LiteLLM's, with one name", "model_list: [{model_name: mine, litellm_params: {model: openai/gpt-5}}]\n"),
        (
            "efforts that are not taken",
            "models:\n  - {match: \"claude-opus-*\", to: gpt-5, effort: xhigh}\n"
                + "  - {match: \"*\", to: gpt-4.1, effort: high}\n"
        ),
        (
            "two upstreams",
            "upstreams: {openai: {}, local: {base_url: \"http://127.0.0.1:1/v1\"}}\n"
                + "models: [{match: \"claude-opus-*\", to: gpt-5}, {match: \"*\", to: \"*\", upstream: local}]\n"
        ),
    ]

    @Test func `probable mistakes in a mapping are reported`() throws {
        let cases = try Self.cases.map { ($0.name, MappingFindings.examine(try Self.config($0.yaml))) }

        #expect(try GoldenFindings.difference(cases, from: "mapping") == nil)
    }

    @Test func `a row has the upstream, the API and the limits of the model`() throws {
        let yaml = """
            upstreams: {local: {base_url: "http://127.0.0.1:1/v1", api: responses}}
            catalog: {mine: {input_window: 8000, max_output_tokens: 4000, efforts: [low, high]}}
            models:
              - {match: "claude-*", to: mine, max_output_tokens: 1000, api: chat}
              - {match: "*", to: "x-*"}
            """
        let rows = MappingRow.rows(of: try Self.config(yaml))

        #expect(
            rows == [
                MappingRow(
                    asked: "claude-*",
                    sent: "mine",
                    upstream: "local",
                    api: .chat,
                    limits: .init(window: 8000, output: 1000, efforts: [.low, .high], isKnown: true),
                    line: 4
                ),
                MappingRow(asked: "*", sent: "x-*", upstream: "local", api: .responses, limits: nil, line: 5),
            ]
        )
    }

    private static func config(_ yaml: String) throws -> Config {
        try Config.parse(yaml: yaml.isEmpty ? nil : yaml, environment: ["OPENAI_API_KEY": "sk-1"]).config
    }
}
