/// What the items of one response share while they are written: the ledger, ids, searches, a refusal.
struct ResponsesAnswer: Sendable {
    var ledger: BlockLedger
    var callIDs: AnswerCallIDs
    var hasRefused = false
    var searches = ResponsesSearches()

    init(_ context: ReplyContext) {
        ledger = BlockLedger(context, contentPlace: ["output"])
        callIDs = AnswerCallIDs(messageID: context.messageID)
    }

    var context: ReplyContext { ledger.context }

    mutating func note(
        _ kind: TranslationNote.Kind,
        from source: JSONPath? = nil,
        to target: JSONPath? = nil,
        _ code: NoteCode,
        _ parameters: NoteParameter...
    ) {
        ledger.note(TranslationNote(kind, .answer, from: source, to: target, NoteReason(code, parameters)))
    }
}
