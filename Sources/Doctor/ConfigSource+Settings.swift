import ProxyConfiguration

/// The names that settings have in the configuration's own form, for remedies.
extension ConfigSource {
    /// The setting for the address of an upstream.
    func addressSetting(of upstream: UpstreamSettings) -> String {
        switch self {
        // Without a file only the environment or an option can have changed it.
        case .defaults where upstream.baseURL != UpstreamSettings.openAI.baseURL: "OPENAI_BASE_URL"
        case .defaults, .file: "upstreams.\(upstream.name).base_url"
        case .liteLLM: "litellm_params.api_base"
        }
    }

    /// The setting for the key of an upstream.
    func keySetting(of upstream: UpstreamSettings) -> String {
        switch self {
        case .defaults: UpstreamSettings.keyVariable
        case .file: "upstreams.\(upstream.name).api_key"
        case .liteLLM: "litellm_params.api_key"
        }
    }

    /// A key that is a variable's value.
    func keyExample(_ variable: String) -> String {
        switch self {
        case .defaults, .file: "api_key: ${\(variable)}"
        case .liteLLM: "api_key: os.environ/\(variable)"
        }
    }
}
