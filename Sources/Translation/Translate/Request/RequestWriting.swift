// What both dialects write alike.

extension [TranslationNote] {
    /// A note where the name of a called tool could not stay as it was; `json` has just written it.
    mutating func placeName(_ name: String, sent: String, from source: JSONValue, in json: JSONWriter) {
        guard name != sent else { return }
        append(TranslationNote(.map, from: source.path + ".name", to: json.path, ToolNames.rule))
    }

    /// A note where the client wants its answer in one part.
    mutating func placeStream(_ request: MessagesRequest) {
        guard !request.wantsStream else { return }
        let flag = request.document.root.present("stream")
        let reason = "always streamed here; the client gets it in one piece"
        append(TranslationNote(flag == nil ? .add : .map, from: flag?.path, to: "stream", reason))
    }
}

extension TranslationTarget {
    /// The role of instructions in mid-conversation.
    var instructionRole: StaticString {
        profile.hasDeveloperRole && isOpenAI ? "developer" : "system"
    }

    /// The output of a tool that gave nothing back: OpenAI takes an empty one, other servers may not.
    fileprivate var emptyResult: JSONText { isOpenAI ? "" : "(no output)" }
}

extension JSONWriter {
    /// The id of a call, as a member of a call or of its result, with a note where it cannot stay as it is.
    mutating func member(
        _ key: StaticString,
        callID id: String,
        limit: Int,
        from source: JSONValue,
        _ member: String,
        notes: inout [TranslationNote]
    ) {
        let sent = CallID.sent(id, limit: limit)
        self.member(key, sent)
        guard sent != id else { return }
        let reason = "the API takes ids of at most \(limit) letters, digits, - and _"
        notes.append(TranslationNote(.map, from: "\(source.path).\(member)", to: path, reason))
    }

    /// The id of the call that `result` answers; one that was made up has it from the call itself.
    mutating func member(
        _ key: StaticString,
        callID id: String,
        limit: Int,
        from result: RequestPart<ToolResult>,
        notes: inout [TranslationNote]
    ) {
        let member = result.source["tool_use_id"] == nil ? "id" : "tool_use_id"
        self.member(key, callID: id, limit: limit, from: result.source, member, notes: &notes)
    }

    /// The output of a tool that gave nothing back.
    mutating func member(_ key: StaticString, emptyResultFor target: TranslationTarget, notes: inout [TranslationNote])
    {
        member(key, target.emptyResult)
        guard !target.emptyResult.isEmpty else { return }
        notes.append(TranslationNote(.add, to: path, "a server that is not OpenAI's may refuse a result without text"))
    }

    /// The name of a file, made up where it has none.
    mutating func member(_ key: StaticString, fileName name: JSONText?, notes: inout [TranslationNote]) {
        member(key, name ?? "document.pdf")
        if name == nil { notes.append(TranslationNote(.add, to: path, "OpenAI takes no file without a name")) }
    }

    /// `data:image/png;base64,…`
    mutating func member(_ key: StaticString, dataURL mediaType: String, _ data: JSONText) {
        self.key(key)
        string(joining: [JSONText("data:\(mediaType);base64,"), data], separator: "")
    }
}
