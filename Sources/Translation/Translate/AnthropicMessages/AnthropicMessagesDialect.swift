public import Foundation

extension DialectName {
    public static let anthropic = DialectName(declared: "anthropic")
}

/// Anthropic's own Messages API (`POST /v1/messages`), which other servers speak as well: requests and answers are
/// passed on, with the model's name and the key exchanged.
public struct AnthropicMessagesDialect: Dialect {
    public let name = DialectName.anthropic
    public var traits: DialectTraits { Self.traits }

    static let traits = DialectTraits(
        title: "Messages",
        path: "/v1/messages",
        modelsPath: "/v1/models",
        passesRequestsOn: true,
        fillsCacheWithoutAnswer: true,
        maximumTokens: ["max_tokens"],
        effort: ["output_config", "effort"],
        verbosity: ["verbosity"],
        outputFormat: ["output_config", "format"],
        minimumTokens: 0,
        searchesTheWeb: true,
        isStrictByDefault: false,
        mayRefuseToolsWithReasoning: false,
        takesSealedReasoning: true,
        summarizesReasoning: true,
        takesLongCacheMarks: true,
        takesDocumentURLs: true
    )

    /// Sent where the client names none: the version that every server knows.
    private static let version = "2023-06-01"

    public init() {}

    public func translate(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest {
        var passed = PassedRequest(request, for: target)
        var body = passed.body
        if let extra = target.options.extraBody {
            body = try ExtraBody.merged(
                into: body,
                extra,
                of: request,
                rule: target.options.rule,
                notes: &passed.notes
            )
        }
        var reply = ReplyContext(
            messageID: target.messageID,
            requestedModel: request.model,
            upstreamModel: target.model,
            estimatedInputTokens: InputEstimate.tokens(of: request, for: target),
            inputWindow: target.profile.inputWindow
        )
        reply.estimateCorrection = target.estimateCorrection
        let accept = request.wantsStream ? "text/event-stream" : "application/json"
        return TranslatedRequest(
            path: Self.traits.path + Self.query(target.client),
            headers: headers(for: target.server, target.client) + [OutgoingHeader("accept", .text(accept))],
            body: body,
            notes: passed.notes.merged(),
            reply: reply
        )
    }

    /// Nil: not every server that speaks this API counts, so the count is estimated.
    public func countingRequest(
        _ request: MessagesRequest,
        for target: TranslationTarget
    ) throws(InvalidRequest) -> TranslatedRequest? {
        nil
    }

    public func headers(for server: ServerFacts, _ client: ClientExtras) -> [OutgoingHeader] {
        var headers = server.messagesKeys.map(\.header)
        let version = client.headers.value(of: "anthropic-version") ?? Self.version
        headers.append(OutgoingHeader("anthropic-version", .text(version)))
        let betas = client.headers.values(of: "anthropic-beta")
        if !betas.isEmpty { headers.append(OutgoingHeader("anthropic-beta", .text(betas.joined(separator: ",")))) }
        return headers
    }

    /// `?beta=true`, where the client sent it.
    private static func query(_ client: ClientExtras) -> String {
        client.query.split(separator: "&").contains("beta=true") ? "?beta=true" : ""
    }

    public func makeStreamMachine(_ context: ReplyContext) -> any StreamMachine {
        PassedStreamMachine(context)
    }

    /// What the server calls the error stays, and its words.
    public func error(status: Int, headers: [HeaderField], body: [UInt8], now: Date) -> OpenAIError {
        var error = OpenAIError(status: status, headers: headers.map { ($0.name, $0.value) }, body: body, now: now)
        error.statedKind = error.type.flatMap(APIError.Kind.init)
        return error
    }

    /// The server's own, which have the names that the client knows.
    public func limitHeaders(from headers: [HeaderField], now: Date) -> [HeaderField] {
        headers.filter { $0.name.lowercased().hasPrefix("anthropic-ratelimit-") }
            .map { HeaderField($0.name.lowercased(), $0.value) }
    }

    public func recognizes(_ answer: JSONValue) -> Bool {
        guard let type = answer["type"] else { return false }
        return type.equals("message_start") || type.equals("message") && answer["content"]?.kind == .array
    }
}
