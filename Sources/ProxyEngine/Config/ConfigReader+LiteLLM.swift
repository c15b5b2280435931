extension ConfigReader {
    /// A config.yaml written for LiteLLM: its names, addresses and keys are taken, and everything else it says is
    /// named in one warning. The keys of this program that say nothing about models may stand beside them.
    mutating func liteLLMConfig(_ root: inout ConfigSection) -> Config {
        var config = Config.default
        config.source = .liteLLM(file)
        readServing(&root, into: &config)
        for key in ["models", "upstreams", "client_keys"] {
            guard let value = root.take(key) else { continue }
            fail(place(value.line, key), "cannot stand beside model_list, which is LiteLLM's form; keep one of the two")
        }

        var deployments = LiteLLMDeployments()
        if let value = root.take("model_list") { read(value, into: &deployments) }
        config.upstreams = deployments.upstreams.isEmpty ? [defaultOpenAI] : deployments.upstreams
        config.models = deployments.rulesInLiteLLMOrder

        var general = section("general_settings", of: &root)
        config.clientKeys = [masterKey(of: &general)]
        deployments.unused += leftovers(of: general)
        for member in root.members { deployments.unused += leftovers(of: member, path: member.key) }
        if !deployments.unused.isEmpty {
            let list = deployments.unused.sorted { $0.line < $1.line }.map { "\($0.path) (line \($0.line))" }
            warn(place(nil, ""), "read as LiteLLM's; not used of it: \(list.joined(separator: ", "))")
        }
        return config
    }

    private mutating func read(_ value: YAMLValue, into deployments: inout LiteLLMDeployments) {
        guard let entries = list(value, path: "model_list", of: "models") else { return }
        let before = errors.count
        for (index, entry) in entries.enumerated() {
            deploy(entry, path: "model_list[\(index)]", into: &deployments)
        }
        if deployments.rules.isEmpty, errors.count == before {
            fail(
                place(value.line, "model_list"),
                "holds no model that can be served, so every request would be refused"
            )
        }
    }

    private mutating func deploy(_ value: YAMLValue, path: String, into deployments: inout LiteLLMDeployments) {
        var entry = section(value, path: path)
        let name = required("model_name", of: &entry, as: .text("the name that clients ask for"))
        var parameters = section("litellm_params", of: &entry)
        resolveEnvironment(in: &parameters)
        let model = required("model", of: &parameters, as: .text("a model such as openai/gpt-5"))
        guard let name, let model else { return }
        if let first = deployments.rules.first(where: { $0.match == name }) {
            let place = "\(path) (another deployment of \(name), which line \(first.line ?? 0) serves)"
            deployments.unused.append((place, value.line))
            return
        }
        let customProvider = optional("custom_llm_provider", of: &parameters, as: .text("a provider"))
        let hasBaseURL = parameters.contains("api_base") || parameters.contains("base_url")
        switch LiteLLMProvider(model: model, customProvider: customProvider, hasBaseURL: hasBaseURL) {
        case .unsupported(let provider):
            let only = "only openai/… and servers that speak OpenAI's API (openai/… with an api_base) are"
            warn(place(value.line, path), "the provider \"\(provider)\" is not supported, \(only); \(name) is left out")
        case .openAI(let model, let api):
            checkStars(match: name, to: model, at: place(value.line, parameters.path(to: "model")))
            let baseURL = self.baseURL(of: &parameters)
            let upstream = deployments.upstream(baseURL: baseURL, apiKey: apiKey(of: &parameters, baseURL: baseURL))
            deployments.rules.append(
                ModelRule(match: name, to: model, upstream: upstream, api: api, line: value.line)
            )
            deployments.unused += leftovers(of: entry) + leftovers(of: parameters)
        }
    }

    // MARK: Values

    private mutating func baseURL(of parameters: inout ConfigSection) -> String? {
        let base = optional("api_base", of: &parameters, as: .baseURL)
        return base ?? optional("base_url", of: &parameters, as: .baseURL)
    }

    /// OpenAI's own key is taken from the environment where none is named, and goes to OpenAI only.
    private mutating func apiKey(of parameters: inout ConfigSection, baseURL: String?) -> Secret? {
        if let key = parameters.take("api_key") {
            let form = ConfigForm.secret("a key or os.environ/NAME")
            return read(key, path: parameters.path(to: "api_key"), as: form, unset: unsetKeys)
        }
        let isOpenAI = baseURL.flatMap { BaseURL($0)?.isOpenAI } ?? true
        return isOpenAI ? defaultOpenAI.apiKey : nil
    }

    private mutating func masterKey(of general: inout ConfigSection) -> Secret {
        resolveEnvironment(in: &general)
        if let key = general.take("master_key") {
            let form = ConfigForm.secret("a key or os.environ/NAME")
            let path = general.path(to: "master_key")
            return read(key, path: path, as: form, unset: unsetOtherKeys) ?? Config.wellKnownClientKey
        }
        if let key = environment["LITELLM_MASTER_KEY"], !key.isEmpty { return Secret(key) }
        warn(place(nil, "general_settings.master_key"), "not there; clients must send the key \"dummy\"")
        return Config.wellKnownClientKey
    }

    /// LiteLLM's `os.environ/NAME` is this program's `${NAME}`.
    private func resolveEnvironment(in section: inout ConfigSection) {
        section.rewriteScalars { text in
            text.hasPrefix("os.environ/") ? "${\(text.dropFirst("os.environ/".count))}" : text
        }
    }

    // MARK: What is not used

    private func leftovers(of section: ConfigSection) -> [LiteLLMDeployments.Unused] {
        section.members.map { (section.path(to: $0.key), $0.line) }
    }

    /// The settings in a map one by one, anything else as a whole.
    private func leftovers(of member: YAMLValue.Member, path: String) -> [LiteLLMDeployments.Unused] {
        guard case .map(let members) = member.value.content, !members.isEmpty else { return [(path, member.line)] }
        return members.map { ("\(path).\($0.key)", $0.line) }
    }
}
