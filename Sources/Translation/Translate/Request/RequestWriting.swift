// Parts that both dialects write alike.

extension [TranslationNote] {
    /// Notes a changed name of a called tool, which `json` has just written.
    mutating func placeName(_ name: String, sent: String, from source: JSONValue, in json: JSONWriter) {
        guard name != sent else { return }
        append(TranslationNote(.map, from: source.place.appending("name"), to: json.place, .nameChanged))
    }

    /// Notes the strings that were repaired before the translation.
    mutating func noteRepairedStrings(of request: MessagesRequest) {
        for string in request.repairedStrings {
            append(TranslationNote(.lossy, from: string.place, .loneSurrogateReplaced))
        }
    }

    /// Notes `stream: true` if the client wants its answer in one piece.
    mutating func placeStream(_ request: MessagesRequest) {
        guard !request.wantsStream else { return }
        let flag = request.document.root.present("stream")
        append(TranslationNote(flag == nil ? .add : .map, from: flag?.place, to: ["stream"], .alwaysStreamed))
    }
}

extension TranslationTarget {
    /// The role of instructions in mid-conversation.
    var instructionRole: StaticString {
        profile.hasDeveloperRole && server.hasDeveloperRole ? "developer" : "system"
    }

    /// The output of a tool that gave nothing back.
    fileprivate var emptyResult: JSONText { server.takesEmptyResults ? "" : "(no output)" }
}

extension JSONWriter {
    /// Writes the id of a call, as a member of the call or of its result, with a note if it is changed.
    mutating func member(
        _ key: StaticString,
        callID id: String,
        limit: Int,
        from source: JSONValue,
        _ member: JSONPath.Step,
        notes: inout [TranslationNote]
    ) {
        let sent = CallID.sent(id, limit: limit)
        self.member(key, sent)
        guard sent != id else { return }
        notes.append(
            TranslationNote(.map, from: source.place.appending(member), to: place, .callIDChanged, .limit(limit))
        )
    }

    /// The id of the call of `result`; for a made-up result it comes from the call itself.
    mutating func member(
        _ key: StaticString,
        callID id: String,
        limit: Int,
        from result: RequestPart<ToolResult>,
        notes: inout [TranslationNote]
    ) {
        let member: JSONPath.Step = result.source["tool_use_id"] == nil ? "id" : "tool_use_id"
        self.member(key, callID: id, limit: limit, from: result.source, member, notes: &notes)
    }

    /// The output of a tool without a result.
    mutating func member(_ key: StaticString, emptyResultFor target: TranslationTarget, notes: inout [TranslationNote])
    {
        member(key, target.emptyResult)
        guard !target.emptyResult.isEmpty else { return }
        notes.append(TranslationNote(.add, to: place, .resultWithoutText))
    }

    /// The name of a file, made up if it has none.
    mutating func member(_ key: StaticString, fileName name: JSONText?, notes: inout [TranslationNote]) {
        member(key, name ?? "document.pdf")
        if name == nil { notes.append(TranslationNote(.add, to: place, .fileNameAdded)) }
    }

    /// `data:image/png;base64,…`
    mutating func member(_ key: StaticString, dataURL mediaType: String, _ data: JSONText) {
        self.key(key)
        string(joining: [JSONText("data:\(mediaType);base64,"), data], separator: "")
    }
}
