import Translation

extension ModelRule {
    /// The entry of the file once more, for other names: the same model of the same server, asked in the same way.
    package func repeated(for pattern: String) -> String {
        let name = YAMLScalar(text: pattern, isQuoted: true).flow
        if let deployment { return "{model_name: \(name), \(deployment)}" }
        func text(_ text: String) -> String { YAMLScalar(text: text, isQuoted: false).flow }
        let options: [(key: String, value: String?)] = [
            // Left out it would be the first upstream, which may be another.
            ("upstream", text(upstream)), ("api", api?.rawValue), ("effort", effort.map(text)),
            ("max_output_tokens", maxOutputTokens.map(String.init)), ("service_tier", serviceTier.map(text)),
            ("verbosity", verbosity.map(text)), ("extra_body", extraBody?.text),
        ]
        let members =
            ["match: \(name)", "to: \(text(to))"]
            + options.compactMap { key, value in
                value.map { "\(key): \($0)" }
            }
        return "{\(members.joined(separator: ", "))}"
    }
}

extension ModelRule {
    /// Another name for it, as LiteLLM's `model_group_alias` has it.
    package func alias(_ pattern: String) -> String {
        func quoted(_ text: String) -> String { YAMLScalar(text: text, isQuoted: true).flow }
        return "{\(quoted(pattern)): \(quoted(match))}"
    }
}

extension ConfigReader {
    /// What an entry of LiteLLM's `model_list` says beside its name, on one line; nil where a key stands in it, which no
    /// message may show.
    static func deployment(in entry: YAMLValue) -> String? {
        guard case .map(let members) = entry.content else { return nil }
        let others = members.filter { $0.key != "model_name" }
        guard !others.contains(where: { holdsKey($0.value, named: $0.key) }) else { return nil }
        return others.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ")
    }

    /// A text under a name for keys, and any header's value, unless it only names a variable of the environment.
    private static func holdsKey(_ value: YAMLValue, named name: String) -> Bool {
        switch value.content {
        case .null: return false
        case .list(let elements): return elements.contains { holdsKey($0, named: name) }
        case .map(let members):
            return members.contains { holdsKey($0.value, named: name.hasSuffix("headers") ? name : $0.key) }
        case .scalar(let scalar):
            let isForKeys = ["key", "token", "secret", "password", "headers"].contains {
                name.lowercased().contains($0)
            }
            let isVariable = scalar.text.hasPrefix("os.environ/") || scalar.text.hasPrefix("${")
            return isForKeys && !isVariable && Double(scalar.text) == nil
        }
    }
}
