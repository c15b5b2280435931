import Testing

@testable import Doctor
@testable import Journal
@testable import ProxyConfiguration
@testable import ProxyEngine
@testable import Translation

/// What a check proposes for names that nothing is mapped for, put into the file: where does a user's code go then?
@Suite struct MappingProposalTests {
    private static let environment = ["OPENAI_API_KEY": "sk-of-openai", "LOCAL_KEY": "of-the-local-server"]

    /// What is asked of whom for a name of Claude Code's once the proposal for it is in the file.
    private struct Target: Equatable {
        var model: String
        var address: String
        var key: Secret?
        var rule: ModelRule
    }

    private static func config(_ yaml: String) throws -> Config {
        try Config.parse(yaml: yaml, environment: environment).config
    }

    private static func target(_ name: String, _ config: Config) throws -> Target {
        let route = try RouteTable(config).route(name)
        let upstream = try #require(config.upstream(named: route.upstream))
        var rule = route.rule
        // The name and the place are what is new.
        (rule.match, rule.line) = ("", nil)
        return Target(model: route.model, address: upstream.baseURL, key: upstream.apiKey, rule: rule)
    }

    private static func proposals(_ yaml: String) throws -> [String] {
        MappingFindings.examine(try config(yaml)).compactMap { finding in
            guard case .mapping(.unmapped) = finding.code else { return nil }
            return finding.remedy
        }
    }

    /// `yaml`, which ends in its list of models, with all that is proposed.
    private static func corrected(_ yaml: String, _ key: String) throws -> Config {
        let words = "Add under \(key): "
        let proposals = try proposals(yaml)
        try #require(proposals.count == 3 && proposals.allSatisfy { $0.hasPrefix(words) }, "\(proposals)")
        let entries = proposals.map { "  \($0.dropFirst(words.count))\n" }
        return try config(yaml + entries.joined())
    }

    static let native = [
        // One local server.
        """
        upstreams:
          local: {base_url: "http://127.0.0.1:8000/v1", api_key: "off"}
        models:
          - {match: mine, to: tinker}

        """,
        // A local server that is not the first, and with all that can be said of an entry.
        """
        upstreams:
          openai: {}
          "local,one": {base_url: "http://127.0.0.1:8000/v1", api_key: "${LOCAL_KEY}"}
        models:
          - {match: mine, to: "tink: er", upstream: "local,one", api: chat, effort: low, max_output_tokens: 900,
             service_tier: flex, verbosity: low, extra_body: {a: [1, "b: }"]}}

        """,
        // What passes on names comes first, and has none of its own.
        """
        upstreams: {openai: {}, local: {base_url: "http://127.0.0.1:8000/v1", api_key: "off"}}
        models:
          - {match: "gpt-*", to: "gpt-*"}
          - {match: mine, to: tinker, upstream: local}

        """,
    ]

    @Test(arguments: native)
    func `in this program's form it is the server and the model that the file names`(_ yaml: String) throws {
        let before = try Self.target("mine", try Self.config(yaml))
        let corrected = try Self.corrected(yaml, "models")

        #expect(before.address == "http://127.0.0.1:8000/v1")
        for name in ["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"] {
            #expect(try Self.target(name, corrected) == before)
        }
    }

    static let liteLLM = [
        """
        general_settings: {master_key: sk-1234}
        model_list:
          - model_name: mine
            litellm_params:
              model: openai/tinker
              api_base: http://127.0.0.1:8000/v1

        """,
        """
        general_settings: {master_key: sk-1234}
        credential_list:
          - {credential_name: here, credential_values: {api_key: os.environ/LOCAL_KEY}}
        model_list:
          - {model_name: "gpt-*", litellm_params: {model: "openai/gpt-*"}}
          - model_name: mine
            litellm_params:
              model: hosted_vllm/org/tinker:8b
              api_base: "http://127.0.0.1:8000/v1"
              litellm_credential_name: here
              max_tokens: 900
              reasoning_effort: "low"
              timeout: 77
              extra_headers: {x-team: "${LOCAL_KEY}"}
              extra_body: {a: [1, 'b: } "c"']}
            model_info: {mode: responses, max_input_tokens: 8000}

        """,
        """
        general_settings: {master_key: sk-1234}
        model_list:
          - model_name: mine
            litellm_params: &local
              model: openai/tinker
              api_base: http://127.0.0.1:8000/v1
              api_key: ${LOCAL_KEY}

        """,
    ]

    @Test(arguments: liteLLM)
    func `in LiteLLM's form it is the whole deployment`(_ yaml: String) throws {
        let before = try Self.target("mine", try Self.config(yaml))
        let corrected = try Self.corrected(yaml, "model_list")

        #expect(before.address == "http://127.0.0.1:8000/v1")
        for name in ["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"] {
            #expect(try Self.target(name, corrected) == before)
        }
        // Nothing of it has become another server.
        #expect(corrected.upstreams == (try Self.config(yaml)).upstreams)
    }

    @Test(arguments: ["api_key: sk-written-here", "extra_headers: {authorization: Bearer sk-written-here}"])
    func `a deployment with a key in it gets another name, and its key is not shown`(_ key: String) throws {
        let yaml = """
            general_settings: {master_key: sk-1234}
            model_list:
              - model_name: mine
                litellm_params: {model: openai/tinker, api_base: "http://127.0.0.1:8000/v1", \(key)}

            """
        let before = try Self.target("mine", try Self.config(yaml))
        let proposals = try Self.proposals(yaml)

        #expect(proposals.count == 3 && !proposals.joined().contains("written"))
        for (name, proposal) in zip(["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"], proposals) {
            let words = "Give one of your models that name too: "
            try #require(proposal.hasPrefix(words), "\(proposal)")
            let corrected = try Self.config(yaml + proposal.dropFirst(words.count) + "\n")
            #expect(try Self.target(name, corrected) == before)
        }
    }

    @Test(arguments: [
        "models: [{match: \"gpt-*\", to: \"gpt-*\"}]",
        "general_settings: {master_key: sk-1}\nmodel_list: [{model_name: \"gpt-*\", litellm_params: {model: \"openai/gpt-*\"}}]",
    ])
    func `where the file names no model, none is proposed`(_ yaml: String) throws {
        let proposals = try Self.proposals(yaml)

        #expect(proposals.count == 3)
        #expect(proposals.allSatisfy { $0.hasPrefix("Add an entry for claude-") && !$0.contains("{") }, "\(proposals)")
    }
}
