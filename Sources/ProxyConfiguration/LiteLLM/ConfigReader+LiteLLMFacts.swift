import Translation

// The facts about a model in LiteLLM's model_info.

extension ConfigReader {
    mutating func readFacts(
        of model: String,
        _ info: inout ConfigSection,
        _ parameters: inout ConfigSection,
        into deployments: inout LiteLLMDeployments
    ) {
        // The models of a pattern are not known yet.
        guard !model.contains("*") else { return }
        let before = leftovers(of: info) + leftovers(of: parameters)
        var override = ModelOverride(model)
        if let base = optional("base_model", of: &info, as: .text("a model's name")) {
            let name = base.split(separator: "/").last.map(String.init) ?? base
            let profile = ModelCatalog.bundled.profile(for: name)
            let path = info.path(to: "base_model")
            if profile.isKnown {
                override = ModelOverride(model, like: profile)
            } else {
                deployments.unused.append(.init(path: path, line: lines[path] ?? info.line, reason: .unknownModel))
            }
        }
        let tokens = ConfigForm.integer(in: 1...100_000_000)
        override.inputWindow = optional("max_input_tokens", of: &info, as: tokens) ?? override.inputWindow
        let output = optional("max_output_tokens", of: &info, as: tokens)
        let legacy = optional("max_tokens", of: &info, as: tokens)
        override.maximumOutputTokens = output ?? legacy ?? override.maximumOutputTokens
        override.acceptsImages = optional("supports_vision", of: &info, as: .boolean) ?? override.acceptsImages
        readPrices(&info, &parameters, into: &override)
        guard !deployments.keep(override) else { return }
        let after = Set((leftovers(of: info) + leftovers(of: parameters)).map(\.path))
        deployments.unused += before.filter { !after.contains($0.path) }.map { setting in
            var setting = setting
            setting.reason = .models
            return setting
        }
    }

    /// LiteLLM has dollars per token.
    private mutating func readPrices(
        _ info: inout ConfigSection,
        _ parameters: inout ConfigSection,
        into override: inout ModelOverride
    ) {
        var price = override.price ?? ModelOverride.Price()
        let before = price
        func take(_ key: String, _ reader: inout ConfigReader) -> Double? {
            let own = reader.optional(key, of: &parameters, as: .tokenPrice)
            return reader.optional(key, of: &info, as: .tokenPrice) ?? own
        }
        price.input = take("input_cost_per_token", &self) ?? price.input
        price.output = take("output_cost_per_token", &self) ?? price.output
        price.cachedInput = take("cache_read_input_token_cost", &self) ?? price.cachedInput
        price.cacheWrite = take("cache_creation_input_token_cost", &self) ?? price.cacheWrite
        if price != before { override.price = price }
    }
}

extension ConfigForm where Value == Double {
    /// In dollars per million tokens, without a Double's last bits.
    static let tokenPrice = ConfigForm(expected: "dollars per token, such as 0.00000125") { scalar in
        Double(scalar.text).flatMap { (0...0.1).contains($0) ? ($0 * 1e12).rounded() / 1e6 : nil }
    }
}

extension ModelOverride {
    /// The facts of `profile` for a model of another name, except its shutdown date.
    init(_ name: String, like profile: ModelProfile) {
        self.init(name)
        inputWindow = profile.inputWindow
        maximumOutputTokens = profile.maximumOutputTokens
        dialects = profile.dialects
        efforts = profile.efforts
        defaultEffort = profile.defaultEffort
        sampling = profile.sampling
        acceptsParallelToolCalls = profile.acceptsParallelToolCalls
        acceptsVerbosity = profile.acceptsVerbosity
        acceptsImages = profile.acceptsImages
        takesToolsOnChat = !profile.refusesToolsOnChat
        hasDeveloperRole = profile.hasDeveloperRole
        takesCacheMarks = profile.takesCacheMarks
        refuses = profile.refuses
        guard let prices = profile.prices else { return }
        var price = Price()
        price.input = prices.input
        price.cachedInput = prices.cachedInput
        price.cacheWrite = prices.cacheWrite
        price.output = prices.output
        price.long = prices.long
        self.price = price
    }
}
