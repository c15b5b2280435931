extension BlockLedger {
    /// Ends the answer after an upstream's error: with a refusal if a policy stopped it, otherwise with an error.
    mutating func fail(_ error: OpenAIError, into events: inout [MessageStreamEvent]) {
        guard error.isContentPolicy else {
            let failure = UpstreamFailure(error, replyingTo: context)
            noteDetails(of: error, reportedAs: APIError(failure))
            fail(.upstream(failure), into: &events)
            return
        }
        let code = error.code.map { [NoteParameter.errorCode($0)] } ?? []
        let reason = NoteReason(.refusalByPolicy, code)
        note(TranslationNote(.lossy, .answer, from: ["error"], to: ["stop_reason"], reason))
        refuse(.policy(code: error.code))
        explainRefusal(JSONText(error.message))
        if isEmpty { text(JSONText(error.message), into: &events) }
        finish(.refusal, into: &events)
    }
}

extension OpenAIError {
    /// A whole refusal, for a request that a policy stopped before the answer began.
    public func refusalEvents(replyingTo context: ReplyContext) -> [MessageStreamEvent] {
        var ledger = BlockLedger(context)
        var events: [MessageStreamEvent] = []
        ledger.explainRefusal(JSONText(message))
        ledger.text(JSONText(message), into: &events)
        ledger.finish(.refusal, into: &events)
        return events
    }
}
