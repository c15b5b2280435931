/// The body of `POST /v1/messages`, read field by field.
///
/// Everything a translator may need is a property. Unknown fields are in `unread`, so that the translator can note that
/// it left them out. Decoding rejects only requests that no upstream could accept.
public struct MessagesRequest: Sendable {
    /// The purpose of the body: counting tokens needs no `max_tokens`.
    public enum Purpose: Sendable {
        case createMessage
        case countTokens
    }

    /// As the client sent it, except for ``repairedStrings``.
    public let document: JSONDocument
    /// The strings with a half of a surrogate pair, which is U+FFFD here: many parsers refuse a body with one.
    let repairedStrings: [JSONValue]
    public var model: String
    public var maxTokens: Int
    public var system: [InputContentBlock]
    public var messages: [InputMessage]
    public var tools: [Tool]
    public var toolChoice: ToolChoice?
    public var thinking: ThinkingConfiguration?
    public var output: OutputConfiguration
    public var stopSequences: [JSONText]
    public var sampling: Sampling
    public var metadata: RequestMetadata
    public var serviceTier: JSONValue?
    public var speed: JSONValue?
    public var wantsStream: Bool
    /// Marks the end of the conversation as the end of a cacheable prefix.
    public var cacheControl: JSONValue?
    /// Known fields without a counterpart in OpenAI's APIs (`mcp_servers`, `container`, …), in order.
    public var untranslatable: [JSONValue]
    /// Unknown fields, at any depth.
    public var unread: [JSONValue]

    /// `temperature`, `top_p` and `top_k`, as the client wrote the numbers.
    public struct Sampling: Sendable {
        public var temperature: JSONValue?
        public var topP: JSONValue?
        public var topK: JSONValue?
    }

    public init(_ document: JSONDocument, purpose: Purpose = .createMessage) throws(InvalidRequest) {
        do throws(JSONMismatch) {
            try self.init(document, fieldsFor: purpose)
        } catch {
            throw InvalidRequest(error)
        }
        guard !model.isEmpty else { throw InvalidRequest(path: ["model"], problem: "must name a model") }
        guard !messages.isEmpty else {
            throw InvalidRequest(path: ["messages"], problem: "at least one message is required")
        }
        guard maxTokens >= 0 else {
            throw InvalidRequest(path: ["max_tokens"], problem: "must be 0 or greater, not \(maxTokens)")
        }
        if let nameless = tools.first(where: { $0.name.isEmpty }) {
            throw InvalidRequest(path: nameless.source.place.appending("name"), problem: "must not be empty")
        }
        if let safeguards = document.root.present("safeguards") {
            throw InvalidRequest(
                at: safeguards,
                problem: "safeguards are not supported by this proxy: repeat the request without them"
            )
        }
    }

    private init(_ document: JSONDocument, fieldsFor purpose: Purpose) throws(JSONMismatch) {
        var unread: [JSONValue] = []
        let (document, repairedStrings) = document.replacingLoneSurrogates()
        var fields = try JSONFields(document.root)
        self.document = document
        self.repairedStrings = repairedStrings
        model = try fields.requiredText("model").string
        switch purpose {
        case .createMessage:
            let limit = try fields.required("max_tokens", "a whole number")
            guard let tokens = limit.int else { throw JSONMismatch(at: limit, expected: "a whole number") }
            maxTokens = tokens
        case .countTokens:
            maxTokens = try fields.optionalInt("max_tokens") ?? 0
        }
        messages = try InputMessage.list(
            try fields.required("messages", "an array of messages"),
            unread: &unread
        )
        system =
            try fields.optional("system").map { value throws(JSONMismatch) in
                try InputContentBlock.list(value, unread: &unread)
            } ?? []
        tools = try Tool.list(try fields.optionalArray("tools"), unread: &unread)
        toolChoice = try fields.optionalObject("tool_choice").map { value throws(JSONMismatch) in
            try ToolChoice(value, unread: &unread)
        }
        thinking = try fields.optionalObject("thinking").map { value throws(JSONMismatch) in
            try ThinkingConfiguration(value, unread: &unread)
        }
        output = try OutputConfiguration(
            try fields.optionalObject("output_config"),
            legacyFormat: try fields.optionalObject("output_format"),
            unread: &unread
        )
        var stops: [JSONText] = []
        for element in try fields.optionalArray("stop_sequences")?.elements.map({ $0 }) ?? [] {
            guard let text = element.text else { throw JSONMismatch(at: element, expected: "a string") }
            stops.append(text)
        }
        stopSequences = stops
        sampling = Sampling(
            temperature: try fields.optionalNumber("temperature"),
            topP: try fields.optionalNumber("top_p"),
            topK: try fields.optionalNumber("top_k")
        )
        metadata = try RequestMetadata(try fields.optionalObject("metadata"), unread: &unread)
        serviceTier = fields.optional("service_tier")
        speed = fields.optional("speed")
        wantsStream = try fields.optionalBool("stream") ?? false
        for value in [serviceTier, speed].compactMap(\.self) where value.text == nil {
            throw JSONMismatch(at: value, expected: "a string")
        }
        _ = fields.optional("safeguards")
        cacheControl = fields.optional("cache_control")
        var untranslatable: [JSONValue] = []
        for key in Self.untranslatableKeys {
            if let value = fields.optional(key) { untranslatable.append(value) }
        }
        self.untranslatable = untranslatable
        self.unread = unread + fields.unread
    }

    private static let untranslatableKeys: [StaticString] = [
        "context_management", "mcp_servers", "container", "inference_geo", "diagnostics",
        "billing_policy", "compaction", "fallbacks", "fallback_credit_token", "thread", "betas",
    ]
}
