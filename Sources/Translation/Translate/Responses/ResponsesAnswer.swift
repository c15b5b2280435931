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
}
