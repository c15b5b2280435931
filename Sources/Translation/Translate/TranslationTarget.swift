/// Everything a translation depends on besides the request.
public struct TranslationTarget: Sendable {
    /// The name the upstream is to be asked for.
    public var model: String
    public var profile: ModelProfile
    /// What the server takes of the API.
    public var server: ServerFacts
    public var options: TargetOptions
    /// Parameters this upstream has refused for this model before (`temperature`, `reasoning.summary`, …).
    public var refusedParameters: Set<String>
    /// Efforts this upstream has refused for this model before.
    public var refusedEfforts: Set<Effort> = []
    /// What estimates of this model's input are multiplied with.
    public var estimateCorrection = 1.0
    /// Stands for organisation and key in sealed reasoning: what one key sealed another cannot open.
    public var sealScope: String
    /// Leaves all reasoning of earlier turns out: the second try after the upstream could not open it.
    public var dropsReasoning: Bool
    /// What the answer is called; a function of the exchange, so that a repeat gives the same bytes.
    public var messageID: String
    /// The session a header names, where the body names none.
    public var sessionID: String?
    /// What is put right in the arguments of the calls that the answer makes.
    public var repairs: RepairSettings
    /// A header asks for thinking without its text; it wins over what the body says, as it does at Anthropic.
    public var redactsThinking: Bool
    /// What came with the client's request, for an API that takes it as it is.
    public var client: ClientExtras

    public init(
        model: String,
        profile: ModelProfile,
        server: ServerFacts = .openAI,
        options: TargetOptions = TargetOptions(),
        refusedParameters: Set<String> = [],
        sealScope: String = "",
        dropsReasoning: Bool = false,
        messageID: String = "msg_00000000000000000000",
        sessionID: String? = nil,
        repairs: RepairSettings = RepairSettings(),
        redactsThinking: Bool = false,
        client: ClientExtras = ClientExtras()
    ) {
        self.model = model
        self.profile = profile
        self.server = server
        self.options = options
        self.refusedParameters = refusedParameters
        self.sealScope = sealScope
        self.dropsReasoning = dropsReasoning
        self.messageID = messageID
        self.sessionID = sessionID
        self.repairs = repairs
        self.redactsThinking = redactsThinking
        self.client = client
    }
}

/// What the configuration says about requests for one model.
public struct TargetOptions: Sendable {
    public var effort: String?
    public var maxOutputTokens: Int?
    public var serviceTier: String?
    public var verbosity: String?
    /// An object whose members are added to the body, replacing what stands there.
    public var extraBody: RawJSON?
    /// `config.yaml:14`: what a note cites.
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
