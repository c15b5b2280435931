import Translation

extension ConfigReader {
    /// Whether a file is written for LiteLLM.
    static func isLiteLLM(_ root: ConfigSection) -> Bool {
        ["model_list", "litellm_settings", "router_settings", "general_settings", "include"].contains(
            where: root.contains
        )
    }

    /// A config.yaml written for LiteLLM. A warning names each unsupported setting and the effect. The keys of this program
    /// that map no models may be set beside LiteLLM's.
    mutating func liteLLMConfig(_ root: inout ConfigSection) -> Config {
        var config = Config.default
        config.source = .liteLLM(file)
        readServing(&root, into: &config)
        for key in ["models", "upstreams", "client_keys"] {
            guard let value = root.take(key) else { continue }
            fail(
                place(value.line, key),
                "cannot be combined with model_list, which is LiteLLM's format; keep one of the two"
            )
        }

        var deployments = LiteLLMDeployments()
        defineVariables(&root, &deployments)
        var router = liteLLMSection("router_settings", of: &root)
        var settings = liteLLMSection("litellm_settings", of: &root)
        deployments.defaults = defaults(&router, &settings)
        readCredentials(&root, into: &deployments)
        readModels(&root, into: &deployments)
        if let aliases = router.take("model_group_alias") { readAliases(aliases, into: &deployments) }
        config.upstreams = deployments.upstreams.isEmpty ? [defaultOpenAI] : deployments.upstreams
        config.models = deployments.rulesInLiteLLMOrder
        // This program's own `catalog` wins.
        config.catalog += deployments.overrides.filter { new in !config.catalog.contains { $0.name == new.name } }
        warnAboutNames(deployments)

        var general = liteLLMSection("general_settings", of: &root)
        config.clientKeys = [masterKey(of: &general)]
        for section in [router, settings, general] { deployments.unused += leftovers(of: section) }
        for member in root.members { deployments.unused += leftovers(of: member) }
        warnOfUnused(deployments.unused)
        return config
    }

    private mutating func readModels(_ root: inout ConfigSection, into deployments: inout LiteLLMDeployments) {
        let include = root.take("include")
        let before = errors.count
        if let value = root.take("model_list") {
            if let entries = list(value, path: "model_list", of: "models") {
                for (path, entry) in inOrder(entries) { deploy(entry, path: path, into: &deployments) }
            }
            if deployments.rules.isEmpty, errors.count == before {
                fail(
                    place(value.line, "model_list"),
                    "contains no supported model, so every request would be refused"
                )
            }
        } else if include == nil {
            fail(place(root.line, "model_list"), "required in LiteLLM's format; expected a list of models")
        }
        guard let include else { return }
        let problem = "include is not supported; copy the other files into this one"
        if deployments.rules.isEmpty {
            fail(place(include.line, "include"), problem)
        } else {
            warn(place(include.line, "include"), problem)
        }
    }

    /// The deployment with the lowest `order` first, as in LiteLLM; then in the order of the file.
    private func inOrder(_ entries: [YAMLValue]) -> [(path: String, entry: YAMLValue)] {
        func order(_ entry: YAMLValue) -> Int {
            guard case .scalar(let scalar) = entry["litellm_params"]?["order"]?.content else { return .max }
            return Int(scalar.text) ?? .max
        }
        return entries.enumerated().sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }
            .map { ("model_list[\($0.offset)]", $0.element) }
    }

    private mutating func masterKey(of general: inout ConfigSection) -> Secret {
        if let key = general.take("master_key") {
            let form = ConfigForm.secret("a key or os.environ/NAME")
            let path = general.path(to: "master_key")
            return read(key, path: path, as: form, unset: unsetOtherKeys) ?? Config.wellKnownClientKey
        }
        if let key = environment["LITELLM_MASTER_KEY"], !key.isEmpty { return Secret(key) }
        warn(place(nil, "general_settings.master_key"), "not set; clients must send the key \"dummy\"")
        return Config.wellKnownClientKey
    }

    mutating func liteLLMSection(_ key: String, of parent: inout ConfigSection) -> ConfigSection {
        var section = section(key, of: &parent)
        resolveEnvironment(in: &section)
        return section
    }

    /// LiteLLM's `os.environ/NAME` is this program's `${NAME}`.
    func resolveEnvironment(in section: inout ConfigSection) {
        section.rewriteScalars { text in
            text.hasPrefix("os.environ/") ? "${\(text.dropFirst("os.environ/".count))}" : text
        }
    }

    // MARK: Unsupported settings

    func leftovers(of section: ConfigSection) -> [LiteLLMDeployments.Unused] {
        let name = section.path.split(separator: ".").last.map(String.init) ?? ""
        return section.members.map { member in
            LiteLLMDeployments.Unused(
                path: section.path(to: member.key),
                line: member.line,
                reason: LiteLLMReason(key: member.key, section: name)
            )
        }
    }

    /// The settings of a map one by one, any other value as a whole.
    private func leftovers(of member: YAMLValue.Member) -> [LiteLLMDeployments.Unused] {
        guard case .map(let members) = member.value.content, !members.isEmpty else {
            let reason = LiteLLMReason(key: member.key, section: "")
            return [LiteLLMDeployments.Unused(path: member.key, line: member.line, reason: reason)]
        }
        return leftovers(of: ConfigSection(path: member.key, line: member.line, members: members))
    }

    private mutating func warnOfUnused(_ unused: [LiteLLMDeployments.Unused]) {
        for reason in LiteLLMReason.allCases {
            let settings = unused.filter { $0.reason == reason }.sorted { $0.line < $1.line }
            guard !settings.isEmpty else { continue }
            let list = settings.map { "\($0.path) (line \($0.line))" }.joined(separator: ", ")
            warn(place(nil, ""), "\(list): \(reason.sentence)")
        }
    }
}
