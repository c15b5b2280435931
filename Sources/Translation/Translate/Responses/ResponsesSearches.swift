/// The web searches of one response, told as Anthropic's own: a call with its query, then what was found.
///
/// OpenAI names its sources with the search, where it was asked to, and their titles with the citations in the text; so
/// a result follows the text, unless its sources had their titles from the start. What the client has forbidden is
/// upheld here: a search beyond its number is told as an error, and what lies in a place it has blocked is left out.
struct ResponsesSearches: Sendable {
    private struct Search {
        var id: JSONText
        var place: String
        /// Nil where the upstream named none.
        var sources: [SearchSource]?
    }

    /// Searches whose results have not been told.
    private var waiting: [Search] = []
    private var cited: [SearchSource] = []
    private var count = 0

    mutating func receive(
        _ item: JSONValue,
        place: String,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        guard ledger.context.offersWebSearch else {
            ledger.drop(place, "a search that the client did not offer is not shown to it")
            return
        }
        let action = item.present("action")
        if let other = action?["type"]?.string, other != "search" {
            let what = other == "find_in_page" ? "looking through a page" : "opening a page"
            ledger.drop(place, "\(what) has no counterpart in a message; searches do")
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
            ledger.drop("\(place).action.sources[]", "sources without an address have no counterpart in a message")
        }
        guard let sources, !sources.isEmpty, sources.allSatisfy({ $0.title != nil }) else {
            waiting.append(Search(id: id, place: place, sources: sources))
            return
        }
        tell(sources, of: Search(id: id, place: place, sources: sources), &ledger, into: &events)
    }

    /// A citation in the text, which is told as one, and gives its title to a source whose result has not been told.
    mutating func cite(
        _ annotation: JSONValue,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        guard annotation["type"]?.equals("url_citation") == true, let source = SearchSource(annotation) else {
            let type = annotation["type"]?.string ?? "unknown"
            ledger.drop(
                "output[].content[].annotations[]",
                "annotations of type \(type.prefix(40)) have no counterpart in a message"
            )
            return
        }
        guard ledger.context.offersWebSearch else {
            ledger.drop(
                "output[].content[].annotations[]",
                "citations are not shown to a client that offered no search"
            )
            return
        }
        guard ledger.context.searchLimits.permits(source.url.string) else {
            ledger.drop(
                "output[].content[].annotations[]",
                "citations of sites that the client does not allow are taken out"
            )
            return
        }
        ledger.cite(source.citation, into: &events)
        guard !waiting.isEmpty, !cited.contains(where: { $0.url == source.url }), cited.count < 256 else { return }
        cited.append(source)
    }

    /// Tells the results of the searches before it, after a message that may cite them.
    mutating func emitCitedSearches(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        if !cited.isEmpty || waiting.contains(where: { $0.sources?.isEmpty == false }) {
            emitPending(&ledger, into: &events)
        }
    }

    /// Tells what has not been told; a search of which nothing is known has found nothing.
    mutating func emitPending(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        for (offset, search) in waiting.enumerated() {
            // Where no search names its sources, the last one gets all that is cited.
            let isLast = offset == waiting.count - 1
            let sources = search.sources ?? []
            let found = sources.isEmpty && isLast ? cited : sources.map { $0.titled(by: cited) }
            if found.isEmpty, search.sources == nil {
                ledger.note(
                    TranslationNote(
                        .lossy,
                        .answer,
                        from: search.place,
                        "the upstream names no sources of this search, so it is told to have found nothing"
                    )
                )
            }
            tell(found, of: search, &ledger, into: &events)
        }
        waiting = []
        cited = []
    }

    private func tell(
        _ sources: [SearchSource],
        of search: Search,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        let limits = ledger.context.searchLimits
        let permitted = sources.filter { limits.permits($0.url.string) }
        if permitted.count < sources.count {
            let reason =
                "results of sites that the client does not allow are taken out (\(sources.count - permitted.count))"
            ledger.drop("\(search.place).action.sources", reason)
        }
        ledger.searchResult(id: search.id, content: SearchSource.list(permitted), into: &events)
    }

    /// Anthropic's code for a search that gave nothing back; nil for one that ran.
    private func problem(
        of item: JSONValue,
        _ action: JSONValue?,
        _ place: String,
        _ ledger: inout BlockLedger
    ) -> StaticString? {
        if let limit = ledger.context.searchLimits.maximumSearches, count > limit {
            let reason = "search \(count), where the client allows \(limit): told as an error, without what it found"
            ledger.drop("\(place).action", reason)
            return "max_uses_exceeded"
        }
        guard let status = item["status"]?.string, status != "completed" else { return nil }
        if status != "failed", action?.list("sources").isEmpty == false { return nil }
        ledger.note(
            TranslationNote(
                .map,
                .answer,
                from: "\(place).status",
                "a search with the status \(status.prefix(20)) is told as an error"
            )
        )
        return "unavailable"
    }

    /// `{"query": …}`: the queries of one search are one, since Anthropic's searches have one each.
    private static func query(_ action: JSONValue?, _ place: String, _ ledger: inout BlockLedger) -> RawJSON {
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
            let reason = "\(queries.count) queries of one search are told as one"
            let from = "\(place).action.queries"
            ledger.note(TranslationNote(.map, .answer, from: from, reason))
        }
        return RawJSON(bytes: json.bytes[...])
    }

    private static func id(_ itemID: String?, _ messageID: String, _ count: Int) -> String {
        let digest = Fingerprint.sha256("\(messageID)\n\(itemID ?? "")\n\(count)", length: 24)
        return "srvtoolu_" + digest
    }
}

extension BlockLedger {
    fileprivate mutating func drop(_ source: String, _ reason: String) {
        note(TranslationNote(.drop, .answer, from: source, reason))
    }
}
