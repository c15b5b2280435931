import ProxyConfiguration
import Translation

/// What a configuration's own form calls the settings that remedies name.
extension ConfigSource {
    /// Where the address of an upstream is said.
    func addressSetting(of upstream: UpstreamSettings) -> String {
        switch self {
        // Without a file only the environment, or an option in its place, can have changed it.
        case .defaults where upstream.baseURL != UpstreamSettings.openAI.baseURL: "OPENAI_BASE_URL"
        case .defaults, .file: "upstreams.\(upstream.name).base_url"
        case .liteLLM: "litellm_params.api_base"
        }
    }

    /// Where the key of an upstream is said.
    func keySetting(of upstream: UpstreamSettings) -> String {
        switch self {
        case .defaults: "OPENAI_API_KEY"
        case .file: "upstreams.\(upstream.name).api_key"
        case .liteLLM: "litellm_params.api_key"
        }
    }

    /// A key that is a variable's value.
    var keyExample: String {
        switch self {
        case .defaults, .file: "api_key: ${NAME}"
        case .liteLLM: "api_key: os.environ/NAME"
        }
    }

    /// How a rule has its model asked by another API, in a sentence. LiteLLM's form has words for Responses alone; what
    /// it does not say is Responses at OpenAI and Chat Completions elsewhere.
    func remedy(asking model: String, by dialect: DialectName, of upstream: UpstreamSettings) -> String {
        switch (self, dialect) {
        case (.defaults, _), (.file, _):
            "Write `api: \(dialect.rawValue)` there."
        case (.liteLLM, .responses):
            "Write `model: openai/responses/\(model)` there; of a provider other than openai, `mode: responses` under "
                + "its model_info."
        case (.liteLLM, .chat) where upstream.isOpenAI:
            "Map to another model: LiteLLM's form has OpenAI itself asked by Responses alone."
        case (.liteLLM, .chat):
            "Write the model there without `responses/`, and no `mode: responses`."
        }
    }
}
