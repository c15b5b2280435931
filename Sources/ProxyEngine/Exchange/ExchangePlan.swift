import ProxyConfiguration
import Translation

/// A request that has been read and routed: everything an attempt is made from.
struct ExchangePlan: Sendable {
    var request: MessagesRequest
    var route: Route
    var upstream: UpstreamSettings
    var dialect: any Dialect
    /// As for the first attempt; later ones change `refusedParameters` and `dropsReasoning`.
    var target: TranslationTarget
    /// What was decided before anything was translated.
    var notes: [TranslationNote] = []
}

extension ExchangePlan {
    /// `dialect` goes before what the route and the request would decide.
    init(
        _ request: MessagesRequest,
        _ route: Route,
        _ upstream: UpstreamSettings,
        _ constants: UpstreamConstants,
        _ catalog: ModelCatalog,
        dialect: DialectName? = nil,
        messageID: String,
        sessionID: String?,
        repairs: RepairSettings,
        redactsThinking: Bool = false,
        client: ClientExtras = ClientExtras()
    ) {
        let profile = catalog.profile(for: route.model)
        let choice = DialectChoice(request, route, upstream, profile)
        self.request = request
        self.route = route
        self.upstream = upstream
        self.dialect = Dialects.named(dialect ?? choice.dialect)
        notes = dialect == nil ? choice.note.map { [$0] } ?? [] : []
        target = TranslationTarget(
            model: route.model,
            profile: profile,
            server: upstream.server(for: profile, known: constants.server),
            options: TargetOptions(route),
            refusedParameters: Set(profile.refuses),
            sealScope: constants.sealScope,
            messageID: messageID,
            sessionID: sessionID,
            repairs: repairs,
            redactsThinking: redactsThinking,
            client: client
        )
    }

    /// How long the answer may be, for the record; a request that is passed on has the client's limit.
    func outputLimit(for target: TranslationTarget) -> OutputLimit {
        dialect.traits.passesRequestsOn
            ? OutputLimit(tokens: request.maxTokens, setBy: .client) : OutputLimit(request, for: target)
    }

    /// `max_tokens: 0` only fills the cache; where the upstream's fills itself, nothing is sent.
    var isAnsweredHere: Bool { request.maxTokens == 0 && !dialect.traits.fillsCacheWithoutAnswer }
}

extension TranslationNote {
    /// `max_tokens: 0` asks for no answer, so no upstream is asked.
    static let answeredHere = TranslationNote(.drop, from: ["max_tokens"], .answeredWithoutUpstream)
}
