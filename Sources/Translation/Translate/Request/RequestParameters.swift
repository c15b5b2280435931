/// The parameters of a request besides its conversation and its tools, decided for one upstream.
///
/// Nil and empty mean: not written.
public struct RequestParameters: Sendable {
    public var maximumTokens: Int?
    public var maximumSearches: Int?
    public var effort: Effort?
    public var asksForSummary: Bool
    public var format: OutputFormat?
    public var verbosity: String?
    public var temperature: JSONValue?
    public var topP: JSONValue?
    /// The stop sequences that the proxy watches for.
    public var emulatedStops: [String]
    public var serviceTier: String?
    public var promptCacheKey: String?
    public var safetyIdentifier: String?
    public var thinking: ReplyContext.ThinkingReply

    /// The JSON Schema of the answer.
    public struct OutputFormat: Sendable {
        public var schema: JSONValue
        public var isStrict: Bool
    }

    init(_ rules: inout ParameterRules) throws(InvalidRequest) {
        thinking = rules.thinking
        maximumTokens = rules.maximumTokens()
        maximumSearches = rules.maximumSearches()
        let effort = try rules.effort()
        self.effort = effort
        asksForSummary = rules.asksForSummary(thinking, effort)
        format = rules.format()
        verbosity = rules.verbosity()
        temperature = rules.sampling("temperature", rules.request.sampling.temperature, effort)
        topP = rules.sampling("top_p", rules.request.sampling.topP, effort)
        rules.noteTopK()
        emulatedStops = try rules.stops()
        serviceTier = rules.serviceTier()
        promptCacheKey = rules.promptCacheKey()
        safetyIdentifier = rules.safetyIdentifier()
        rules.noteUnusedFields()
    }
}

/// The names of the parameters in one API, for writing them and for reading refusals.
struct ParameterNames: Sendable {
    var maximumTokens: StaticString
    var effortPlace: JSONPath
    var verbosityPlace: JSONPath
    var formatPlace: JSONPath

    var effort: String { effortPlace.description }
    var verbosity: String { verbosityPlace.description }
    var format: String { formatPlace.description }

    init(_ target: TranslationTarget, _ traits: DialectTraits) {
        maximumTokens = Self.maximumTokens(target, traits.maximumTokens)
        effortPlace = traits.effort
        verbosityPlace = traits.verbosity
        formatPlace = traits.outputFormat
    }

    /// Which of the names a server wants is also learnt from its refusal.
    private static func maximumTokens(_ target: TranslationTarget, _ names: [StaticString]) -> StaticString {
        guard let newest = names.first, let oldest = names.last else { return "max_tokens" }
        let refused = target.refusedParameters
        let prefersOldest =
            target.server.takesNewestNames
            ? refused.contains(newest.description) : !refused.contains(oldest.description)
        return prefersOldest ? oldest : newest
    }
}
