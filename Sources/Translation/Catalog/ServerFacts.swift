/// What one kind of server takes and does: how OpenAI, Anthropic and those that imitate them differ.
///
/// Each is a fact of `servers.json`, where its date and its source stand.
public struct ServerFacts: Sendable, Equatable {
    /// As the configuration names the kind: `openai`.
    public var kind: String
    /// As people call the server: `OpenAI`.
    public var title: String
    /// The API to ask where the configuration leaves it open.
    public var api: DialectName
    /// The APIs that are served at one address with one key.
    public var apis: [DialectName]
    /// What the base URL ends in where Anthropic's Messages API is served beside the usual one: `/anthropic`.
    public var messagesPath: String?
    /// How Anthropic's Messages API takes the key here.
    public var messagesKeys: [MessagesKey]

    // MARK: What is known before it is asked

    /// A request without a key is refused.
    public var needsKey: Bool
    /// The variable of the environment in which people keep a key for it: `OPENAI_API_KEY`.
    public var keyVariable: String?
    /// What its keys begin with, where that is known.
    public var keyPrefix: String?
    /// Where a person makes keys.
    public var keysPage: String?
    /// What its base URL ends in, where that is known: `/v1`.
    public var basePath: String?
    /// A model that its list does not name does not exist there.
    public var listsEveryModel: Bool
    /// It may have models by Claude's names. Only false where it is known to have none.
    public var mayServeClaudeModels: Bool
    /// A model of a known maker takes here what it takes at its maker's: requests are passed on to the maker.
    public var takesMakersParameters: Bool

    // MARK: Form of the conversation

    /// Instructions may come from the role `developer`.
    public var hasDeveloperRole: Bool
    /// Content that is all text is sent as one text, since parts may not be known.
    public var wantsPlainTexts: Bool
    /// The result of a tool may be an empty text.
    public var takesEmptyResults: Bool
    /// Parts of the prompt may be marked as ends of cached prefixes, where the model takes that.
    public var takesCacheMarks: Bool

    // MARK: Parameters

    /// Parameters have their newest names.
    public var takesNewestNames: Bool
    public var hasServiceTiers: Bool
    /// `prompt_cache_key`
    public var takesCacheKeys: Bool
    /// `safety_identifier`
    public var takesUserIdentifiers: Bool
    /// Answers are kept unless `store` is false.
    public var storesAnswers: Bool
    /// Streams are padded unless `include_obfuscation` is false.
    public var padsStreams: Bool

    // MARK: Tools

    public var maximumTools: Int?
    /// Chat Completions knows `strict` for functions.
    public var takesStrictTools: Bool
    /// A search looks near the caller, unless the request names a place.
    public var searchesNearItsCaller: Bool
    /// The model sees tools as TypeScript, which costs fewer tokens than their JSON.
    public var showsToolsAsTypeScript: Bool

    /// How a key is sent to Anthropic's Messages API.
    public enum MessagesKey: String, Sendable, CaseIterable {
        case apiKey = "x-api-key"
        case bearer = "authorization"

        public var header: OutgoingHeader {
            switch self {
            case .apiKey: .plainKey
            case .bearer: .bearerKey
            }
        }
    }
}

extension ServerFacts {
    /// The API at `baseURL` where the configuration leaves it open.
    public func api(at baseURL: String) -> DialectName {
        guard let messagesPath, baseURL.hasSuffix(messagesPath) || baseURL.hasSuffix(messagesPath + "/v1") else {
            return api
        }
        return DialectName.passedOn ?? api
    }

    /// OpenAI itself.
    public static let openAI = ServerCatalog.bundled.facts(of: "openai")

    /// A server of which nothing else is known.
    public static let generic = ServerCatalog.bundled.facts(of: "generic")
}
