package import Translation

/// One entry of `models:`: the names that it matches, and the model that answers.
package struct ModelRule: Sendable, Equatable {
    /// A name, or a pattern in which `*` matches any run of characters.
    package var match: String
    /// The upstream's name for the model. The n-th `*` in it is replaced by the text of the n-th `*` in ``match``.
    package var to: String
    /// The name of one of the config's upstreams.
    package var upstream: String
    /// Nil: the upstream's.
    package var api: UpstreamAPI?
    package var effort: String?
    package var maxOutputTokens: Int?
    package var serviceTier: String?
    package var verbosity: String?
    /// An object whose members are set in the upstream request.
    package var extraBody: RawJSON?
    /// What an entry in LiteLLM's form says beside its name; nil in this program's own form, and where it has a key in it.
    package var deployment: String?
    /// Where the entry stands in the file; nil for a built-in one.
    package var line: Int?

    package init(
        match: String,
        to: String,
        upstream: String,
        api: UpstreamAPI? = nil,
        effort: String? = nil,
        maxOutputTokens: Int? = nil,
        serviceTier: String? = nil,
        verbosity: String? = nil,
        extraBody: RawJSON? = nil,
        deployment: String? = nil,
        line: Int? = nil
    ) {
        self.match = match
        self.to = to
        self.upstream = upstream
        self.api = api
        self.effort = effort
        self.maxOutputTokens = maxOutputTokens
        self.serviceTier = serviceTier
        self.verbosity = verbosity
        self.extraBody = extraBody
        self.deployment = deployment
        self.line = line
    }

    static let defaults = [
        ModelRule(match: "claude-opus-*", to: "gpt-5.2", upstream: UpstreamSettings.openAI.name),
        ModelRule(match: "claude-sonnet-*", to: "gpt-4.1", upstream: UpstreamSettings.openAI.name),
        ModelRule(match: "claude-haiku-*", to: "gpt-5", upstream: UpstreamSettings.openAI.name),
    ]
}
