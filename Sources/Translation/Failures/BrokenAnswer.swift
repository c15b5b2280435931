/// How an answer can break off, or make no sense, without any error of the upstream's own.
public enum BrokenAnswer: Error, Sendable, Equatable {
    /// The stream ended before the answer did.
    case closedEarly
    /// An event's data is not a JSON object.
    case unreadableEvent
    /// A whole answer is not JSON.
    case notJSON(JSONSyntaxError)
    /// The upstream reported a failure in a form that says nothing.
    case nameless
    /// The upstream ended the answer for a reason of its own (`finish_reason` "error", "abort").
    case brokenOff
    /// The upstream ended the answer with a status that is no end.
    case unfinished(status: String)
    /// Parallel output items that wait for their turn are more than is kept.
    case tooMuchBuffered
    /// The client has part of the call, which cannot be taken back; the rest is not guessed.
    case brokenArguments(tool: String)
    /// One server-sent event is larger than is kept.
    case eventTooLarge(limit: Int)
    /// The events ended without a stop.
    case incomplete
    /// The answer of the token counter has no count in it.
    case noCount

    static let longestTool = 80
    static let longestStatus = 40

    static func arguments(of tool: String) -> BrokenAnswer { .brokenArguments(tool: String(tool.prefix(longestTool))) }
    static func unfinished(_ status: String) -> BrokenAnswer {
        .unfinished(status: String(status.prefix(longestStatus)))
    }

    /// A word for metrics, free of what varies.
    public var label: String {
        switch self {
        case .closedEarly: "closed_early"
        case .unreadableEvent: "unreadable_event"
        case .notJSON: "not_json"
        case .nameless: "unspecified_error"
        case .brokenOff: "broken_off"
        case .unfinished: "unfinished"
        case .tooMuchBuffered: "too_much_buffered"
        case .brokenArguments: "broken_arguments"
        case .eventTooLarge: "event_too_large"
        case .incomplete: "incomplete"
        case .noCount: "no_count"
        }
    }
}

/// The words for a client.
extension BrokenAnswer: CustomStringConvertible {
    public var description: String {
        switch self {
        case .closedEarly: "The upstream closed the stream before the answer was complete."
        case .unreadableEvent: "The upstream sent an event that is not a JSON object."
        case .notJSON(let error): "The upstream API's answer is not JSON: \(error)."
        case .nameless: "The upstream failed and did not say why."
        case .brokenOff: "The upstream broke the answer off."
        case .unfinished(let status): "The upstream ended the answer with the status \"\(status)\"."
        case .tooMuchBuffered: "The upstream sends more side by side than can be kept until it can be told in order."
        case .brokenArguments(let tool): "The model's arguments for the tool \"\(tool)\" are not valid JSON."
        case .eventTooLarge(let limit): "The upstream API's answer broke off: the answer is larger than \(limit) bytes."
        case .incomplete: "The upstream's answer broke off before it was complete."
        case .noCount: "The counter's answer has no count in it."
        }
    }
}
