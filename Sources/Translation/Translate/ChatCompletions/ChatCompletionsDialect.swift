extension DialectName {
    public static let chat = DialectName(declared: "chat")
}

/// OpenAI's Chat Completions API (`POST /chat/completions`), which most other servers speak as well.
public struct ChatCompletionsDialect: Dialect {
    public let name = DialectName.chat
    public var traits: DialectTraits { Self.traits }

    static let traits = DialectTraits(
        title: "Chat Completions",
        path: "/chat/completions",
        // OpenAI's newer models know only the new name, many other servers only the old one.
        maximumTokens: ["max_completion_tokens", "max_tokens"],
        effort: ["reasoning_effort"],
        verbosity: ["verbosity"],
        outputFormat: ["response_format"],
        minimumTokens: 1,
        unknownEfforts: [.max],
        searchesTheWeb: false,
        isStrictByDefault: false,
        mayRefuseToolsWithReasoning: true,
        takesSealedReasoning: false,
        summarizesReasoning: false,
        takesLongCacheMarks: false,
        takesDocumentURLs: false
    )

    public init() {}

    public func translate(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest {
        let draft = try RequestDraft(request, for: target, traits: Self.traits)
        var notes = draft.notes
        let writer = ChatRequestWriter(draft: draft)
        var body = RefusedParameters.removed(from: writer.body(notes: &notes), request, for: target, notes: &notes)
        if let extra = target.options.extraBody {
            body = try ExtraBody.merged(into: body, extra, of: request, rule: target.options.rule, notes: &notes)
        }
        return TranslatedRequest(
            path: Self.traits.path,
            headers: headers(for: target.server, target.client),
            body: body,
            notes: notes.merged(),
            reply: draft.reply
        )
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

    public func recognizes(_ answer: JSONValue) -> Bool {
        answer["object"]?.string?.hasPrefix("chat.completion") ?? false || answer["choices"] != nil
    }
}
