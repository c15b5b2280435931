/// The provider of a LiteLLM deployment: one that speaks OpenAI's API, or an unsupported one.
enum LiteLLMProvider: Equatable {
    /// `model` is the name without its prefix. `server` is the provider's own server; nil is OpenAI.
    case openAI(model: String, api: UpstreamAPI?, server: LiteLLMServer? = nil)
    case unsupported(provider: String)

    /// LiteLLM names the provider before a model's first slash, in `custom_llm_provider`, or, for well-known models,
    /// nowhere.
    init(model: String, customProvider: String?, hasBaseURL: Bool, environment: [String: String] = [:]) {
        let parts = model.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let prefix = parts.count == 2 ? parts[0] : nil
        let name = parts.last ?? model
        switch (customProvider, prefix) {
        case (_, "openai") where name.hasPrefix("responses/"):
            self = .openAI(model: String(name.dropFirst("responses/".count)), api: .responses)
        case (_, "openai"):
            self = .openAI(model: name, api: nil)
        case ("openai", _):
            self = .openAI(model: model, api: nil)
        case (let provider?, _):
            self = Self.elsewhere(provider, prefix == provider ? name : model, hasBaseURL, environment)
        case (nil, let prefix?):
            self = Self.elsewhere(prefix, name, hasBaseURL, environment)
        case (nil, nil):
            self =
                Self.wellKnown.first { model.hasPrefix($0.prefix) && !hasBaseURL }
                .map { .unsupported(provider: $0.provider) } ?? .openAI(model: model, api: nil)
        }
    }

    private static func elsewhere(
        _ provider: String,
        _ model: String,
        _ hasBaseURL: Bool,
        _ environment: [String: String]
    ) -> LiteLLMProvider {
        guard let server = LiteLLMServer.named(provider),
            hasBaseURL || server.baseURL != nil
                || server.addressVariables.contains(where: { environment[$0]?.isEmpty == false })
        else { return .unsupported(provider: provider) }
        guard server.isAzure, model.hasPrefix("responses/") else {
            return .openAI(model: model, api: nil, server: server)
        }
        return .openAI(model: String(model.dropFirst("responses/".count)), api: .responses, server: server)
    }

    /// How to use the provider's models all the same.
    static func remedy(for provider: String) -> String {
        switch provider {
        case "anthropic": "Claude Code uses Anthropic directly when no proxy is set"
        case "gemini":
            "Google has an address for OpenAI's API: model: openai/NAME, "
                + "api_base: https://generativelanguage.googleapis.com/v1beta/openai"
        case "bedrock", "bedrock_converse", "vertex_ai", "vertex_ai_beta":
            "Claude Code can use it without a proxy; or put a server in front of it that speaks OpenAI's API"
        case "azure", "hosted_vllm", "openai_like", "custom_openai", "litellm_proxy":
            "set its address as api_base"
        default: "if it speaks OpenAI's API, set model: openai/NAME and its address as api_base"
        }
    }

    /// Bare names that LiteLLM does not send to OpenAI.
    private static let wellKnown = [
        (prefix: "claude-", provider: "anthropic"), (prefix: "gemini-", provider: "gemini"),
        (prefix: "command-", provider: "cohere"),
    ]
}
