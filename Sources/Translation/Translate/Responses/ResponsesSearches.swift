/// The web searches of one response, in Anthropic's form: a call with its query, then its results.
///
/// OpenAI sends the sources with the search, if it was asked to, and their titles with the citations in the text. So a
/// result follows the text, unless its sources have titles already. The client's limits are enforced here: a search beyond
/// the allowed number becomes an error, and results from a blocked domain are left out.
struct ResponsesSearches: Sendable {
    private struct Search {
        var id: JSONText
        var place: JSONPath
        /// Nil where the upstream named none.
        var sources: [SearchSource]?
    }

    /// Searches whose results were not emitted yet.
    private var waiting: [Search] = []
    private var cited: [SearchSource] = []
    private var count = 0

    mutating func receive(
        _ item: JSONValue,
        place: JSONPath,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        guard ledger.context.offersWebSearch else {
            ledger.note(.drop, from: place, .searchNotOffered)
            return
        }
        let action = item.present("action")
        if let other = action?["type"]?.string, other != "search" {
            ledger.note(.drop, from: place, other == "find_in_page" ? .searchLookedThroughPage : .searchOpenedPage)
            return
        }
        count += 1
        let id = JSONText(Self.id(item["id"]?.string, ledger.context.messageID, count))
        let problem = problem(of: item, action, place, &ledger)
        let query = Self.query(action, place, &ledger)
        ledger.search(id: id, input: query, isCounted: problem == nil, into: &events)
        if let problem {
            ledger.searchResult(id: id, content: SearchSource.error(problem), into: &events)
            return
        }
        let listed = action?.present("sources").map { Array($0.elements) }
        let sources = listed?.compactMap(SearchSource.init)
        if sources?.count != listed?.count {
            ledger.note(.drop, from: place.appending("action", "sources", .each), .searchSourceWithoutAddress)
        }
        guard let sources, !sources.isEmpty, sources.allSatisfy({ $0.title != nil }) else {
            waiting.append(Search(id: id, place: place, sources: sources))
            return
        }
        emit(sources, of: Search(id: id, place: place, sources: sources), &ledger, into: &events)
    }

    /// A citation in the text, which also gives its title to a source whose result was not emitted yet.
    mutating func cite(
        _ annotation: JSONValue,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        guard annotation["type"]?.equals("url_citation") == true, let source = SearchSource(annotation) else {
            let type = annotation["type"]?.string ?? "unknown"
            ledger.note(.drop, from: SearchSource.citationPlace, .annotationDropped, .type(type.prefix(40)))
            return
        }
        guard ledger.context.offersWebSearch else {
            ledger.note(.drop, from: SearchSource.citationPlace, .citationsNotOffered)
            return
        }
        guard ledger.context.searchLimits.permits(source.url.string) else {
            ledger.note(.drop, from: SearchSource.citationPlace, .citationsForbidden)
            return
        }
        ledger.cite(source.citation, into: &events)
        guard !waiting.isEmpty, !cited.contains(where: { $0.url == source.url }), cited.count < 256 else { return }
        cited.append(source)
    }

    /// Emits the results of earlier searches, after a message that may cite them.
    mutating func emitCitedSearches(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        if !cited.isEmpty || waiting.contains(where: { $0.sources?.isEmpty == false }) {
            emitPending(&ledger, into: &events)
        }
    }

    /// Emits the waiting results; a search without known sources has an empty result.
    mutating func emitPending(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        for (offset, search) in waiting.enumerated() {
            // If no search has sources, the last one gets all citations.
            let isLast = offset == waiting.count - 1
            let sources = search.sources ?? []
            let found = sources.isEmpty && isLast ? cited : sources.map { $0.titled(by: cited) }
            if found.isEmpty, search.sources == nil {
                ledger.note(.lossy, from: search.place, .searchWithoutSources)
            }
            emit(found, of: search, &ledger, into: &events)
        }
        waiting = []
        cited = []
    }

    private func emit(
        _ sources: [SearchSource],
        of search: Search,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        let limits = ledger.context.searchLimits
        let permitted = sources.filter { limits.permits($0.url.string) }
        if permitted.count < sources.count {
            let place = search.place.appending("action", "sources")
            ledger.note(.drop, from: place, .searchResultsForbidden, .count(sources.count - permitted.count))
        }
        ledger.searchResult(id: search.id, content: SearchSource.list(permitted), into: &events)
    }

    /// Anthropic's code for a failed search; nil for one that ran.
    private func problem(
        of item: JSONValue,
        _ action: JSONValue?,
        _ place: JSONPath,
        _ ledger: inout BlockLedger
    ) -> StaticString? {
        if let limit = ledger.context.searchLimits.maximumSearches, count > limit {
            ledger.note(.drop, from: place.appending("action"), .searchOverLimit, .count(count), .limit(limit))
            return "max_uses_exceeded"
        }
        guard let status = item["status"]?.string, status != "completed" else { return nil }
        if status != "failed", action?.list("sources").isEmpty == false { return nil }
        let reason = NoteReason(.searchFailed, .status(status.prefix(20)))
        ledger.note(TranslationNote(.map, .answer, from: place.appending("status"), reason))
        return "unavailable"
    }

    /// `{"query": …}`: the queries of one search are one, since Anthropic's searches have one each.
    private static func query(_ action: JSONValue?, _ place: JSONPath, _ ledger: inout BlockLedger) -> RawJSON {
        let queries = action?.list("queries").compactMap(\.text).filter { !$0.isEmpty } ?? []
        var json = JSONWriter()
        json.object { json in
            guard queries.count > 1 else {
                json.member("query", queries.first ?? action?["query"]?.text ?? "")
                return
            }
            json.key("query")
            json.string(joining: queries, separator: "; ")
        }
        if queries.count > 1 {
            let from = place.appending("action", "queries")
            ledger.note(.map, from: from, .searchQueriesJoined, .count(queries.count))
        }
        return RawJSON(bytes: json.bytes[...])
    }

    private static func id(_ itemID: String?, _ messageID: String, _ count: Int) -> String {
        let digest = Fingerprint.sha256("\(messageID)\n\(itemID ?? "")\n\(count)", length: 24)
        return "srvtoolu_" + digest
    }
}
