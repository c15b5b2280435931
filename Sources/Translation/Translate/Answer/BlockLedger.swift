/// Writes an answer's events, which obey ``MessageGrammar``. Nothing else writes any.
///
///     unstarted ──any block──▶ started ⇄ block open ──finish──▶ ended
///         └──────────────── fail, from anywhere ───────────────────▲
///
/// The machines report content (text, thinking, a call) and the ledger opens and closes blocks around it: one open at a
/// time, numbered from 0, `messageStart` before the first. It also watches for stop sequences that the upstream does not
/// know, and ends the answer at them.
struct BlockLedger: Sendable {
    private enum Block: Equatable {
        case none
        case text
        case thinking
        case tool
        /// A call whose arguments are incomplete. The next event shows whether they were cut off or the model left them so;
        /// until then the call stays open.
        case incompleteToolCall
        /// The start had all of its content.
        case whole
    }

    private static let unsealed = JSONText(ReasoningSeal.unsealed)

    let context: ReplyContext
    /// The content's place in the upstream's answer, for notes.
    private let contentPlace: JSONPath
    /// The latest counts of the upstream.
    var reportedUsage: Usage?
    /// Anthropic's name of the service tier.
    var serviceTier: String?
    /// The changes so far, each once, with its places.
    private(set) var notes: [TranslationNote] = []
    private(set) var stopReason: StopReason?
    private(set) var finalUsage: Usage?
    private(set) var failure: AnswerFailure?
    /// The source of the first refusal, if the answer is a refusal.
    private(set) var refusedBy: RefusalSource?
    private(set) var hasEnded = false
    private(set) var hasTool = false

    private var block = Block.none
    private var hasStarted = false
    private var startedBlocks = 0
    private var outputBytes = 0
    private var searches = 0
    private var scanner: StopSequenceScanner?
    private var arguments = ToolArguments()
    private var toolName: JSONText = ""
    private var refusalText = JSONTextBuffer()

    init(_ context: ReplyContext, contentPlace: JSONPath = ["content"]) {
        self.context = context
        self.contentPlace = contentPlace
        scanner = StopSequenceScanner(context.emulatedStops)
    }

    /// The place of the next block in the answer.
    var nextBlock: JSONPath { ["content", .index(startedBlocks)] }
    private var latestBlock: JSONPath { ["content", .index(startedBlocks - 1)] }
    var isEmpty: Bool { startedBlocks == 0 }
    var isInText: Bool { block == .text }

    mutating func note(_ note: TranslationNote) {
        notes.note(note, limit: Self.maximumNotes)
    }

    mutating func note(
        _ kind: TranslationNote.Kind,
        from source: JSONPath? = nil,
        to target: JSONPath? = nil,
        _ code: NoteCode,
        _ parameters: NoteParameter...
    ) {
        note(TranslationNote(kind, .answer, from: source, to: target, NoteReason(code, parameters)))
    }

    /// Notes that a part of the upstream's answer is left out.
    mutating func leaveOut(_ place: JSONPath, _ part: LeftOutPart) {
        notes.note(part.note(of: place))
    }

    // MARK: Contents

    mutating func open(into events: inout [MessageStreamEvent]) {
        guard !hasStarted, !hasEnded else { return }
        hasStarted = true
        let usage = Usage(inputTokens: context.estimatedInputTokens, outputTokens: 1)
        let message = Message(id: JSONText(context.messageID), model: JSONText(context.requestedModel), usage: usage)
        events.append(.messageStart(message))
    }

    mutating func text(_ text: JSONText, into events: inout [MessageStreamEvent]) {
        guard !hasEnded, !text.isEmpty else { return }
        if block != .text, block != .none {
            closeBlock(into: &events)
            closeIncompleteToolCall(isCutOff: false, into: &events)
            guard !hasEnded else { return }
        }
        outputBytes += text.escaped.count
        guard let outcome = scanner?.feed(text) else { return show(text, into: &events) }
        show(outcome, into: &events)
    }

    /// Records the source of a refusal; the first one counts.
    mutating func refuse(_ source: RefusalSource) {
        refusedBy = refusedBy ?? source
    }

    /// Text of a refusal, in addition to emitting it as text.
    mutating func explainRefusal(_ text: JSONText) {
        refuse(.model)
        guard !hasEnded, refusalText.count < Self.maximumExplanation else { return }
        refusalText.append(text)
    }

    mutating func thinking(_ text: JSONText, into events: inout [MessageStreamEvent]) {
        guard !hasEnded, !text.isEmpty else { return }
        outputBytes += text.escaped.count
        if block != .thinking { start(.thinking, .thinking("", signature: ""), into: &events) }
        guard !hasEnded else { return }
        events.append(.contentBlockDelta(index: startedBlocks - 1, .thinking(text)))
    }

