import Translation

/// A LiteLLM config while it is read.
struct LiteLLMDeployments {
    /// An unsupported setting.
    struct Unused {
        var path: String
        var line: Int
        var reason: LiteLLMReason
    }

    /// Defaults for every deployment.
    struct Defaults {
        var timeout: Duration?
        var retries: Int?
    }

    var defaults = Defaults()
    /// `credential_list`, by name.
    var credentials: [String: [YAMLValue.Member]] = [:]
    private(set) var upstreams: [UpstreamSettings] = []
    var rules: [ModelRule] = []
    private(set) var overrides: [ModelOverride] = []
    var unused: [Unused] = []

    /// The name of the upstream with these settings: deployments with equal settings share one. The name in `settings` does
    /// not count.
    mutating func upstream(_ settings: UpstreamSettings) -> String {
        var settings = settings
        for known in upstreams {
            settings.name = known.name
            if known == settings { return known.name }
        }
        let stem = Self.stem(of: settings.baseURL)
        let taken = Set(upstreams.map(\.name))
        settings.name = stem
        var number = 2
        while taken.contains(settings.name) {
            settings.name = "\(stem)-\(number)"
            number += 1
        }
        upstreams.append(settings)
        return settings.name
    }

    /// Whether these facts now describe their model: the first ones do.
    mutating func keep(_ override: ModelOverride) -> Bool {
        guard override != ModelOverride(override.name) else { return true }
        if let known = overrides.first(where: { $0.name == override.name }) { return known == override }
        overrides.append(override)
        return true
    }

    /// In LiteLLM an exact name wins over any pattern, and a longer pattern over a shorter one, whatever their order.
    var rulesInLiteLLMOrder: [ModelRule] {
        func rank(_ rule: ModelRule) -> Int { rule.match.contains("*") ? rule.match.count : .max }
        return rules.enumerated().sorted {
            (-rank($0.element), $0.element.line ?? 0, $0.offset) < (-rank($1.element), $1.element.line ?? 0, $1.offset)
        }.map(\.element)
    }

    /// The rule for a client's name, and the upstream's name.
    func route(_ name: String) -> (rule: ModelRule, to: String)? {
        for rule in rulesInLiteLLMOrder {
            guard let captures = ModelPattern(rule.match).captures(in: name) else { continue }
            return (rule, ModelPattern(rule.to).filled(with: captures))
        }
        return nil
    }

    /// `openai` for its usual address (which `$OPENAI_BASE_URL` may replace), else host and port.
    private static func stem(of url: String) -> String {
        url == UpstreamSettings.openAI.baseURL ? UpstreamSettings.openAI.name : BaseURL(url)?.authority ?? url
    }
}
