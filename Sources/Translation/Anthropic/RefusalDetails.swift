/// What an answer that refuses says about it, as `stop_details`.
public struct RefusalDetails: Sendable, Equatable {
    /// For people; nil where nothing explains it.
    public var explanation: JSONText?

    public init(explanation: JSONText? = nil) {
        self.explanation = explanation
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("type", literal: "refusal")
            // The categories are Anthropic's own policies: no other vendor's veto is one of them.
            json.null("category")
            if let explanation { json.member("explanation", explanation) } else { json.null("explanation") }
        }
    }
}
