/// Translates one upstream answer, event by event, into Anthropic's events.
///
/// Pure: no clock, no I/O. For any input the events obey ``MessageGrammar``, and after ``finish(into:)`` they end in
/// `messageStop` or in one `error`. The first event is held back until there is content, so an upstream that fails at
/// once can still be answered with its real HTTP status.
public protocol StreamMachine: Sendable {
    /// Takes one server-sent event.
    mutating func receive(_ event: ServerSentEvent, into events: inout [MessageStreamEvent])

    /// Takes an answer in one piece, as a stream that arrives all at once.
    mutating func receive(whole answer: JSONDocument, into events: inout [MessageStreamEvent])

    /// Emits `messageStart` now, so that pings can follow while the upstream is silent.
    mutating func open(into events: inout [MessageStreamEvent])

    /// The upstream has closed its stream.
    mutating func finish(into events: inout [MessageStreamEvent])

    /// The answer cannot be completed for a reason outside the stream (connection lost, timeout).
    mutating func fail(_ failure: AnswerFailure, into events: inout [MessageStreamEvent])

    /// Whether the last event was emitted: further input is ignored, and the upstream may be cancelled.
    var hasEnded: Bool { get }

    /// The facts about the answer so far.
    var summary: ReplySummary { get }
}

/// The result of an answer, for the exchange's record.
public struct ReplySummary: Sendable {
    /// The model that the answer names.
    public var modelAnswered: String?
    public var upstreamResponseID: String?
    public var usage: Usage?
    public var stopReason: StopReason?
    /// Why there is no answer, or an incomplete one.
    public var failure: AnswerFailure?
    /// The source of a refusal, if the stop reason is one.
    public var refusedBy: RefusalSource?
    public var notes: [TranslationNote]
    /// Output tokens so far, estimated until the upstream has counted them.
    public var estimatedOutputTokens: Int

    public init(
        modelAnswered: String? = nil,
        upstreamResponseID: String? = nil,
        usage: Usage? = nil,
        stopReason: StopReason? = nil,
        failure: AnswerFailure? = nil,
        refusedBy: RefusalSource? = nil,
        notes: [TranslationNote] = [],
        estimatedOutputTokens: Int = 0
    ) {
        self.modelAnswered = modelAnswered
        self.upstreamResponseID = upstreamResponseID
        self.usage = usage
        self.stopReason = stopReason
        self.failure = failure
        self.refusedBy = refusedBy
        self.notes = notes
        self.estimatedOutputTokens = estimatedOutputTokens
    }
}
