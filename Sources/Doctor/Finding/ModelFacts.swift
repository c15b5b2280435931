import ProxyConfiguration
package import Translation

/// A fact about a mapped model.
package enum ModelFact: Sendable, Equatable {
    case available
    case able(ModelAbility)
    case availableAndAble(ModelAbility)
    /// `isCertain` is false for a server that may take any name.
    case missing(nearest: String?, names: [String], isCertain: Bool)
    /// Not in the catalog: these abilities are assumed.
    case unknown(ModelAbility)
    case wrongAPI(DialectName, change: DialectChange)
    /// With Chat Completions, tools work only without reasoning.
    case toolsWithoutReasoning(change: DialectChange?)
    case answered(after: Duration)
    case calledNoTool(after: Duration, ranOutOfTokens: Bool)
    /// The client's error for it, on one line.
    case didNotAnswer(said: String)
    case streamed
}

/// The abilities of a model according to the catalog, as far as a check reports them.
package struct ModelAbility: Sendable, Equatable {
    /// Weakest first; nil for a model that does not reason.
    package var efforts: [Effort]?
    /// In tokens.
    package var window: Int
    package var dialect: DialectName

    init(_ profile: ModelProfile, _ dialect: DialectName) {
        efforts = profile.reasons ? profile.efforts : nil
        window = profile.inputWindow
        self.dialect = dialect
    }
}

/// How to change the configuration so that a model is asked by another API.
package enum DialectChange: Sendable, Equatable {
    case setAPI(DialectName)
    /// LiteLLM's form: `openai/responses/MODEL`.
    case liteLLMResponses(model: String)
    case liteLLMChat
    /// LiteLLM's form asks OpenAI itself by Responses alone.
    case impossible

    init(to dialect: DialectName, model: String, of upstream: UpstreamSettings, in source: ConfigSource) {
        switch source {
        case .defaults, .file: self = .setAPI(dialect)
        case .liteLLM:
            let isAsked = upstream.server.api == dialect
            let isNamed = dialect == LiteLLMForm.namedAPI
            self = isNamed ? .liteLLMResponses(model: model) : isAsked ? .liteLLMChat : .impossible
        }
    }
}
