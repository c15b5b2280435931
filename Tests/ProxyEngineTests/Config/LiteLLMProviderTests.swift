import Testing

@testable import ProxyEngine

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

        #expect(provider == .openAI(model: name, api: api))
    }

    static let elsewhere: [(model: String, custom: String?, hasBase: Bool, provider: String)] = [
        ("anthropic/claude-opus-4-5", nil, false, "anthropic"), ("azure/gpt-4o", nil, true, "azure"),
        ("bedrock/us.anthropic.claude", nil, false, "bedrock"), ("vertex_ai/gemini", nil, false, "vertex_ai"),
        ("meta-llama/Llama-3", nil, true, "meta-llama"), ("hosted_vllm/model", nil, false, "hosted_vllm"),
        ("claude-3-opus", nil, false, "anthropic"), ("gemini-2.5-pro", nil, false, "vertex_ai"),
        ("gpt-4o", "azure", true, "azure"),
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
}