    /// Ends the open thinking block with its signature; if none is open, one without text is made for it.
    mutating func sealThinking(_ signature: JSONText?, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        if block != .thinking {
            guard signature != nil else { return }
            start(.thinking, .thinking("", signature: ""), into: &events)
        }
        guard !hasEnded else { return }
        if signature == nil { notePlaceholderSignature() }
        events.append(.contentBlockDelta(index: startedBlocks - 1, .signature(signature ?? Self.unsealed)))
        stopBlock(into: &events)
    }

    mutating func startTool(id: JSONText, name: JSONText, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        start(.tool, .toolUse(id: id, name: name, input: .emptyObject), into: &events)
        // Held-back text may have ended the answer when its block closed.
        hasTool = hasTool || !hasEnded
        let rules = context.argumentRules
        arguments = ToolArguments(parameters: rules.parameters(of: name.string), repairsJSON: rules.repairsJSON)
        toolName = name
    }

    /// A piece of the open tool's input; ``ToolArguments`` describes inputs that are not objects.
    mutating func toolInput(_ piece: JSONText, into events: inout [MessageStreamEvent]) {
        guard !hasEnded, block == .tool else { return }
        outputBytes += piece.escaped.count
        emitInput(arguments.feed(piece), into: &events)
    }

    private mutating func emitInput(_ piece: JSONText, into events: inout [MessageStreamEvent]) {
        if !piece.isEmpty { events.append(.contentBlockDelta(index: startedBlocks - 1, .inputJSON(piece))) }
        if arguments.hasNotes { noteRepairs() }
        if arguments.isBroken { fail(.broken(.arguments(of: toolName.string)), into: &events) }
    }

    /// Ends the open tool's input, which is complete.
    private mutating func finishInput(into events: inout [MessageStreamEvent]) {
        emitInput(arguments.finish(), into: &events)
        guard arguments.isUnusable else { return }
        note(.fail, to: latestBlock.appending("input"), .argumentsUnusable)
    }

    private mutating func noteRepairs() {
        for pendingNote in arguments.takeNotes(in: latestBlock.appending("input"), context.argumentRules) {
            note(pendingNote)
        }
    }

    /// A search that ran at the upstream: the call with its query. Anthropic counts searches with a result.
    mutating func search(id: JSONText, input: RawJSON, isCounted: Bool, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        start(.whole, .serverToolUse(id: id, name: "web_search", input: .emptyObject), into: &events)
        guard !hasEnded else { return }
        events.append(.contentBlockDelta(index: startedBlocks - 1, .inputJSON(JSONText(input.text))))
        stopBlock(into: &events)
        if isCounted { searches += 1 }
    }

    mutating func searchResult(id: JSONText, content: RawJSON, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        start(.none, .webSearchToolResult(toolUseID: id, content: content), into: &events)
        guard !hasEnded else { return }
        events.append(.contentBlockStop(index: startedBlocks - 1))
    }

    /// A citation of the open text; with stop sequences, all of the text may still be held back.
    mutating func cite(_ citation: RawJSON, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        guard block == .text else {
            note(.drop, from: SearchSource.citationPlace, .citationWithoutText)
            return
        }
        note(.lossy, to: latestBlock.appending("citations"), .citationsWithoutPassages)
        events.append(.contentBlockDelta(index: startedBlocks - 1, .citation(citation)))
    }

    /// Counts output that is not shown.
    mutating func count(_ text: JSONText) {
        outputBytes += text.escaped.count
    }

    mutating func closeBlock(into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        if let outcome = scanner?.finish() {
            show(outcome, into: &events)
            guard !hasEnded else { return }
        }
        switch block {
        case .none, .incompleteToolCall: break
        case .text, .whole: stopBlock(into: &events)
        case .tool:
            guard arguments.close() else { return block = .incompleteToolCall }
            finishInput(into: &events)
            guard !hasEnded else { return }
            stopBlock(into: &events)
        case .thinking: sealThinking(nil, into: &events)
        }
    }

    /// Ends a call whose arguments are incomplete; returns whether there was one.
    @discardableResult
    mutating func closeIncompleteToolCall(isCutOff: Bool, into events: inout [MessageStreamEvent]) -> Bool {
        if isCutOff { closeBlock(into: &events) }
        guard !hasEnded, block == .incompleteToolCall else { return false }
        if isCutOff {
            let rest = arguments.breakOff()
            if !rest.isEmpty { events.append(.contentBlockDelta(index: startedBlocks - 1, .inputJSON(rest))) }
        } else {
            finishInput(into: &events)
        }
        if !hasEnded { stopBlock(into: &events) }
        return true
    }

