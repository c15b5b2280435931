/// Reads and writes an upstream's error among the members of a failure. `cause` is derived, for readers that do not know
/// the vendors' codes, and is not read back.
extension UpstreamFailure {
    package func encode(into container: inout KeyedEncodingContainer<FailureKey>) throws {
        try container.encode(cause.rawValue, forKey: .cause)
        try container.encodeIfPresent(error.status, forKey: .status)
        try container.encodeIfPresent(error.type, forKey: .errorType)
        try container.encodeIfPresent(error.statedKind?.rawValue, forKey: .statedKind)
        try container.encodeIfPresent(error.code, forKey: .code)
        try container.encodeIfPresent(error.parameter, forKey: .parameter)
        try container.encode(error.words.label, forKey: .words)
        try container.encodeIfPresent(error.words.text, forKey: .text)
        try container.encode(seconds: error.retryAfter, forKey: .retryAfterSeconds)
        try container.encodeIfPresent(error.shouldRetry, forKey: .shouldRetry)
        try container.encodeIfPresent(error.requestID, forKey: .upstreamRequestID)
        try container.encode(model, forKey: .model)
        try container.encode(estimatedInputTokens, forKey: .estimatedInputTokens)
        try container.encode(inputWindow, forKey: .inputWindow)
        guard !toolNames.isEmpty else { return }
        try container.encode(
            toolNames.sorted { $0.key < $1.key }.map { ToolName(sent: $0.key, client: $0.value) },
            forKey: .toolNames
        )
    }

    package init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let names = try container.decodeIfPresent([ToolName].self, forKey: .toolNames) ?? []
        self.init(
            OpenAIError(
                status: try container.decodeIfPresent(Int.self, forKey: .status),
                type: try container.decodeIfPresent(String.self, forKey: .errorType),
                code: try container.decodeIfPresent(String.self, forKey: .code),
                parameter: try container.decodeIfPresent(String.self, forKey: .parameter),
                words: try OpenAIError.Words(from: container),
                retryAfter: try container.decodeSecondsIfPresent(forKey: .retryAfterSeconds),
                shouldRetry: try container.decodeIfPresent(Bool.self, forKey: .shouldRetry),
                requestID: try container.decodeIfPresent(String.self, forKey: .upstreamRequestID)
            ),
            model: try container.decode(String.self, forKey: .model),
            estimatedInputTokens: try container.decode(Int.self, forKey: .estimatedInputTokens),
            inputWindow: try container.decode(Int.self, forKey: .inputWindow),
            toolNames: Dictionary(names.map { ($0.sent, $0.client) }, uniquingKeysWith: { $1 })
        )
        error.statedKind = try container.decodeIfPresent(String.self, forKey: .statedKind).flatMap(APIError.Kind.init)
    }

    private struct ToolName: Codable {
        var sent: String
        var client: String
    }
}

extension OpenAIError.Words {
    fileprivate var label: String {
        switch self {
        case .message: "message"
        case .none: "none"
        case .text: "text"
        case .page: "page"
        case .empty: "empty"
        case .unread: "unread"
        }
    }

    fileprivate init(from container: KeyedDecodingContainer<FailureKey>) throws {
        let label = try container.decode(String.self, forKey: .words)
        switch label {
        case "message": self = .message(try container.decode(String.self, forKey: .text))
        case "none": self = .none
        case "text": self = .text(try container.decode(String.self, forKey: .text))
        case "page": self = .page(title: try container.decodeIfPresent(String.self, forKey: .text))
        case "empty": self = .empty
        case "unread": self = .unread
        default: throw UnknownFailure("upstream.words.\(label)")
        }
    }
}
