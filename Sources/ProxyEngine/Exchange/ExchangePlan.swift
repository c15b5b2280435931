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
