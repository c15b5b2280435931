import Translation

/// What the fuzzer attacks and the tests replay: for each pure part of the program an entry point that takes any bytes
/// and says which of the part's promises they broke.
package enum FuzzTarget: String, Sendable, CaseIterable {
    /// The JSON scanner, the views on what it found, the writer, and the typed reading of a request.
    case json
    /// The server-sent event decoder and encoder.
    case serverSentEvents = "sse"
    case responsesRequest = "request-responses"
    case chatRequest = "request-chat"
    case responsesReply = "reply-responses"
    case chatReply = "reply-chat"
    /// A text or the arguments of a call, in pieces.
    case deltas

    /// Throws where a promise is broken. A trap is the other way to fail.
    package func run(_ bytes: [UInt8]) throws(BrokenPromise) {
        switch self {
        case .json: try JSONPromises.check(bytes)
        case .serverSentEvents: try ServerSentEventPromises.check(FuzzInput(bytes))
        case .responsesRequest: try RequestPromises.check(FuzzInput(bytes), .responses)
        case .chatRequest: try RequestPromises.check(FuzzInput(bytes), .chat)
        case .responsesReply: try ReplyPromises.check(FuzzInput(bytes), .responses)
        case .chatReply: try ReplyPromises.check(FuzzInput(bytes), .chat)
        case .deltas: try DeltaPromises.check(FuzzInput(bytes))
        }
    }

    /// Whether inputs begin with ``FuzzInput/controlCount`` bytes that choose the circumstances.
    package var hasControls: Bool {
        switch self {
        case .json: false
        case .serverSentEvents, .responsesRequest, .chatRequest, .responsesReply, .chatReply, .deltas: true
        }
    }

    /// Whether what follows the controls is made of server-sent events, rather than one JSON text.
    package var takesStream: Bool {
        switch self {
        case .json, .responsesRequest, .chatRequest, .deltas: false
        case .serverSentEvents, .responsesReply, .chatReply: true
        }
    }
}
