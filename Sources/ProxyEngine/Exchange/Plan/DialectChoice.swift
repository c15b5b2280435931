import ProxyConfiguration
import Translation

/// Which API a request goes to: its route's, unless it is there to search the web and only another one can.
struct DialectChoice: Equatable {
    let dialect: DialectName
    /// Says where the route was not followed.
    let note: TranslationNote?

    /// The other must be served at the same address with the same key.
    init(_ request: MessagesRequest, _ route: Route, _ upstream: ResolvedUpstream, _ profile: ModelProfile) {
        guard !route.dialect.traits.searchesTheWeb, let search = request.searchItIsFor,
            let other = Dialects.searching(among: profile.dialects.filter(upstream.server.apis.contains))
        else {
            dialect = route.dialect
            note = nil
            return
        }
        dialect = other
        note = TranslationNote(
            .map,
            from: search.source.place,
            to: ["tools"],
            .routedToSearchableAPI,
            rule: route.citation
        )
    }
}

extension MessagesRequest {
    /// The web search without which the request makes no sense: the only tool there is, or the one that is forced.
    fileprivate var searchItIsFor: Tool? {
        let search = tools.first { if case .webSearch = $0.kind { true } else { false } }
        guard let search else { return nil }
        if case .tool(let name)? = toolChoice?.mode { return name == search.name ? search : nil }
        return tools.count == 1 ? search : nil
    }
}
