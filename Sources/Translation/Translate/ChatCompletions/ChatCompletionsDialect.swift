/// OpenAI's Chat Completions API (`POST /chat/completions`), which most other servers speak as well.
public struct ChatCompletionsDialect: Dialect {
    public let name = DialectName.chat
    public let path = "/chat/completions"

    public init() {}

    public func translate(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest {
        let draft = try RequestDraft(request, for: target, dialect: .chat)
        var notes = draft.notes
        let writer = ChatRequestWriter(draft: draft)
        var body = RefusedParameters.removed(from: writer.body(notes: &notes), request, for: target, notes: &notes)
        if let extra = target.options.extraBody {
            body = try ExtraBody.merged(into: body, extra, of: request, rule: target.options.rule, notes: &notes)
        }
        return TranslatedRequest(body: body, notes: notes.merged(), reply: draft.reply)
    }

    public func countingRequest(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest? {
        nil
    }

    public func makeStreamMachine(_ context: ReplyContext) -> any StreamMachine {
        ChatStreamMachine(context)
    }
}