    // MARK: The end

    /// Ends the answer. A tool call turns `end_turn` into `tool_use`, without which clients would not run it.
    mutating func finish(_ reason: StopReason, into events: inout [MessageStreamEvent]) {
        closeBlock(into: &events)
        closeIncompleteToolCall(isCutOff: reason == .maxTokens || reason == .refusal, into: &events)
        guard !hasEnded else { return }
        if isEmpty, reason == .endTurn || reason == .toolUse { emitEmptyText(into: &events) }
        end(reason, into: &events)
    }

    /// Ends the answer with an error. An open block stays open, because it may be incomplete.
    mutating func fail(_ failure: AnswerFailure, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        hasEnded = true
        self.failure = failure
        events.append(.error(APIError(failure)))
    }

    var summary: ReplySummary {
        ReplySummary(
            usage: finalUsage ?? reportedUsage,
            stopReason: stopReason,
            failure: failure,
            refusedBy: stopReason == .refusal ? refusedBy : nil,
            notes: notes,
            estimatedOutputTokens: (finalUsage ?? reportedUsage)?.outputTokens ?? estimatedOutputTokens
        )
    }

    // MARK: Events

    /// Beyond this many, one more note says that there were others: no answer may fill the record.
    private static let maximumNotes = 64
    /// The most bytes of a refusal's text that are repeated in `stop_details`, but for the last piece.
    private static let maximumExplanation = 4 << 10

    private var estimatedOutputTokens: Int { (outputBytes + 3) / 4 }

    private mutating func end(
        _ reason: StopReason,
        stopSequence: String? = nil,
        into events: inout [MessageStreamEvent]
    ) {
        open(into: &events)
        let reason: StopReason =
            switch reason {
            case .endTurn, .toolUse: hasTool ? .toolUse : .endTurn
            case .maxTokens, .stopSequence, .refusal: reason
            }
        var usage = reportedUsage ?? estimatedUsage()
        usage.serviceTier = serviceTier
        if searches > 0 { usage.webSearchRequests = searches }
        stopReason = reason
        if reason == .refusal { refuse(.contentFilter) }
        finalUsage = usage
        events.append(
            .messageDelta(
                reason,
                stopSequence: stopSequence.map { JSONText($0) },
                usage,
                refusal: reason == .refusal ? explanation : nil
            )
        )
        events.append(.messageStop)
        hasEnded = true
    }

    /// Adds an empty block to an answer without one: older clients treat such an answer as a failure.
    private mutating func emitEmptyText(into events: inout [MessageStreamEvent]) {
        start(.text, .text(""), into: &events)
        stopBlock(into: &events)
        note(.add, to: ["content", 0], .answerEmpty)
    }

    private var explanation: RefusalDetails {
        RefusalDetails(explanation: refusalText.isEmpty ? nil : refusalText.text)
    }

    private mutating func estimatedUsage() -> Usage {
        noteEstimate()
        return Usage(
            inputTokens: max(1, context.estimatedInputTokens),
            outputTokens: max(1, estimatedOutputTokens)
        )
    }

    private mutating func show(_ outcome: StopSequenceScanner.Outcome, into events: inout [MessageStreamEvent]) {
        show(outcome.visible, into: &events)
        guard let match = outcome.match else { return }
        note(.drop, from: contentPlace, to: ["stop_sequence"], .answerCutAtStop)
        if block == .text { stopBlock(into: &events) }
        end(.stopSequence, stopSequence: match, into: &events)
    }

    private mutating func show(_ text: JSONText, into events: inout [MessageStreamEvent]) {
        guard !text.isEmpty else { return }
        if block != .text { start(.text, .text(""), into: &events) }
        guard !hasEnded else { return }
        events.append(.contentBlockDelta(index: startedBlocks - 1, .text(text)))
    }

    private mutating func start(
        _ kind: Block,
        _ content: ContentBlock,
        into events: inout [MessageStreamEvent]
    ) {
        // Emits held-back text first, unless the new block is that text.
        if kind != .text { closeBlock(into: &events) }
        closeIncompleteToolCall(isCutOff: false, into: &events)
        guard !hasEnded else { return }
        open(into: &events)
        block = kind
        events.append(.contentBlockStart(index: startedBlocks, content))
        startedBlocks += 1
    }

    private mutating func stopBlock(into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        block = .none
        events.append(.contentBlockStop(index: startedBlocks - 1))
    }
}
