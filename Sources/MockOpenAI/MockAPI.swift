/// The APIs of OpenAI that the mock answers.
enum MockAPI: String, Sendable, CaseIterable {
    case responses
    case chat

    /// Where requests go, below the base URL.
    var path: String {
        switch self {
        case .responses: "/responses"
        case .chat: "/chat/completions"
        }
    }
}
