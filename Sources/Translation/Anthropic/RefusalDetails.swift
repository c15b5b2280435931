/// The `stop_details` of a refusal.
public struct RefusalDetails: Sendable, Equatable {
    /// For people; nil without an explanation.
    public var explanation: JSONText?

    public init(explanation: JSONText? = nil) {
        self.explanation = explanation
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("type", literal: "refusal")
            // The categories are Anthropic's own policies; refusals of other vendors have none.
            json.null("category")
            if let explanation { json.member("explanation", explanation) } else { json.null("explanation") }
        }
    }
}
