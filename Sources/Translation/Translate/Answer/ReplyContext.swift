/// What the translation of an answer must know of its request.
public struct ReplyContext: Sendable {
    /// The id the answer gets.
    public var messageID: String
    /// Echoed as the answer's model.
    public var requestedModel: String
    /// The model that was asked for upstream.
    public var upstreamModel: String
    /// Names that had to be shortened or mended, sent name to the client's own.
    public var toolNames: [String: String]
    /// Stop sequences the upstream does not know and the proxy watches for.
    public var emulatedStops: [String]
    /// Stop sequences the upstream itself was given: which one ended an answer it does not say.
    public var upstreamStops: [String]
    /// Whether thinking blocks go to the client at all, and with their text.
    public var thinking: ThinkingReply
    /// Input tokens as estimated here: shown before the upstream has counted.
    public var estimatedInputTokens: Int
    /// What that estimate was multiplied with.
    public var estimateCorrection = 1.0
    /// The effort that was asked for, the configuration's extra body aside.
    public var effort: Effort?
    /// The model's input window, for the message about a context that overflows.
    public var inputWindow: Int
    public var sealScope: String
    /// Whether Anthropic's web search tool was asked for, so searches are shown as its blocks.
    public var offersWebSearch: Bool
    /// What is put right in the arguments of calls.
    public var argumentRules: ArgumentRules
    /// What the client lets a search do.
    public var searchLimits: SearchLimits

    /// What the client is shown of the model's reasoning.
    public enum ThinkingReply: Sendable, Equatable {
        /// Summaries as text, sealed reasoning as signature.
        case summarized
        /// The signature alone.
        case omitted
        /// No thinking block: the client asked for none.
        case hidden
    }

    public init(
        messageID: String,
        requestedModel: String,
        upstreamModel: String,
        toolNames: [String: String] = [:],
        emulatedStops: [String] = [],
        upstreamStops: [String] = [],
        thinking: ThinkingReply = .summarized,
        estimatedInputTokens: Int = 0,
        inputWindow: Int = ModelCatalog.assumedInputWindow,
        sealScope: String = "",
        offersWebSearch: Bool = false,
        argumentRules: ArgumentRules = ArgumentRules(),
        searchLimits: SearchLimits = SearchLimits()
    ) {
        self.messageID = messageID
        self.requestedModel = requestedModel
        self.upstreamModel = upstreamModel
        self.toolNames = toolNames
        self.emulatedStops = emulatedStops
        self.upstreamStops = upstreamStops
        self.thinking = thinking
        self.estimatedInputTokens = estimatedInputTokens
        self.inputWindow = inputWindow
        self.sealScope = sealScope
        self.offersWebSearch = offersWebSearch
        self.argumentRules = argumentRules
        self.searchLimits = searchLimits
    }
}
