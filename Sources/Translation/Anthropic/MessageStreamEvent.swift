/// One event of a streamed answer, named as Anthropic's wire names it.
///
/// Hundreds of deltas lie side by side for each of the others: what is rare and large is kept apart, so that a delta is
/// as small as it can be.
public enum MessageStreamEvent: Sendable, Equatable {
    /// The message with no content yet; its usage is what is known or estimated before the first token.
    indirect case messageStart(Message)
    indirect case contentBlockStart(index: Int, ContentBlock)
    case contentBlockDelta(index: Int, ContentDelta)
    case contentBlockStop(index: Int)
    /// `refusal` goes with the stop reason of that name.
    indirect case messageDelta(StopReason, stopSequence: JSONText?, Usage, refusal: RefusalDetails? = nil)
    case messageStop
    case ping
    /// As a server wrote it that speaks this API itself.
    indirect case passedOn(PassedEvent)
    /// Ends the stream in place of `messageStop`.
    indirect case error(APIError)
}
