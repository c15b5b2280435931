/// The ways in which an answer can break off that are no error of the upstream's own telling.
extension APIError {
    static let closedEarly = APIError(.api, "The upstream closed the stream before the answer was complete.")

    static let unreadableEvent = APIError(.api, "The upstream sent an event that is not a JSON object.")

    static let nameless = APIError(.api, "The upstream failed and did not say why.")

    static let brokenOff = APIError(.api, "The upstream broke the answer off.")

    static let tooMuchWaits = APIError(
        .api,
        "The upstream sends more side by side than can be kept until it can be told in order."
    )

    /// What the client has of the call cannot be taken back, and what is missing of it not guessed.
    static func brokenArguments(of tool: String) -> APIError {
        APIError(.api, "The model's arguments for the tool \"\(tool.prefix(80))\" are not valid JSON.")
    }

    static func notFinished(_ status: String) -> APIError {
        APIError(.api, "The upstream ended the answer with the status \"\(status.prefix(40))\".")
    }
}

extension ServerSentEvent {
    /// `[DONE]`, with which OpenAI's chat streams end and nobody else's need to.
    var isEndMark: Bool {
        data.count == 6 && data.elementsEqual("[DONE]".utf8)
    }
}
