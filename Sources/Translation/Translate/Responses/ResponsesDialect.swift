extension DialectName {
    public static let responses = DialectName(declared: "responses")
}

/// OpenAI's Responses API (`POST /responses`).
public struct ResponsesDialect: Dialect {
    public let name = DialectName.responses
    public var traits: DialectTraits { Self.traits }

    static let traits = DialectTraits(
        title: "Responses",
        path: "/responses",
        maximumTokens: ["max_output_tokens"],
        effort: ["reasoning", "effort"],
        verbosity: ["text", "verbosity"],
        outputFormat: ["text", "format"],
        minimumTokens: 16,
        searchesTheWeb: true,
        isStrictByDefault: true,
        mayRefuseToolsWithReasoning: false,
        takesSealedReasoning: true,
        summarizesReasoning: true,
        takesLongCacheMarks: true,
        takesDocumentURLs: true
    )

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

    public func recognizes(_ answer: JSONValue) -> Bool {
        answer["object"]?.equals("response") ?? false || answer["type"]?.string?.hasPrefix("response.") ?? false
            || answer["output"] != nil
    }

    private func write(
        _ request: MessagesRequest,
        for target: TranslationTarget,
        purpose: ResponsesRequestWriter.Purpose
    ) throws(InvalidRequest) -> TranslatedRequest {
        let draft = try RequestDraft(request, for: target, traits: Self.traits)
        let writer = ResponsesRequestWriter(draft: draft, purpose: purpose)
        var notes = draft.notes
        var body = RefusedParameters.removed(from: writer.body(notes: &notes), request, for: target, notes: &notes)
        if purpose == .countTokens { notes.dropUncounted(of: draft) }
        if purpose == .createResponse, let extra = target.options.extraBody {
            body = try ExtraBody.merged(into: body, extra, of: request, rule: target.options.rule, notes: &notes)
        }
        return TranslatedRequest(
            path: purpose.path,
            headers: headers(for: target.server, target.client),
            body: body,
            notes: notes.merged(),
            reply: draft.reply
        )
    }
}
