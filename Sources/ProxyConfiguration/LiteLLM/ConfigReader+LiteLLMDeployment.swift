import Translation

// One entry of LiteLLM's model_list.

extension ConfigReader {
    mutating func deploy(_ value: YAMLValue, path: String, into deployments: inout LiteLLMDeployments) {
        var entry = section(value, path: path)
        let name = required("model_name", of: &entry, as: .text("the name that clients ask for"))
        var parameters = liteLLMSection("litellm_params", of: &entry)
        addCredentials(to: &parameters, deployments)
        var info = liteLLMSection("model_info", of: &entry)
        let model = required("model", of: &parameters, as: .text("a model such as openai/gpt-5"))
        guard let name, let model else { return }
        if let first = deployments.rules.first(where: { $0.match == name }) {
            let place = "\(path) (another deployment of \(name); line \(first.line ?? 0) is used)"
            deployments.unused.append(.init(path: place, line: value.line, reason: .balancing))
            return
        }
        // It has already determined the order of the deployments.
        _ = parameters.take("order")
        let mode = mode(&info, &parameters)
        if let mode, !["chat", "responses", "completion"].contains(mode) {
            warn(place(value.line, path), "skipped \"\(name)\": mode \(mode) is not supported")
            return
        }
        let customProvider = optional("custom_llm_provider", of: &parameters, as: .text("a provider"))
        let hasBaseURL = parameters.contains("api_base") || parameters.contains("base_url")
        let provider = LiteLLMProvider(
            model: model,
            customProvider: customProvider,
            hasBaseURL: hasBaseURL,
            environment: environment
        )
        switch provider {
        case .unsupported(let provider):
            let remedy = LiteLLMProvider.remedy(for: provider)
            warn(
                place(value.line, path),
                "skipped \"\(name)\": provider \(provider) is not supported; \(remedy)"
            )
        case .openAI(let model, let api, let server):
            checkStars(match: name, to: model, at: place(value.line, parameters.path(to: "model")))
            let before = errors.count
            let upstream = deployments.upstream(upstream(of: &parameters, at: server, deployments.defaults))
            replaceCause(.unsetKey(upstream: ""), with: .unsetKey(upstream: upstream), since: before)
            var rule = ModelRule(match: name, to: model, upstream: upstream, line: value.line)
            rule.deployment = Self.deployment(in: value)
            rule.api = api ?? (mode == "responses" ? .responses : nil)
            readOptions(of: &parameters, into: &rule, &deployments)
            if server?.isAzure ?? false, let version = parameters.take("api_version") {
                let path = parameters.path(to: "api_version")
                deployments.unused.append(.init(path: path, line: version.line, reason: .versions))
            }
            deployments.rules.append(rule)
            readFacts(of: model, &info, &parameters, into: &deployments)
            deployments.unused += leftovers(of: entry) + leftovers(of: parameters) + leftovers(of: info)
        }
    }

    private mutating func readOptions(
        of parameters: inout ConfigSection,
        into rule: inout ModelRule,
        _ deployments: inout LiteLLMDeployments
    ) {
        rule.effort = effort(of: &parameters, &deployments)
        let tokens = ConfigForm.integer(in: 1...10_000_000)
        for key in ["max_completion_tokens", "max_tokens"] where rule.maxOutputTokens == nil {
            rule.maxOutputTokens = optional(key, of: &parameters, as: tokens)
        }
        rule.serviceTier = serviceTier(of: &parameters)
        rule.verbosity = verbosity(of: &parameters)
        rule.extraBody = parameters.take("extra_body").flatMap { json($0, path: parameters.path(to: "extra_body")) }
    }

    /// A word, or a map with the word and the kind of summary.
    private mutating func effort(
        of parameters: inout ConfigSection,
        _ deployments: inout LiteLLMDeployments
    ) -> String? {
        guard let value = parameters.take("reasoning_effort") else { return nil }
        let path = parameters.path(to: "reasoning_effort")
        guard case .map = value.content else {
            return read(value, path: path, as: ConfigForm<Effort>.word)?.rawValue
        }
        var section = section(value, path: path)
        let effort = optional("effort", of: &section, as: ConfigForm<Effort>.word)
        deployments.unused += leftovers(of: section)
        return effort?.rawValue
    }

