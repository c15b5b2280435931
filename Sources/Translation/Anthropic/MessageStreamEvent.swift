/// One event of a streamed answer, with Anthropic's name.
///
/// Most events are deltas, by hundreds to one, so large and rare parts are stored indirectly to keep a delta small.
public enum MessageStreamEvent: Sendable, Equatable {
    /// The message without content; its usage is known or estimated before the first token.
    indirect case messageStart(Message)
    indirect case contentBlockStart(index: Int, ContentBlock)
    case contentBlockDelta(index: Int, ContentDelta)
    case contentBlockStop(index: Int)
    /// `refusal` is present with the stop reason of that name.
    indirect case messageDelta(StopReason, stopSequence: JSONText?, Usage, refusal: RefusalDetails? = nil)
    case messageStop
    case ping
    /// As a server wrote it that speaks this API itself.
    indirect case passedOn(PassedEvent)
    /// Ends the stream in place of `messageStop`.
    indirect case error(APIError)
}
