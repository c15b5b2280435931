/// A fact about an upstream's key. `said` is the upstream's own text on one line, without the key.
package enum KeyFact: Sendable, Equatable {
    case notNeeded
    /// OPENAI_API_KEY is not set, or empty.
    case missing(isEmpty: Bool)
    /// Another upstream than the default one has none, and its server refuses requests without.
    case unset
    case present(inVariable: Bool)
    case controlCharacter(inVariable: Bool)
    case unusual(KeyOddity, inVariable: Bool)
    case accepted
    case notAskedFor
    case mayNotListModels(said: String)
    case wanted(status: Int, said: String)
    case refused(status: Int, said: String)
    case rateLimited(said: String)
}

/// Why a key that can be sent will probably be refused.
package enum KeyOddity: Sendable, Equatable {
    case quotes, illegalCharacter, ofAnthropic, ofOpenRouter, wellKnownWord, unlikeOpenAI
}
