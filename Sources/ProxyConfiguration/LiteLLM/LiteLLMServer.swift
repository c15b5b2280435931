/// A server that speaks OpenAI's Chat Completions API, by its name in LiteLLM.
struct LiteLLMServer: Equatable, Sendable {
    let provider: String
    /// Its address unless a deployment sets one; nil if there is no common address.
    var baseURL: String?
    /// The variables in which LiteLLM looks for its address and its key, in this order.
    var addressVariables: [String] = []
    var keyVariables: [String] = []
    /// Appended to the address in LiteLLM's form, to get the one of OpenAI's API.
    var suffix = ""

    var isAzure: Bool { provider == "azure" }

    /// A deployment's address for OpenAI's API.
    func address(_ given: String) -> String {
        guard !suffix.isEmpty, !given.hasSuffix(suffix) else { return given }
        // Azure's older addresses name a deployment and a version, which the v1 address does not need.
        let root = isAzure ? given.firstRange(of: "/openai").map { String(given[..<$0.lowerBound]) } ?? given : given
        return root + suffix
    }

    /// All variables for an address or a key.
    static let variables = Set(all.flatMap { $0.addressVariables + $0.keyVariables })

    static func named(_ provider: String) -> LiteLLMServer? { all.first { $0.provider == provider } }

    /// Addresses and variables from LiteLLM's documentation of each provider. They differ where LiteLLM speaks another API
    /// to the same server (Ollama's own, Azure's dated ones).
    private static let all: [LiteLLMServer] =
        [
            LiteLLMServer(
                provider: "azure",
                addressVariables: ["AZURE_API_BASE"],
                keyVariables: ["AZURE_API_KEY"],
                suffix: "/openai/v1"
            ),
            LiteLLMServer(provider: "custom_openai"), LiteLLMServer(provider: "openai_like"),
            LiteLLMServer(provider: "hosted_vllm", addressVariables: ["HOSTED_VLLM_API_BASE"]),
            LiteLLMServer(
                provider: "litellm_proxy",
                addressVariables: ["LITELLM_PROXY_API_BASE"],
                keyVariables: ["LITELLM_PROXY_API_KEY"]
            ),
            LiteLLMServer(
                provider: "lm_studio",
                baseURL: "http://127.0.0.1:1234/v1",
                addressVariables: ["LM_STUDIO_API_BASE"],
                keyVariables: ["LM_STUDIO_API_KEY"]
            ),
            LiteLLMServer(provider: "llamafile", baseURL: "http://127.0.0.1:8080/v1"),
        ]
        + ["ollama", "ollama_chat"].map { name in
            LiteLLMServer(
                provider: name,
                baseURL: "http://127.0.0.1:11434/v1",
                addressVariables: ["OLLAMA_API_BASE"],
                suffix: "/v1"
            )
        }
        + hosted.map { LiteLLMServer(provider: $0.0, baseURL: $0.1, keyVariables: $0.2) }

    private static let hosted: [(String, String, [String])] = [
        ("openrouter", "https://openrouter.ai/api/v1", ["OPENROUTER_API_KEY"]),
        ("groq", "https://api.groq.com/openai/v1", ["GROQ_API_KEY"]),
        ("together_ai", "https://api.together.xyz/v1", ["TOGETHERAI_API_KEY", "TOGETHER_API_KEY"]),
        ("deepseek", "https://api.deepseek.com/v1", ["DEEPSEEK_API_KEY"]),
        ("mistral", "https://api.mistral.ai/v1", ["MISTRAL_API_KEY"]),
        ("xai", "https://api.x.ai/v1", ["XAI_API_KEY"]),
        ("fireworks_ai", "https://api.fireworks.ai/inference/v1", ["FIREWORKS_API_KEY", "FIREWORKS_AI_API_KEY"]),
        ("cerebras", "https://api.cerebras.ai/v1", ["CEREBRAS_API_KEY"]),
        ("deepinfra", "https://api.deepinfra.com/v1/openai", ["DEEPINFRA_API_KEY"]),
        ("nvidia_nim", "https://integrate.api.nvidia.com/v1", ["NVIDIA_NIM_API_KEY"]),
        ("sambanova", "https://api.sambanova.ai/v1", ["SAMBANOVA_API_KEY"]),
        ("moonshot", "https://api.moonshot.ai/v1", ["MOONSHOT_API_KEY"]),
        ("dashscope", "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", ["DASHSCOPE_API_KEY"]),
        ("zai", "https://api.z.ai/api/paas/v4", ["ZAI_API_KEY"]),
    ]
}
