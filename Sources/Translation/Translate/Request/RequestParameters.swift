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
    /// At most four, for the upstream.
    public var upstreamStops: [JSONText]
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
        (upstreamStops, emulatedStops) = rules.stops()
        serviceTier = rules.serviceTier()
        promptCacheKey = rules.promptCacheKey()
        safetyIdentifier = rules.safetyIdentifier()
        rules.noteUnusedFields()
    }
}

/// The names of the parameters in one API, for writing them and for reading refusals.
struct ParameterNames: Sendable {
    var maximumTokens: StaticString
    /// The names of members, from the outside in.
    private var effortNames: [String]
    private var verbosityNames: [String]
    private var formatNames: [String]

    var effort: String { effortNames.joined(separator: ".") }
    var verbosity: String { verbosityNames.joined(separator: ".") }
    var format: String { formatNames.joined(separator: ".") }
    var effortPlace: JSONPath { JSONPath(effortNames.map { .member($0) }) }
    var verbosityPlace: JSONPath { JSONPath(verbosityNames.map { .member($0) }) }
    var formatPlace: JSONPath { JSONPath(formatNames.map { .member($0) }) }

    init(_ target: TranslationTarget, _ dialect: DialectName) {
        switch dialect {
        case .responses:
            maximumTokens = "max_output_tokens"
            effortNames = ["reasoning", "effort"]
            verbosityNames = ["text", "verbosity"]
            formatNames = ["text", "format"]
        case .chat:
            // OpenAI's newer models know only the new name, many other servers only the old one. A refusal shows which
            // one a server accepts.
            let refused = target.refusedParameters
            let prefersOld =
                target.isOpenAI ? refused.contains("max_completion_tokens") : !refused.contains("max_tokens")
            maximumTokens = prefersOld ? "max_tokens" : "max_completion_tokens"
            effortNames = ["reasoning_effort"]
            verbosityNames = ["verbosity"]
            formatNames = ["response_format"]
        }
    }
}
