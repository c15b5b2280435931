/// Reads an answer of the Chat Completions API, OpenAI's own or that of a server that speaks it.
///
///     silent ──first content──▶ answering ──finish_reason──▶ settled ──[DONE], EOF, loss of connection──▶ ended
///        │                          │
///        └── error, garbage, EOF ───┴──▶ ended with one error
///
/// Theory of operation: a chunk is a set of additions (reasoning, text, refusal, fragments of calls) without any ends;
/// a block ends when another begins. Content that cannot be emitted in place waits: fragments of a second call
/// (``ChatToolCalls``), text that arrives while a call is incomplete, and reasoning in the middle of text, which would
/// split the text into many blocks. It is emitted when `finish_reason` arrives. From then on the answer is complete,
/// and only usage may follow. A completion in one piece is one delta.
struct ChatStreamMachine: StreamMachine {
    private var ledger: BlockLedger
    private var calls: ChatToolCalls
    private var waitingText = JSONTextBuffer()
    private var waitingThinking = JSONTextBuffer()
    private var finishReason: StopReason?
    /// Whether the reason is unknown, so an open call may be cut off.
    private var hasUnknownFinishReason = false
    private var hasRefused = false
    private var hasDroppedReasoning = false
    private var completionID: String?
    private var model: String?
    private var shape = EventShape()

    private static let finishPlace: JSONPath = ["choices", 0, "finish_reason"]

    init(_ context: ReplyContext) {
        ledger = BlockLedger(context, contentPlace: Self.choicePlace)
        calls = ChatToolCalls(messageID: context.messageID)
    }

    var hasEnded: Bool { ledger.hasEnded }

    var summary: ReplySummary {
        var summary = ledger.summary
        summary.modelAnswered = model
        summary.upstreamResponseID = completionID
        return summary
    }

    mutating func receive(_ event: ServerSentEvent, into events: inout [MessageStreamEvent]) {
        guard !hasEnded, !event.data.isEmpty else { return }
        if event.isEndMark {
            // Some servers leave the reason out after calls; complete calls are enough.
            if finishReason == nil, !calls.isEmpty, calls.areComplete { assume(.toolUse) }
            return finish(into: &events)
        }
        guard let chunk = try? JSONDocument(event.data).root, chunk.kind == .object else {
            return fail(.broken(.unreadableEvent), into: &events)
        }
        let isUsual = shape.isUsual(chunk.document)
        if isUsual, shape.isPlain, model != nil, event.name != "error", let text = Self.plainText(of: chunk) {
            emit(text, into: &events)
            return checkLimits(into: &events)
        }
        if isError(chunk) || event.name == "error" { return fail(chunk, into: &events) }
        if !isUsual {
            Self.account(for: chunk, &ledger)
            shape.isPlain = Self.isPlain(chunk)
        }
        count(chunk)
        if let choices = chunk["choices"] {
            for choice in choices.elements { receive(choice, into: &events) }
        }
        checkLimits(into: &events)
    }

    private mutating func checkLimits(into events: inout [MessageStreamEvent]) {
        if waitingText.count + waitingThinking.count > ChatToolCalls.byteLimit || calls.exceedsLimits {
            ledger.fail(.broken(.tooMuchBuffered), into: &events)
        }
    }

    mutating func receive(whole answer: JSONDocument, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        let completion = answer.root
        let choices = completion.list("choices")
        guard !isError(completion), !choices.isEmpty else { return fail(completion, into: &events) }
        Self.account(for: completion, &ledger)
        count(completion)
        for choice in choices { receive(choice, into: &events) }
        if calls.exceedsLimits { return ledger.fail(.broken(.tooMuchBuffered), into: &events) }
        if finishReason == nil { assume(.endTurn) }
        finish(into: &events)
    }

    mutating func open(into events: inout [MessageStreamEvent]) {
        ledger.open(into: &events)
    }

    mutating func finish(into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        guard let reason = finishReason else { return ledger.fail(.broken(.closedEarly), into: &events) }
        closeOpenParts(into: &events)
        if hasRefused, reason == .maxTokens {
            ledger.note(.lossy, from: Self.finishPlace, to: ["stop_reason"], .refusalCut)
        }
        ledger.finish(hasRefused ? .refusal : reason, into: &events)
    }

    /// After `finish_reason` only the usage can be missing, so the answer ends normally.
    mutating func fail(_ failure: AnswerFailure, into events: inout [MessageStreamEvent]) {
        if finishReason == nil { ledger.fail(failure, into: &events) } else { finish(into: &events) }
    }

    // MARK: Chunks

    /// OpenAI's envelope, or vLLM's older one, `{"object":"error","message":…}`.
    private func isError(_ chunk: JSONValue) -> Bool {
        chunk.present("error") != nil || (chunk["object"]?.equals("error") == true && chunk.list("choices").isEmpty)
    }

    private mutating func fail(_ chunk: JSONValue, into events: inout [MessageStreamEvent]) {
        if finishReason != nil {
            ledger.note(.drop, from: ["error"], .errorAfterAnswer)
            return finish(into: &events)
        }
        guard let error = OpenAIError(envelope: chunk) else { return ledger.fail(.broken(.nameless), into: &events) }
        ledger.fail(error, into: &events)
    }

    private mutating func count(_ chunk: JSONValue) {
        if model == nil {
            model = chunk["model"]?.string
            completionID = chunk["id"]?.string
            // Some servers send the usage in the first chunk only.
            if let tier = chunk.present("service_tier") { ledger.takeTier(tier) }
        }
        guard let usage = chunk.present("usage") else { return }
        if let tier = chunk.present("service_tier") { ledger.takeTier(tier) }
        ledger.take(UpstreamCounts(chat: usage))
    }

