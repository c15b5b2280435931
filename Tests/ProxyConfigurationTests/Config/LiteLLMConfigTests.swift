import TestSupport
import Testing
import TranslationTestSupport

@testable import ProxyConfiguration
@testable import Translation

@Suite struct LiteLLMConfigTests {
    private let environment = ["OPENAI_API_KEY": "sk-openai", "MASTER_KEY": "sk-master", "OTHER": "sk-other"]

    private let usual = """
        model_list:
          - model_name: claude-sonnet-4-5-20250929
            litellm_params:
              model: openai/gpt-4.1
              api_key: os.environ/OPENAI_API_KEY
          - model_name: claude-opus-4-1
            litellm_params:
              model: openai/responses/gpt-5.2
              api_key: os.environ/OPENAI_API_KEY
        general_settings:
          master_key: os.environ/MASTER_KEY
        """

    @Test func `the usual file is read unchanged`() throws {
        let (config, warnings) = try ConfigText(usual, environment: environment).parsed()
        var openAI = UpstreamSettings.openAI
        openAI.apiKey = Secret("sk-openai")

        #expect(config.source == .liteLLM("config.yaml"))
        #expect(config.clientKeys == [Secret("sk-master")])
        #expect(config.upstreams == [openAI])
        #expect(
            config.models == [
                ModelRule(
                    match: "claude-sonnet-4-5-20250929",
                    to: "gpt-4.1",
                    upstream: "openai",
                    deployment: "litellm_params: {model: openai/gpt-4.1, api_key: os.environ/OPENAI_API_KEY}",
                    line: 2
                ),
                ModelRule(
                    match: "claude-opus-4-1",
                    to: "gpt-5.2",
                    upstream: "openai",
                    api: .responses,
                    deployment: "litellm_params: {model: openai/responses/gpt-5.2, api_key: os.environ/OPENAI_API_KEY}",
                    line: 6
                ),
            ]
        )
        #expect(warnings.isEmpty)
    }

    @Test func `each pair of address and key is an upstream`() throws {
        let config = try ConfigText(
            """
            model_list:
              - {model_name: a, litellm_params: {model: openai/a, api_key: sk-1}}
              - {model_name: b, litellm_params: {model: openai/b, api_key: sk-2}}
              - model_name: c
                litellm_params: {model: openai/org/c, api_base: "http://127.0.0.1:8000/v1", api_key: none}
              - {model_name: d, litellm_params: {model: openai/d, api_base: "http://127.0.0.1:8000/v1/", api_key: none}}
              - {model_name: e, litellm_params: {model: gpt-4o, api_key: sk-1, api_base: "https://api.openai.com/v1"}}
              - {model_name: f, litellm_params: {model: openai/f, base_url: os.environ/BASE}}
              - {model_name: g, litellm_params: {model: openai/g, api_base: "https://eu.api.openai.com/v1"}}
            general_settings: {master_key: sk-master}
            """,
            environment: ["OPENAI_API_KEY": "sk-openai", "BASE": "https://llm.example"]
        ).config

        #expect(
            config.upstreams.map(\.name) == [
                "openai", "openai-2", "127.0.0.1:8000", "llm.example", "eu.api.openai.com",
            ]
        )
        #expect(
            config.upstreams.map(\.apiKey)
                == [Secret("sk-1"), Secret("sk-2"), Secret("none"), nil, Secret("sk-openai")]
        )
        #expect(config.models.map(\.to) == ["a", "b", "org/c", "d", "gpt-4o", "f", "g"])
        #expect(
            config.models.map(\.upstream)
                == [
                    "openai", "openai-2", "127.0.0.1:8000", "127.0.0.1:8000", "openai", "llm.example",
                    "eu.api.openai.com",
                ]
        )
    }

    @Test func `each unsupported setting is named with the effect`() throws {
        let text = ConfigText(
            """
            model_list:
              - model_name: claude-haiku
                litellm_params:
                  model: openai/gpt-5-mini
                  rpm: 480
                  temperature: 0.2
                model_info: {mode: chat}
              - model_name: claude-haiku
                litellm_params: {model: openai/gpt-4o-mini, api_key: os.environ/NOT_SET}
            litellm_settings:
              drop_params: true
              fallbacks: [{claude-haiku: [other]}]
            router_settings: {routing_strategy: least-busy, num_retries: 2}
            general_settings:
              master_key: sk-hidden
              database_url: postgresql://hidden
            environment_variables: {REDIS_HOST: hidden}
            callbacks: []
            """
        )

        #expect(
            try text.warnings == [
                "config.yaml: litellm_settings.fallbacks (line 12): fallbacks are not supported; the client gets "
                    + "the error and retries",
                "config.yaml: model_list[1] (another deployment of claude-haiku; line 2 is used) (line 8), "
                    + "router_settings.routing_strategy (line 13): load balancing is not supported; one deployment answers for each name",
                "config.yaml: model_list[0].litellm_params.rpm (line 5): limits by the minute are not supported; "
                    + "the upstream's own limits apply",
                "config.yaml: general_settings.database_url (line 16): users, teams, budgets and the database are "
                    + "not supported; anyone with the key can use every model",
                "config.yaml: callbacks (line 18): reports to other services are not supported; use /metrics, the "
                    + "log and telemetry.jsonl",
                "config.yaml: model_list[0].litellm_params.temperature (line 6): the client's own value is used, "
                    + "if the model accepts one",
                "config.yaml: litellm_settings.drop_params (line 11): not needed; parameters that a model does not "
                    + "accept are always left out, with a note",
                "config.yaml: environment_variables.REDIS_HOST (line 17): has no effect",
            ]
        )
    }

    @Test func `another provider's model is left out with a warning, and its key is not missed`() throws {
        let text = ConfigText(
            """
            model_list:
              - {model_name: claude-opus, litellm_params: {model: anthropic/claude-4, api_key: os.environ/NO}}
              - {model_name: claude-opus, litellm_params: {model: openai/gpt-5.2}}
              - {model_name: b, litellm_params: {model: cohere/b, api_base: "https://b?v=1"}}
              - {model_name: c, litellm_params: {model: claude-sonnet-4-5}}
              - {model_name: d, litellm_params: {model: d, custom_llm_provider: bedrock}}
            general_settings: {master_key: sk-master}
            """
        )

        #expect(try text.config.models.map(\.to) == ["gpt-5.2"])
        #expect(
            try text.warnings.map { $0.prefix { $0 != ";" } } == [
                "config.yaml:2: model_list[0]: skipped \"claude-opus\": provider anthropic is not supported",
                "config.yaml:4: model_list[2]: skipped \"b\": provider cohere is not supported",
                "config.yaml:5: model_list[3]: skipped \"c\": provider anthropic is not supported",
                "config.yaml:6: model_list[4]: skipped \"d\": provider bedrock is not supported",
            ]
        )
    }

    @Test func `exact names go before patterns and long patterns before short ones, as in LiteLLM`() throws {
        let config = try ConfigText(
            """
            model_list:
              - {model_name: "*", litellm_params: {model: "openai/*"}}
              - {model_name: "claude-*", litellm_params: {model: openai/gpt-5}}
              - {model_name: "claude-opus-*", litellm_params: {model: openai/gpt-5.2}}
              - {model_name: claude-opus-4-5, litellm_params: {model: openai/gpt-5.4}}
            general_settings: {master_key: sk-master}
            """
        ).config

        #expect(config.models.map(\.match) == ["claude-opus-4-5", "claude-opus-*", "claude-*", "*"])
        #expect(config.models.map(\.line) == [5, 4, 3, 2])
        #expect(config.models.last?.to == "*")
    }

    @Test func `this program's own settings may stand beside LiteLLM's`() throws {
        let config = try ConfigText(usual + "\nlisten: 127.0.0.1:4000\nlog: {format: json}", environment: environment)
            .config

        #expect(config.listen.port == 4000)
        #expect(config.log.format == .json)
    }

    @Test func `without a master key the environment's serves, else the one everybody knows with a warning`() throws {
        let yaml = "model_list: [{model_name: \"claude-*\", litellm_params: {model: gpt-5}}]"
        let named = try ConfigText(yaml, environment: ["LITELLM_MASTER_KEY": "sk-master"]).parsed()
        let unnamed = try ConfigText(yaml).parsed()

        #expect(named.config.clientKeys == [Secret("sk-master")])
        #expect(named.warnings.isEmpty)
        #expect(unnamed.config.clientKeys == [Secret("dummy")])
        #expect(
            unnamed.warnings.map(\.description) == [
                "config.yaml: general_settings.master_key: not set; clients must send the key \"dummy\""
            ]
        )
    }

    @Test func `a key that is not set may be missing where none is needed`() throws {
        let text = ConfigText(usual, environment: ["MASTER_KEY": "k"], unsetKeys: .allowed)

        #expect(try text.config.upstreams == [.openAI])
        #expect(try text.warnings.count == 2)
    }

    static let errors: [(yaml: String, errors: [String])] = [
        (
            "model_list: []",
            ["config.yaml:1: model_list: contains no supported model, so every request would be refused"]
        ),
        ("model_list: {a: b}", ["config.yaml:1: model_list: expected a list of models, found a map"]),
        (
            "model_list:\n- {model_name: a}\n- {litellm_params: {model: b}}",
            [
                "config.yaml:2: model_list[0].litellm_params.model: required; expected a model such as openai/gpt-5",
                "config.yaml:3: model_list[1].model_name: required; expected the name that clients ask for",
            ]
        ),
        (
            "model_list:\n- model_name: a\n  litellm_params:\n    model: openai/b\n    api_key: os.environ/NOT_SET",
            [
                "config.yaml:5: model_list[0].litellm_params.api_key: environment variable NOT_SET is not set; set "
                    + "it (export NOT_SET=…) or write the value here"
            ]
        ),
        (
            "model_list:\n- model_name: a\n  litellm_params: {model: openai/b, api_base: here}",
            [
                "config.yaml:3: model_list[0].litellm_params.api_base: expected a URL such as "
                    + "https://api.openai.com/v1, without user, ? and #, found \"here\""
            ]
        ),
        (
            "model_list:\n- {model_name: a, litellm_params: {model: \"openai/*\"}}",
            [
                "config.yaml:2: model_list[0].litellm_params.model: \"*\" has more * than \"a\""
            ]
        ),
        (
            "model_list: [{model_name: a, litellm_params: {model: b}}]\nmodels: []\nclient_keys: [k]",
            [
                "config.yaml:2: models: cannot be combined with model_list, which is LiteLLM's format; keep one of "
                    + "the two",
                "config.yaml:3: client_keys: cannot be combined with model_list, which is LiteLLM's format; keep "
                    + "one of the two",
            ]
        ),
        (
            "model_list: [{model_name: a, litellm_params: {model: azure/b}}]",
            ["config.yaml:1: model_list: contains no supported model, so every request would be refused"]
        ),
    ]

    @Test(arguments: errors)
    func `an error in LiteLLM's file names its place too`(yaml: String, errors: [String]) {
        #expect(ConfigText(yaml).errors == errors)
    }
}
