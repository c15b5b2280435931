/// How an answer can be incomplete or invalid without an error of the upstream.
public enum BrokenAnswer: Error, Sendable, Equatable {
    /// The stream ended before the answer did.
    case closedEarly
    /// An event's data is not a JSON object.
    case unreadableEvent
    /// An answer in one piece is not JSON.
    case notJSON(JSONSyntaxError)
    /// The upstream reported a failure without any detail.
    case nameless
    /// The upstream aborted the answer (`finish_reason` "error", "abort").
    case brokenOff
    /// The upstream ended the answer with the status of an unfinished one.
    case unfinished(status: String)
    /// Too many parallel output items wait for their turn.
    case tooMuchBuffered
    /// The client already has part of the call, and the rest is not guessed.
    case brokenArguments(tool: String)
    /// One server-sent event is too large.
    case eventTooLarge(limit: Int)
    /// The events ended without a stop.
    case incomplete
    /// The token counter's answer has no count.
    case noCount

    static let longestTool = 80
    static let longestStatus = 40

    static func arguments(of tool: String) -> BrokenAnswer { .brokenArguments(tool: String(tool.prefix(longestTool))) }
    static func unfinished(_ status: String) -> BrokenAnswer {
        .unfinished(status: String(status.prefix(longestStatus)))
    }

    /// A label for metrics, without variable parts.
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
        case .tooMuchBuffered: "The upstream sends more items in parallel than the proxy can buffer."
        case .brokenArguments(let tool): "The model's arguments for the tool \"\(tool)\" are not valid JSON."
        case .eventTooLarge(let limit): "The upstream API's answer broke off: the answer is larger than \(limit) bytes."
        case .incomplete: "The upstream's answer broke off before it was complete."
        case .noCount: "The upstream's token counter answered without a count."
        }
    }
}
