import Translation

// The settings of LiteLLM beside model_list.

extension ConfigReader {
    /// `router_settings` override `litellm_settings`.
    mutating func defaults(
        _ router: inout ConfigSection,
        _ settings: inout ConfigSection
    ) -> LiteLLMDeployments.Defaults {
        let routerTimeout = timeout(of: &router)
        let settingsTimeout = timeout(of: &settings)
        let routerRetries = retries(of: &router)
        let settingsRetries = retries(of: &settings)
        return LiteLLMDeployments.Defaults(
            timeout: routerTimeout ?? settingsTimeout,
            retries: routerRetries ?? settingsRetries
        )
    }

    /// `environment_variables` override the environment, as in LiteLLM. Unused ones get a warning.
    mutating func defineVariables(_ root: inout ConfigSection, _ deployments: inout LiteLLMDeployments) {
        let known = LiteLLMServer.variables.union([
            UpstreamSettings.keyVariable, "OPENAI_BASE_URL", "LITELLM_MASTER_KEY",
        ])
        let used = known.union(root.members.flatMap { $0.value.environmentNames })
        let section = liteLLMSection("environment_variables", of: &root)
        for member in section.members {
            let path = section.path(to: member.key)
            guard used.contains(member.key) else {
                deployments.unused.append(.init(path: path, line: member.line, reason: .effectless))
                continue
            }
            let form = ConfigForm.secret("a text on one line or os.environ/NAME")
            guard let secret = read(member.value, path: path, as: form, unset: unsetKeys) else { continue }
            define(member.key, secret.withValue { $0 })
        }
    }

    /// Keys and addresses that deployments name by `litellm_credential_name`.
    mutating func readCredentials(_ root: inout ConfigSection, into deployments: inout LiteLLMDeployments) {
        guard let value = root.take("credential_list"),
            let entries = list(value, path: "credential_list", of: "credentials")
        else { return }
        for (index, entry) in entries.enumerated() {
            var section = section(entry, path: "credential_list[\(index)]")
            let name = required("credential_name", of: &section, as: .text("a name"))
            let values = liteLLMSection("credential_values", of: &section)
            if let name { deployments.credentials[name] = values.members }
            deployments.unused += leftovers(of: section)
        }
    }

    /// A deployment's own settings override its credential.
    mutating func addCredentials(to parameters: inout ConfigSection, _ deployments: LiteLLMDeployments) {
        let key = "litellm_credential_name"
        guard let name = optional(key, of: &parameters, as: .text("the name of a credential")) else { return }
        guard let members = deployments.credentials[name] else {
            let path = parameters.path(to: key)
            fail(place(lines[path], path), "\"\(name)\" is not in credential_list")
            return
        }
        parameters.add(members)
    }

    /// Each alias is a rule of its own: the rule of the other name, under this one.
    mutating func readAliases(_ value: YAMLValue, into deployments: inout LiteLLMDeployments) {
        let aliases = section(value, path: "router_settings.model_group_alias")
        for member in aliases.members {
            let path = aliases.path(to: member.key)
            var target = member.value
            if case .map = target.content {
                // {model: …, hidden: true}: a hidden alias is not listed by LiteLLM.
                var section = section(target, path: path)
                guard let model = section.take("model") else {
                    fail(place(member.line, path), "expected the name of a model, or a map with the key model")
                    continue
                }
                target = model
                deployments.unused += leftovers(of: section)
            }
            guard let name = read(target, path: path, as: .text("the name of a model")) else { continue }
            guard let route = deployments.route(name) else {
                warn(place(member.line, path), "skipped: \"\(name)\" is not a supported model")
                continue
            }
            if deployments.rules.contains(where: { $0.match == member.key }) { continue }
            var rule = route.rule
            rule.match = member.key
            rule.to = route.to
            rule.line = member.line
            deployments.rules.append(rule)
        }
    }

    // MARK: Names that Claude Code uses

    /// Warns about Claude's names that would reach a server without such models, and about files without Claude's names.
    mutating func warnAboutNames(_ deployments: LiteLLMDeployments) {
        guard !deployments.rules.isEmpty else { return }
        let asked = ["claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5"]
        for name in asked {
            guard let route = deployments.route(name), route.to.hasPrefix("claude-"),
                let server = deployments.upstreams.first(where: { $0.name == route.rule.upstream })?.server,
                !server.mayServeClaudeModels
            else { continue }
            warn(
                place(route.rule.line, ""),
                "\(route.rule.match) passes names such as \(name) on to \(server.title), which has no such model; "
                    + "map them to models that it has"
            )
            break
        }
        if !deployments.rules.contains(where: {
            $0.match.contains("claude") || ModelPattern($0.match).matches(asked[0])
        }) {
            warn(
                place(nil, "model_list"),
                "no entry matches the names that Claude Code uses by default, such as \(asked[1]); add "
                    + "model_name: \"claude-*\", or run dragoman claude --model \(deployments.rules[0].match)"
            )
        }
    }
}

extension YAMLValue {
    /// The value of a key, if this is a map that has it.
    subscript(key: String) -> YAMLValue? {
        guard case .map(let members) = content else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The NAMEs of all `os.environ/NAME` in it.
    var environmentNames: [String] {
        switch content {
        case .null: []
        case .scalar(let scalar):
            scalar.text.hasPrefix("os.environ/") ? [String(scalar.text.dropFirst("os.environ/".count))] : []
        case .list(let elements): elements.flatMap(\.environmentNames)
        case .map(let members): members.flatMap(\.value.environmentNames)
        }
    }
}
