// Notes on the parts of a tool that the upstream API cannot express.

extension [TranslationNote] {
    /// A note on a deferred tool that is offered after all.
    mutating func noteLoadedTool(_ tool: Tool) {
        guard tool.defersLoading, let flag = tool.source.present("defer_loading") else { return }
        append(TranslationNote(.split, from: flag.place, to: ["tools"], .toolFound))
    }

    /// OpenAI's search has no name and no description.
    mutating func noteUnsupportedSearchFields(_ tool: Tool) {
        var values: [JSONValue] = []
        if let name = tool.source.present("name"), !name.equals("web_search") { values.append(name) }
        if let description = tool.source.present("description") { values.append(description) }
        if tool.strict, let flag = tool.source.present("strict") { values.append(flag) }
        for value in values { drop(value, .searchFieldUnsupported) }
    }

    /// Only the last cache mark of the tools is kept (``Conversation/placeCacheMarks``).
    mutating func noteRedundantCacheMarks(of tools: [Tool], before last: JSONValue?) {
        guard let last else { return }
        for mark in tools.compactMap(\.cacheControl) where mark.index != last.index {
            drop(mark, .cacheMarkOfToolSpared)
        }
    }
}
