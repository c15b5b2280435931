/// OpenAI's Responses API (`POST /responses`).
public struct ResponsesDialect: Dialect {
    public let name = DialectName.responses
    public let path = "/responses"

    public init() {}

    public func translate(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest {
        try write(request, for: target, purpose: .createResponse)
    }

    /// The body of `POST /responses/input_tokens`.
    public func countingRequest(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest? {
        try write(request, for: target, purpose: .countTokens)
    }

    public func makeStreamMachine(_ context: ReplyContext) -> any StreamMachine {
        ResponsesStreamMachine(context)
    }

    private func write(
        _ request: MessagesRequest,
        for target: TranslationTarget,
        purpose: ResponsesRequestWriter.Purpose
    ) throws(InvalidRequest) -> TranslatedRequest {
        let draft = try RequestDraft(request, for: target, dialect: .responses)
        let writer = ResponsesRequestWriter(draft: draft, purpose: purpose)
        var notes = draft.notes
        var body = RefusedParameters.removed(from: writer.body(notes: &notes), request, for: target, notes: &notes)
        if purpose == .countTokens { notes.dropUncounted(of: draft) }
        if purpose == .createResponse, let extra = target.options.extraBody {
            body = try ExtraBody.merged(into: body, extra, of: request, rule: target.options.rule, notes: &notes)
        }
        return TranslatedRequest(body: body, notes: notes.merged(), reply: draft.reply)
    }
}