    /// Ends an answer that ended without a reason.
    private mutating func assume(_ reason: StopReason) {
        finishReason = reason
        ledger.note(.add, to: ["stop_reason"], .stopReasonMissing)
    }

    private mutating func receive(_ choice: JSONValue, into events: inout [MessageStreamEvent]) {
        if let index = choice["index"]?.int, index != 0 { return }
        if let delta = choice.present("delta") {
            receive(delta, isWhole: false, into: &events)
        } else if let message = choice.present("message") {
            receive(message, isWhole: true, into: &events)
        }
        guard let word = choice.present("finish_reason")?.string, !word.isEmpty else { return }
        let earlier = finishReason
        switch StopReason.chat(word) {
        case .reason(let reason):
            finishReason = reason
        case .brokenOff:
            return ledger.fail(.broken(.brokenOff), into: &events)
        case .unrecognized:
            finishReason = .endTurn
            hasUnknownFinishReason = true
            ledger.note(
                .lossy,
                from: Self.finishPlace,
                to: ["stop_reason"],
                .stopReasonUnknown,
                .value(word.prefix(60))
            )
        }
        if let earlier, earlier != finishReason {
            ledger.note(.lossy, from: Self.finishPlace, to: ["stop_reason"], .stopReasonLast)
        }
        closeOpenParts(into: &events)
    }

    private mutating func receive(_ delta: JSONValue, isWhole: Bool, into events: inout [MessageStreamEvent]) {
        if let text = delta["reasoning_content"]?.text, !text.isEmpty {
            think(text, from: ["reasoning_content"], into: &events)
            // Some servers send it twice, under both names.
            if let again = delta["reasoning"]?.text, !again.isEmpty, again != text {
                ledger.leaveOut(Self.messagePlace.appending("reasoning"), .otherForm)
            }
        } else if let text = delta["reasoning"]?.text {
            think(text, from: ["reasoning"], into: &events)
        }
        if let content = delta.present("content") {
            if let text = content.text { emit(text, into: &events) } else { receive(parts: content, into: &events) }
        }
        if let refusal = delta.present("refusal")?.text, !refusal.isEmpty {
            hasRefused = true
            ledger.explainRefusal(refusal)
            emit(refusal, into: &events)
        }
        if let fragments = delta.present("tool_calls") {
            emitHeldText(into: &events)
            for fragment in fragments.elements {
                calls.receive(fragment, isWhole: isWhole, &ledger, into: &events)
            }
        }
        if let function = delta.present("function_call") {
            emitHeldText(into: &events)
            calls.receive(legacy: function, &ledger, into: &events)
        }
    }

    /// Content as a list of parts, as Mistral's reasoning models send it.
    private mutating func receive(parts: JSONValue, into events: inout [MessageStreamEvent]) {
        for part in parts.elements {
            if let text = part["text"]?.text { emit(text, into: &events) }
            for thought in part.list("thinking") {
                if let text = thought["text"]?.text {
                    think(text, from: ["content", .each, "thinking"], into: &events)
                }
            }
        }
    }

    // MARK: Events

    private mutating func emit(_ text: JSONText, into events: inout [MessageStreamEvent]) {
        guard !text.isEmpty else { return }
        guard calls.areComplete else {
            noteMoved(.textAfterCall)
            return waitingText.append(text)
        }
        calls.finish(&ledger, into: &events)
        if !waitingText.isEmpty {
            // Earlier reasoning keeps waiting for the end of the text.
            ledger.text(waitingText.text, into: &events)
            waitingText = JSONTextBuffer()
        }
        ledger.text(text, into: &events)
    }

    private mutating func think(
        _ text: JSONText,
        from place: JSONPath,
        into events: inout [MessageStreamEvent]
    ) {
        guard !text.isEmpty else { return }
        guard ledger.context.thinking == .summarized else {
            // Unsealed thinking without text is empty.
            if !hasDroppedReasoning {
                hasDroppedReasoning = true
                ledger.note(.drop, from: Self.messagePlace.appending(place), .thinkingNotWanted)
            }
            return ledger.count(text)
        }
        guard calls.areComplete, waitingText.isEmpty, !ledger.isInText else {
            noteMoved(.thinkingAfterText)
            return waitingThinking.append(text)
        }
        calls.finish(&ledger, into: &events)
        ledger.thinking(text, into: &events)
    }

    private mutating func noteMoved(_ code: NoteCode) {
        ledger.note(.split, from: Self.messagePlace, code)
    }

    private mutating func closeOpenParts(into events: inout [MessageStreamEvent]) {
        calls.finish(&ledger, into: &events)
        // Before waiting text is emitted, which would treat a cut-off call as complete.
        if hasUnknownFinishReason || finishReason == .maxTokens || finishReason == .refusal {
            let cutsCall = ledger.closeIncompleteToolCall(isCutOff: true, into: &events)
            if cutsCall, finishReason == .endTurn { finishReason = .maxTokens }
        }
        emitHeldText(into: &events)
    }

    /// Emits the waiting text and reasoning, once no call is incomplete.
    private mutating func emitHeldText(into events: inout [MessageStreamEvent]) {
        guard !waitingText.isEmpty || !waitingThinking.isEmpty, calls.areComplete else { return }
        calls.finish(&ledger, into: &events)
        ledger.text(waitingText.text, into: &events)
        ledger.thinking(waitingThinking.text, into: &events)
        waitingText = JSONTextBuffer()
        waitingThinking = JSONTextBuffer()
    }
}
