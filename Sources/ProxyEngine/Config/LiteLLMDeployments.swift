/// What `model_list` of a LiteLLM config comes to while it is read.
struct LiteLLMDeployments {
    typealias Unused = (path: String, line: Int)

    private(set) var upstreams: [UpstreamSettings] = []
    var rules: [ModelRule] = []
    var unused: [Unused] = []

    /// The name of the upstream with this address and key: each distinct pair is one of its own.
    mutating func upstream(baseURL: String?, apiKey: Secret?) -> String {
        let url = baseURL ?? UpstreamSettings.openAI.baseURL
        if let known = upstreams.first(where: { $0.baseURL == url && $0.apiKey == apiKey }) { return known.name }
        let stem = Self.stem(of: url)
        let taken = Set(upstreams.map(\.name))
        var name = stem
        var number = 2
        while taken.contains(name) {
            name = "\(stem)-\(number)"
            number += 1
        }
        upstreams.append(UpstreamSettings(name: name, baseURL: url, apiKey: apiKey))
        return name
    }

    /// LiteLLM lets an exact name go before any pattern and a longer pattern before a shorter one, wherever they stand.
    var rulesInLiteLLMOrder: [ModelRule] {
        func rank(_ rule: ModelRule) -> Int { rule.match.contains("*") ? rule.match.count : .max }
        return rules.enumerated().sorted {
            (-rank($0.element), $0.offset) < (-rank($1.element), $1.offset)
        }.map(\.element)
    }

    /// `openai` for its usual address (which `$OPENAI_BASE_URL` may then replace), else host and port.
    private static func stem(of url: String) -> String {
        url == UpstreamSettings.openAI.baseURL ? UpstreamSettings.openAI.name : BaseURL(url)?.authority ?? url
    }
}
