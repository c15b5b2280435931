import ProxyConfiguration

/// One of the endpoints that the scripted upstream serves.
package enum ScriptedAPI: String, Sendable, CaseIterable {
    case chat
    case responses
    case inputTokens
    /// Anthropic's.
    case messages

    package var path: String {
        switch self {
        case .chat: "/v1/chat/completions"
        case .responses: "/v1/responses"
        case .inputTokens: "/v1/responses/input_tokens"
        case .messages: "/v1/messages"
        }
    }

    init?(path: String) {
        guard let api = Self.allCases.first(where: { $0.path == path }) else { return nil }
        self = api
    }
}
