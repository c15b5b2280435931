package import Translation

/// The answerer of a request: the upstream, its name for the model, and the API.
package struct Route: Sendable, Equatable {
    /// The name the client sent, a `[1m]` included.
    package var asked: String
    package var upstream: String
    /// The name that is sent to the upstream.
    package var model: String
    /// The API, with `auto` resolved.
    package var dialect: DialectName
    package var rule: ModelRule
    /// The index of the rule in the config.
    package var ruleIndex: Int
    /// How a note names the rule: `config.yaml:14`, or `models[0] of the defaults`.
    package var citation: String

    package init(
        asked: String,
        upstream: String,
        model: String,
        dialect: DialectName,
        rule: ModelRule,
        ruleIndex: Int,
        citation: String
    ) {
        self.asked = asked
        self.upstream = upstream
        self.model = model
        self.dialect = dialect
        self.rule = rule
        self.ruleIndex = ruleIndex
        self.citation = citation
    }
}

extension DialectName {
    package init(rule: ModelRule?, upstream: UpstreamSettings?) {
        let api = rule?.api ?? upstream?.api ?? .auto
        self = api.dialect ?? (upstream?.server ?? .generic).api(at: upstream?.baseURL ?? "")
    }
}
