/// How many tokens an answer may have, and who said so.
public struct OutputLimit: Sendable, Equatable, Codable {
    public enum Setter: String, Sendable, CaseIterable, Codable {
        /// `max_tokens` of the request.
        case client
        /// `max_output_tokens` of the rule that chose the model.
        case rule
        /// The most that the model can give.
        case model
    }

    public var tokens: Int
    public var setBy: Setter

    private enum CodingKeys: String, CodingKey {
        case tokens
        case setBy = "set_by"
    }

    public init(tokens: Int, setBy: Setter) {
        self.tokens = tokens
        self.setBy = setBy
    }

    /// The least of what the client asks for, the rule allows and the model can give.
    public init(_ request: MessagesRequest, for target: TranslationTarget) {
        self.init(tokens: request.maxTokens, setBy: .client)
        if let limit = target.options.maxOutputTokens, tokens > limit {
            self = OutputLimit(tokens: limit, setBy: .rule)
        }
        let most = target.profile.maximumOutputTokens
        if tokens > most { self = OutputLimit(tokens: most, setBy: .model) }
    }
}
