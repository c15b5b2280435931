/// What the built-in stand-in for OpenAI answers, before it is put into the words of one of the two APIs.
package struct StandInReply: Sendable, Equatable {
    package struct Call: Sendable, Equatable {
        package var name: String
        /// A JSON object.
        package var arguments: String

        package init(_ name: String, _ arguments: String) {
            self.name = name
            self.arguments = arguments
        }
    }

    /// An error in place of an answer.
    package struct Failure: Sendable, Equatable {
        package var status: Int
        package var type: String
        package var code: String?
        package var message: String
        package var retryAfter: Int?
    }

    package var reasoning: String?
    package var text: String?
    package var calls: [Call] = []
    package var cachedShare = 0.0
    package var failure: Failure?

    package init(
        reasoning: String? = nil,
        text: String? = nil,
        calls: [Call] = [],
        cachedShare: Double = 0,
        failure: Failure? = nil
    ) {
        self.reasoning = reasoning
        self.text = text
        self.calls = calls
        self.cachedShare = cachedShare
        self.failure = failure
    }
}
