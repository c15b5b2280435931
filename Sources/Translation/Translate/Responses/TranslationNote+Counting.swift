extension [TranslationNote] {
    /// What a token counter takes no part of, though the request for an answer would have it.
    mutating func dropUncounted(of draft: RequestDraft) {
        let members = [
            "max_output_tokens", "temperature", "top_p", "stop", "service_tier", "prompt_cache_key",
            "safety_identifier",
            "stream", "max_tool_calls",
        ]
        removeAll { $0.source == ["stop_sequences"] }
        for member in members {
            let path: JSONPath = [.member(member)]
            retract(path, from: draft.request.sources(of: path), NoteReason(.notCounted, .parameter(member)))
        }
        // What was lowered or added there was never the client's.
        if draft.request.document.root.present("max_tokens") == nil { removeAll { $0.source == ["max_tokens"] } }
        guard draft.hasCacheControl, draft.target.takesCacheMarks else { return }
        removeAll { $0.target == CacheMark.anyPlace }
        append(TranslationNote(.drop, from: CacheMark.anySource, .cacheMarksNotCounted))
    }
}
