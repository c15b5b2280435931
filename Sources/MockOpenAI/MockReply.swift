/// An answer of the built-in mock of OpenAI, independent of the API.
package struct MockReply: Sendable, Equatable {
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
        /// The tool whose schema is at fault: the error names its place in the request.
        package var tool: String?
    }

    package var reasoning: String?
    package var text: String?
    package var calls: [Call] = []
    package var cachedShare = 0.0
    package var failure: Failure?
    /// The model that the answer names, if not the one that was asked.
    package var model: String?
    /// Nothing follows the text, and the answer does not end.
    package var staysOpen = false

    package init(
        reasoning: String? = nil,
        text: String? = nil,
        calls: [Call] = [],
        cachedShare: Double = 0,
        failure: Failure? = nil,
        model: String? = nil,
        staysOpen: Bool = false
    ) {
        self.reasoning = reasoning
        self.text = text
        self.calls = calls
        self.cachedShare = cachedShare
        self.failure = failure
        self.model = model
        self.staysOpen = staysOpen
    }
    /// Tokens of the answer, roughly.
    var tokenCount: Int {
        MockFrames.tokens(text) + MockFrames.tokens(reasoning)
            + calls.reduce(0) { $0 + MockFrames.tokens($1.arguments) }
    }
}