    /// The model's purpose; chat by default.
    private mutating func mode(_ info: inout ConfigSection, _ parameters: inout ConfigSection) -> String? {
        let form = ConfigForm.text("a mode such as chat")
        return optional("mode", of: &info, as: form) ?? optional("mode", of: &parameters, as: form)
    }

    // MARK: Its upstream

    private mutating func upstream(
        of parameters: inout ConfigSection,
        at server: LiteLLMServer?,
        _ defaults: LiteLLMDeployments.Defaults
    ) -> UpstreamSettings {
        let address = baseURL(of: &parameters, at: server)
        var upstream = UpstreamSettings(name: "", baseURL: address)
        upstream.apiKey = apiKey(of: &parameters, address: address, server)
        upstream.headers = headers(of: &parameters)
        if let timeout = timeout(of: &parameters) ?? defaults.timeout {
            upstream.timeouts.firstByte = timeout
            upstream.timeouts.idle = timeout
        }
        upstream.retries = retries(of: &parameters) ?? defaults.retries ?? upstream.retries
        let concurrent = ConfigForm.integer(in: 1...10_000)
        if let most = optional("max_parallel_requests", of: &parameters, as: concurrent) {
            upstream.maxConcurrent = most
        }
        if upstream.apiKey != nil, upstream.headers.contains(where: { $0.name.lowercased() == "authorization" }) {
            let path = parameters.path(to: "extra_headers")
            fail(place(parameters.line, path), "api_key already sets authorization; remove one of the two")
        }
        return upstream
    }

    private mutating func baseURL(of parameters: inout ConfigSection, at server: LiteLLMServer?) -> String {
        let base = optional("api_base", of: &parameters, as: .baseURL)
        let other = optional("base_url", of: &parameters, as: .baseURL)
        let named = firstSet(of: server?.addressVariables ?? [])
        if let given = base ?? other ?? named.flatMap({ BaseURL($0)?.text }) { return server?.address(given) ?? given }
        return server?.baseURL ?? UpstreamSettings.openAI.baseURL
    }

    private func firstSet(of variables: [String]) -> String? {
        variables.compactMap { environment[$0] }.first { !$0.isEmpty }
    }

    /// Without a key in the file, the environment's key for this server is used.
    private mutating func apiKey(
        of parameters: inout ConfigSection,
        address: String,
        _ server: LiteLLMServer?
    ) -> Secret? {
        if let key = parameters.take("api_key") {
            let form = ConfigForm.secret("a key or os.environ/NAME")
            let before = errors.count
            let secret = read(key, path: parameters.path(to: "api_key"), as: form, unset: unsetKeys)
            // The upstream has its name once all of its settings are read.
            replaceCause(.unsetVariable, with: .unsetKey(upstream: ""), since: before)
            return secret
        }
        guard let server else { return BaseURL(address)?.server == .openAI ? defaultOpenAI.apiKey : nil }
        return firstSet(of: server.keyVariables).map { Secret($0) }
    }

    private mutating func headers(of parameters: inout ConfigSection) -> [UpstreamHeader] {
        var headers = headers(liteLLMSection("extra_headers", of: &parameters))
        headers += self.headers(liteLLMSection("headers", of: &parameters))
        for (key, name) in [("organization", "OpenAI-Organization"), ("project", "OpenAI-Project")] {
            guard let value = parameters.take(key) else { continue }
            let form = ConfigForm.secret("a text on one line")
            if let text = read(value, path: parameters.path(to: key), as: form, unset: unsetOtherKeys) {
                headers.append(UpstreamHeader(name: name, value: text))
            }
        }
        return headers
    }

    /// The timeout of a section that applies to streams: nearly all requests are streams.
    mutating func timeout(of section: inout ConfigSection) -> Duration? {
        let stream = optional("stream_timeout", of: &section, as: .timeout)
        let all = optional("timeout", of: &section, as: .timeout)
        let request = optional("request_timeout", of: &section, as: .timeout)
        return stream ?? all ?? request
    }

    mutating func retries(of section: inout ConfigSection) -> Int? {
        let most = 10
        let numbers = ["num_retries", "max_retries"].compactMap { key -> Int? in
            guard let count = optional(key, of: &section, as: .integer(in: 0...1000)) else { return nil }
            let path = section.path(to: key)
            if count > most { warn(place(lines[path], path), "at most \(most) are made, not \(count)") }
            return min(count, most)
        }
        return numbers.first
    }
}
