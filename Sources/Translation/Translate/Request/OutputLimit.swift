/// The limit of an answer's tokens, and its source.
public struct OutputLimit: Sendable, Equatable, Codable {
    /// Where the limit comes from.
    public enum Setter: String, Sendable, CaseIterable, Codable {
        /// `max_tokens` of the request.
        case client
        /// `max_output_tokens` of the rule that chose the model.
        case rule
        /// The model's own limit.
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

    /// The least of the limits of the client, the rule and the model.
    public init(_ request: MessagesRequest, for target: TranslationTarget) {
        self.init(tokens: request.maxTokens, setBy: .client)
        if let limit = target.options.maxOutputTokens, tokens > limit {
            self = OutputLimit(tokens: limit, setBy: .rule)
        }
        let most = target.profile.maximumOutputTokens
        if tokens > most { self = OutputLimit(tokens: most, setBy: .model) }
    }
}
