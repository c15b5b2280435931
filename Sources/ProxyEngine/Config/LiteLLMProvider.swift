/// Who serves a LiteLLM deployment, as far as that matters here: someone who speaks OpenAI's API, or someone else.
enum LiteLLMProvider: Equatable {
    /// `model` is the name without its prefix.
    case openAI(model: String, api: UpstreamAPI?)
    case unsupported(provider: String)

    /// LiteLLM names the provider before a model's first slash, in `custom_llm_provider`, or, for well-known models,
    /// nowhere.
    init(model: String, customProvider: String?, hasBaseURL: Bool) {
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
        case (let provider?, _) where Self.compatible.contains(provider) && hasBaseURL:
            self = .openAI(model: prefix == provider ? name : model, api: nil)
        case (let provider?, _):
            self = .unsupported(provider: provider)
        case (nil, let prefix?) where Self.compatible.contains(prefix) && hasBaseURL:
            self = .openAI(model: name, api: nil)
        case (nil, let prefix?):
            self = .unsupported(provider: prefix)
        case (nil, nil):
            self =
                Self.elsewhere.first { model.hasPrefix($0.prefix) && !hasBaseURL }
                .map { .unsupported(provider: $0.provider) } ?? .openAI(model: model, api: nil)
        }
    }

    /// Servers that speak OpenAI's API at an address of their own.
    private static let compatible: Set<String> = [
        "custom_openai", "hosted_vllm", "litellm_proxy", "llamafile", "lm_studio", "openai_like",
    ]

    /// Bare names that LiteLLM sends to somebody else than OpenAI.
    private static let elsewhere = [
        (prefix: "claude-", provider: "anthropic"), (prefix: "gemini-", provider: "vertex_ai"),
        (prefix: "command-", provider: "cohere"),
    ]
}
