/// The web searches of one response, told as Anthropic's own: a call with its query, then what was found.
///
/// OpenAI names its sources with the search, where it was asked to, and their titles with the citations in the text; so
/// a result follows the text, unless its sources had their titles from the start.
struct ResponsesSearches: Sendable {
    private struct Citation: Equatable {
        var url: JSONText
        var title: JSONText?
    }

    private struct Search {
        var id: JSONText
        var sources: [Citation]
    }

    /// Searches whose results have not been told.
    private var waiting: [Search] = []
    private var cited: [Citation] = []
    private var count = 0

    mutating func receive(
        _ item: JSONValue,
        place: String,
        _ ledger: inout BlockLedger,
        into events: inout [MessageStreamEvent]
    ) {
        guard ledger.context.offersWebSearch else {
            ledger.note(
                TranslationNote(
                    .drop,
                    .answer,
                    from: place,
                    "a search that the client did not offer is not shown to it"
                )
            )
            return
        }
        guard let action = item["action"], action["type"]?.equals("search") ?? (action["query"] != nil) else {
            ledger.note(
                TranslationNote(
                    .drop,
                    .answer,
                    from: place,
                    "opening a page has no counterpart in a message; searches do"
                )
            )
            return
        }
        count += 1
        let id = JSONText(Self.id(item["id"]?.string, ledger.context.messageID, count))
        var json = JSONWriter()
        json.object { $0.member("query", action["query"]?.text ?? "") }
        ledger.search(id: id, input: RawJSON(bytes: json.bytes[...]), into: &events)
        let sources = action.list("sources").compactMap { source in
            source["url"]?.text.map { Citation(url: $0, title: source["title"]?.text) }
        }
        guard !sources.isEmpty, sources.allSatisfy({ $0.title != nil }) else {
            waiting.append(Search(id: id, sources: sources))
            return
        }
        ledger.searchResult(id: id, content: Self.content(sources), into: &events)
    }

    /// A citation in the text; of use only to a search whose result has not been told.
    mutating func cite(_ annotation: JSONValue, _ ledger: inout BlockLedger) {
        guard annotation["type"]?.equals("url_citation") == true, let url = annotation["url"]?.text else { return }
        guard !waiting.isEmpty else {
            ledger.note(
                TranslationNote(.drop, .answer, from: "output", "citations inside the text are not passed on")
            )
            return
        }
        guard !cited.contains(where: { $0.url == url }), cited.count < 256 else { return }
        cited.append(Citation(url: url, title: annotation["title"]?.text))
    }

    /// Tells the results of the searches before it, after a message that may cite them.
    mutating func settleCited(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        if !cited.isEmpty || waiting.contains(where: { !$0.sources.isEmpty }) { settle(&ledger, into: &events) }
    }

    /// Tells what has not been told; a search of which nothing is known has found nothing.
    mutating func settle(_ ledger: inout BlockLedger, into events: inout [MessageStreamEvent]) {
        for (offset, search) in waiting.enumerated() {
            // Where no search names its sources, the last one gets all that is cited.
            let found = search.sources.isEmpty && offset == waiting.count - 1 ? cited : search.sources.map(titled)
            ledger.searchResult(id: search.id, content: Self.content(found), into: &events)
        }
        waiting = []
        cited = []
    }

    /// The source under the title its citation gives it. Citations carry a mark of where they come from.
    private func titled(_ source: Citation) -> Citation {
        guard source.title == nil else { return source }
        let url = source.url.string
        let citation = cited.first { cited in
            let text = cited.url.string
            return text == url || text == url + "?utm_source=openai" || text == url + "&utm_source=openai"
        }
        return Citation(url: source.url, title: citation?.title)
    }

    private static func content(_ citations: [Citation]) -> RawJSON {
        var json = JSONWriter()
        json.array { json in
            for citation in citations {
                json.object { json in
                    json.member("type", literal: "web_search_result")
                    json.member("url", citation.url)
                    json.member("title", citation.title ?? citation.url)
                    json.member("encrypted_content", literal: "")
                    json.null("page_age")
                }
            }
        }
        return RawJSON(bytes: json.bytes[...])
    }

    private static func id(_ itemID: String?, _ messageID: String, _ count: Int) -> String {
        let digest = Fingerprint.sha256("\(messageID)\n\(itemID ?? "")\n\(count)", length: 24)
        return "srvtoolu_" + digest
    }
}
