/// What an API takes and does, as far as the code that all dialects share has to know it.
///
/// What one server takes of the API is in ``ServerFacts``, what one model takes in ``ModelProfile``.
public struct DialectTraits: Sendable {
    /// As people call it: `Chat Completions`.
    public var title: String
    /// Where requests go, below the upstream's base URL.
    public var path: String
    /// Where the models are listed, below the base URL.
    public var modelsPath: String = "/models"
    /// Requests and answers are Anthropic's own already and are passed on.
    public var passesRequestsOn = false
    /// `max_tokens: 0`, which fills the cache and answers nothing, is asked of the upstream.
    public var fillsCacheWithoutAnswer = false

    // MARK: Names of parameters

    /// The output limit's names, the newest first: the first is OpenAI's own, the last what every server knows.
    public var maximumTokens: [StaticString]
    public var effort: JSONPath
    public var verbosity: JSONPath
    public var outputFormat: JSONPath

    // MARK: Limits

    /// The least output limit that is taken.
    public var minimumTokens: Int
    /// Efforts that the API does not know, whatever the model takes.
    public var unknownEfforts: Set<Effort> = []

    // MARK: Abilities

    /// Searches the web for the model.
    public var searchesTheWeb: Bool
    /// A function is strict unless it says otherwise, so that every server knows the word.
    public var isStrictByDefault: Bool
    /// A model may take function tools only while it does not reason (``ModelProfile/refusesToolsOnChat``).
    public var mayRefuseToolsWithReasoning: Bool
    /// Reasoning of earlier turns goes back in sealed form.
    public var takesSealedReasoning: Bool
    /// Summaries of the reasoning come with the answer where they are asked for.
    public var summarizesReasoning: Bool
    /// A mark for the cache may name a longer lifetime.
    public var takesLongCacheMarks: Bool
    /// Documents may be named by their URL.
    public var takesDocumentURLs: Bool
}
