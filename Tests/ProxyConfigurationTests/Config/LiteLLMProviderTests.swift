import Testing

@testable import ProxyConfiguration
@testable import Translation

@Suite struct LiteLLMProviderTests {
    static let servable: [(model: String, custom: String?, hasBase: Bool, name: String, api: UpstreamAPI?)] = [
        ("openai/gpt-5", nil, false, "gpt-5", nil),
        ("openai/responses/gpt-5", nil, false, "gpt-5", .responses),
        ("openai/responses/gpt-5", "openai", true, "gpt-5", .responses),
        ("openai/meta-llama/Llama-3", nil, true, "meta-llama/Llama-3", nil),
        ("openai/*", nil, false, "*", nil),
        ("gpt-5", nil, false, "gpt-5", nil),
        ("*", nil, false, "*", nil),
        ("meta-llama/Llama-3", "openai", true, "meta-llama/Llama-3", nil),
        ("hosted_vllm/org/model", nil, true, "org/model", nil),
        ("model", "hosted_vllm", true, "model", nil),
        ("lm_studio/model", "lm_studio", true, "model", nil),
        ("claude-local", nil, true, "claude-local", nil),
        ("azure/gpt-4o", nil, true, "gpt-4o", nil),
        ("azure/responses/gpt-5", nil, true, "gpt-5", .responses),
        ("gpt-4o", "azure", true, "gpt-4o", nil),
        ("ollama/llama3:8b", nil, false, "llama3:8b", nil),
        ("openrouter/z-ai/glm-4.6", nil, false, "z-ai/glm-4.6", nil),
        ("openrouter/*", nil, false, "*", nil),
    ]

    @Test(arguments: servable)
    func `a model that speaks OpenAI's API loses its prefix`(
        model: String,
        custom: String?,
        hasBase: Bool,
        name: String,
        api: UpstreamAPI?
    ) {
        let provider = LiteLLMProvider(model: model, customProvider: custom, hasBaseURL: hasBase)

        guard case .openAI(name, api, _) = provider else {
            Issue.record("\(provider)")
            return
        }
    }

    static let elsewhere: [(model: String, custom: String?, hasBase: Bool, provider: String)] = [
        ("anthropic/claude-opus-4-5", nil, false, "anthropic"), ("azure/gpt-4o", nil, false, "azure"),
        ("bedrock/us.anthropic.claude", nil, false, "bedrock"), ("vertex_ai/gemini", nil, false, "vertex_ai"),
        ("meta-llama/Llama-3", nil, true, "meta-llama"), ("hosted_vllm/model", nil, false, "hosted_vllm"),
        ("claude-3-opus", nil, false, "anthropic"), ("gemini-2.5-pro", nil, false, "gemini"),
        ("gpt-4o", "bedrock", true, "bedrock"),
    ]

    @Test(arguments: elsewhere)
    func `anything else is not supported, by the name LiteLLM has for it`(
        model: String,
        custom: String?,
        hasBase: Bool,
        provider: String
    ) {
        let read = LiteLLMProvider(model: model, customProvider: custom, hasBaseURL: hasBase)

        #expect(read == .unsupported(provider: provider))
    }

    static let addresses: [(provider: String, given: String, address: String)] = [
        ("azure", "https://x.openai.azure.com", "https://x.openai.azure.com/openai/v1"),
        ("azure", "https://x.openai.azure.com/openai/v1", "https://x.openai.azure.com/openai/v1"),
        ("azure", "https://x.openai.azure.com/openai/deployments/d", "https://x.openai.azure.com/openai/v1"),
        ("ollama", "http://host:11434", "http://host:11434/v1"),
        ("ollama_chat", "http://host:11434/v1", "http://host:11434/v1"),
        ("hosted_vllm", "http://host:8000/v1", "http://host:8000/v1"),
        ("groq", "https://relay.example", "https://relay.example"),
    ]

    @Test(arguments: addresses)
    func `an address becomes the one that speaks OpenAI's API`(provider: String, given: String, address: String) throws
    {
        #expect(try #require(LiteLLMServer.named(provider)).address(given) == address)
    }

    @Test func `an address may be in the environment`() {
        let provider = LiteLLMProvider(
            model: "hosted_vllm/m",
            customProvider: nil,
            hasBaseURL: false,
            environment: ["HOSTED_VLLM_API_BASE": "http://gpu:8000/v1"]
        )

        #expect(provider == .openAI(model: "m", api: nil, server: LiteLLMServer.named("hosted_vllm")))
    }
}
