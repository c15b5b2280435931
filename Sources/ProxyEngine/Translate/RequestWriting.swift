// What both dialects write alike.

extension [TranslationNote] {
    /// A note where the name of a called tool could not stay as it was; `json` has just written it.
    mutating func placeName(_ name: String, sent: String, from source: JSONValue, in json: JSONWriter) {
        guard name != sent else { return }
        let reason = "OpenAI takes names of at most 64 letters, digits, - and _"
        append(TranslationNote(.map, from: source.path + ".name", to: json.path, reason))
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

    /// The output of a tool that gave nothing back.
    mutating func member(_ key: StaticString, emptyResultFor target: TranslationTarget, notes: inout [TranslationNote])
    {
        member(key, target.emptyResult)
        guard !target.emptyResult.isEmpty else { return }
        notes.append(TranslationNote(.add, to: path, "a server that is not OpenAI's may refuse a result without text"))
    }

    /// `data:image/png;base64,…`
    mutating func member(_ key: StaticString, dataURL mediaType: String, _ data: JSONText) {
        self.key(key)
        string(joining: [JSONText("data:\(mediaType);base64,"), data], separator: "")
    }
}
