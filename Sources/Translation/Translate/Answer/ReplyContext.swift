/// The facts about a request that the translation of its answer needs.
public struct ReplyContext: Sendable {
    /// The id of the answer.
    public var messageID: String
    /// Echoed as the answer's model.
    public var requestedModel: String
    /// The model in the upstream request.
    public var upstreamModel: String
    /// Names of tools that were changed: the sent name and the client's own.
    public var toolNames: [String: String]
    /// The stop sequences, for which the proxy watches: no upstream hears of them.
    public var emulatedStops: [String]
    /// Whether the client gets thinking blocks, and with their text.
    public var thinking: ThinkingReply
    /// The proxy's estimate of input tokens, shown before the upstream has counted.
    public var estimatedInputTokens: Int
    /// The correction factor of that estimate.
    public var estimateCorrection = 1.0
    /// The effort in the upstream request, without the configuration's extra body.
    public var effort: Effort?
    /// The model's input window, for the message about an overflow.
    public var inputWindow: Int
    public var sealScope: String
    /// Whether the request has Anthropic's web search tool, so that searches are shown as its blocks.
    public var offersWebSearch: Bool
    /// The rules for repairing the arguments of calls.
    public var argumentRules: ArgumentRules
    /// The client's limits for searches.
    public var searchLimits: SearchLimits

    /// How much of the model's reasoning the client gets.
    public enum ThinkingReply: Sendable, Equatable {
        /// Summaries as text, sealed reasoning as signature.
        case summarized
        /// The signature alone.
        case omitted
        /// No thinking block.
        case hidden
    }

    public init(
        messageID: String,
        requestedModel: String,
        upstreamModel: String,
        toolNames: [String: String] = [:],
        emulatedStops: [String] = [],
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
        self.thinking = thinking
        self.estimatedInputTokens = estimatedInputTokens
        self.inputWindow = inputWindow
        self.sealScope = sealScope
        self.offersWebSearch = offersWebSearch
        self.argumentRules = argumentRules
        self.searchLimits = searchLimits
    }
}
