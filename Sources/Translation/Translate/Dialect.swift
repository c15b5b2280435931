/// The interface of one upstream API: it translates a request, and provides a machine that turns the answer into
/// Anthropic's events. A new API is a folder that conforms to this, and a line in ``Dialects``.
public protocol Dialect: Sendable {
    var name: DialectName { get }

    /// The path of requests, below the upstream's base URL.
    var path: String { get }

    func translate(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest

    /// The body for this API's token counter; nil if it has none.
    func countingRequest(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest?

    func makeStreamMachine(_ context: ReplyContext) -> any StreamMachine
}

/// The upstream APIs this program speaks.
public enum DialectName: String, Sendable, CaseIterable {
    case responses
    case chat
}

/// Everything that a translation depends on besides the request.
public struct TranslationTarget: Sendable {
    /// The upstream's name of the model.
    public var model: String
    public var profile: ModelProfile
    /// OpenAI itself, or a server that speaks a subset of its API.
    public var isOpenAI: Bool
    public var options: TargetOptions
    /// Parameters that this upstream has refused for this model (`temperature`, `reasoning.summary`, …).
    public var refusedParameters: Set<String>
    /// Efforts that this upstream has refused for this model.
    public var refusedEfforts: Set<Effort> = []
    /// The correction factor for estimates of this model's input.
    public var estimateCorrection = 1.0
    /// Identifies the organisation and key in sealed reasoning: another key cannot open it.
    public var sealScope: String
    /// Whether to leave out all reasoning of earlier turns, after the upstream could not open it.
    public var dropsReasoning: Bool
    /// The id of the answer; a function of the exchange, so that a repetition gives the same bytes.
    public var messageID: String
    /// The session in a header, if the body has none.
    public var sessionID: String?
    /// The rules for repairing the arguments of the answer's calls.
    public var repairs: RepairSettings
    /// Whether a header asks for thinking without its text. It overrides the body, as at Anthropic.
    public var redactsThinking: Bool

    public init(
        model: String,
        profile: ModelProfile,
        isOpenAI: Bool = true,
        options: TargetOptions = TargetOptions(),
        refusedParameters: Set<String> = [],
        sealScope: String = "",
        dropsReasoning: Bool = false,
        messageID: String = "msg_00000000000000000000",
        sessionID: String? = nil,
        repairs: RepairSettings = RepairSettings(),
        redactsThinking: Bool = false
    ) {
        self.model = model
        self.profile = profile
        self.isOpenAI = isOpenAI
        self.options = options
        self.refusedParameters = refusedParameters
        self.sealScope = sealScope
        self.dropsReasoning = dropsReasoning
        self.messageID = messageID
        self.sessionID = sessionID
        self.repairs = repairs
        self.redactsThinking = redactsThinking
    }
}

/// The configuration's options for one model.
public struct TargetOptions: Sendable {
    public var effort: String?
    public var maxOutputTokens: Int?
    public var serviceTier: String?
    public var verbosity: String?
    /// An object whose members are added to the body, replacing existing ones.
    public var extraBody: RawJSON?
    /// `config.yaml:14`, for notes.
    public var rule: String?

    public init(
        effort: String? = nil,
        maxOutputTokens: Int? = nil,
        serviceTier: String? = nil,
        verbosity: String? = nil,
        extraBody: RawJSON? = nil,
        rule: String? = nil
    ) {
        self.effort = effort
        self.maxOutputTokens = maxOutputTokens
        self.serviceTier = serviceTier
        self.verbosity = verbosity
        self.extraBody = extraBody
        self.rule = rule
    }
}

/// The upstream request, and the context for reading its answer.
public struct TranslatedRequest: Sendable {
    public var body: [UInt8]
    public var notes: [TranslationNote]
    public var reply: ReplyContext
}
