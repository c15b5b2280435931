/// One event of a streamed answer, named as Anthropic's wire names it.
package enum MessageStreamEvent: Sendable, Equatable {
    /// The message with no content yet; its usage is what is known or estimated before the first token.
    case messageStart(Message)
    case contentBlockStart(index: Int, ContentBlock)
    case contentBlockDelta(index: Int, ContentDelta)
    case contentBlockStop(index: Int)
    /// `refusal` goes with the stop reason of that name.
    case messageDelta(StopReason, stopSequence: JSONText?, Usage, refusal: RefusalDetails? = nil)
    case messageStop
    case ping
    /// Ends the stream in place of `messageStop`.
    case error(APIError)
}
