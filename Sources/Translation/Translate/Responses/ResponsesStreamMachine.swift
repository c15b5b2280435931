/// Reads an answer of the Responses API.
///
///     silent ──first output──▶ writing an item ⇄ between items ──response.completed/.incomplete──▶ ended
///        │                            │               │
///        └── error, response.failed, garbage, EOF ────┴──▶ ended with one error
///
/// Theory of operation: output items are numbered, and one of them at a time writes to the ledger, from its
/// announcement to its end (`output_item.done`). Events of other items wait in the queue until it is their turn. What
/// an item's deltas left out is taken from its end, and what no event had from the response as it ended, so a stream
/// that skips steps still comes out whole; nothing is emitted twice, because an item that has ended is remembered: by its
/// id, by the `call_id` of a call, and then by its place, which some servers shift in the ended response.
/// A whole response is one that ended at once.
///
/// `response.created` and its like emit nothing yet: OpenAI often fails only after them, and the client can then still
/// get a real HTTP status.
struct ResponsesStreamMachine: StreamMachine {
    private var answer: ResponsesAnswer
    private var current: ResponsesItem?
    private var queue = ResponsesItemQueue()
    private var endedIndices: Set<Int> = []
    private var endedIDs: Set<String> = []
    private var endedCallIDs: Set<String> = []
    private var endedItems = 0
    private var responseID: String?
    private var model: String?
    private var usual: ResponsesUsualDelta?

    init(_ context: ReplyContext) {
        answer = ResponsesAnswer(context)
    }

    var hasEnded: Bool { answer.ledger.hasEnded }

    var summary: ReplySummary {
        var summary = answer.ledger.summary
        summary.modelAnswered = model
        summary.upstreamResponseID = responseID
        return summary
    }

    mutating func receive(_ event: ServerSentEvent, into events: inout [MessageStreamEvent]) {
        guard !hasEnded, !event.data.isEmpty, !event.isEndMark else { return }
        guard let root = try? JSONDocument(event.data).root, root.kind == .object else {
            return fail(.broken(.unreadableEvent), into: &events)
        }
        if let usual, usual.isLike(root.document) { return receive(usual, root, into: &events) }
        let type = root["type"]
        guard let type, let kind = ResponsesEventKind(type) else {
            // Servers that imitate the API may send an envelope where an event is due.
            if type == nil, root.present("error") != nil { return fail(root, into: &events) }
            return Self.account(forUnknown: root, &answer.ledger)
        }
        Self.account(for: root, kind, &answer.ledger)
        if case .content(let content) = kind, content.isDelta {
            usual = ResponsesUsualDelta(root, type: type, content)
        }
        switch kind {
        case .created: identify(root["response"])
        case .itemAdded: announce(root, into: &events)
        case .content(let content): receive(content, root, into: &events)
        case .itemDone: endItem(root, into: &events)
        case .ended(let ending): end(root["response"] ?? root, ending, into: &events)
        case .error: fail(root, into: &events)
        case .part, .progress: break
        }
    }

    mutating func receive(whole answer: JSONDocument, into events: inout [MessageStreamEvent]) {
        guard !hasEnded else { return }
        let response = answer.root
        guard response["output"] != nil || response["status"] != nil else { return fail(response, into: &events) }
        Self.account(forResponse: response, &self.answer.ledger)
        end(response, response.present("error") == nil ? .completed : .failed, into: &events)
    }

    mutating func open(into events: inout [MessageStreamEvent]) {
        answer.ledger.open(into: &events)
    }

    mutating func finish(into events: inout [MessageStreamEvent]) {
        fail(.broken(.closedEarly), into: &events)
    }

    mutating func fail(_ failure: AnswerFailure, into events: inout [MessageStreamEvent]) {
        answer.ledger.fail(failure, into: &events)
    }

    // MARK: Items

    private mutating func announce(_ event: JSONValue, into events: inout [MessageStreamEvent]) {
        guard let item = event["item"], current?.isNamed(by: item) != true else { return }
        let index = event["output_index"]?.int
        guard !isEnded(item, index) else { return noteLate(index) }
        if let index = waits(index) {
            queue.announce(item, index: index)
            checkQueue(into: &events)
        } else {
            endCurrent(nil, into: &events)
            current = ResponsesItem(ResponsesItem.Kind(item), index: index)
            current?.begin(item, &answer, into: &events)
        }
    }

    private mutating func receive(
        _ usual: ResponsesUsualDelta,
        _ event: JSONValue,
        into events: inout [MessageStreamEvent]
    ) {
        guard usual.content == .text(.delta), let part = current?.streamingPart,
            waits(usual.outputIndex(of: event.document)) == nil, usual.isOfPart(part, event.document),
            let text = usual.text(of: event.document)
        else { return receive(usual.content, event, into: &events) }
        answer.ledger.text(text, into: &events)
    }

    private mutating func receive(
        _ content: ResponsesContentEvent,
        _ event: JSONValue,
        into events: inout [MessageStreamEvent]
    ) {
        let index = event["output_index"]?.int
        if let index = waits(index) {
            guard !endedIndices.contains(index) else { return noteLate(index) }
            queue.add(content, event, index: index)
            checkQueue(into: &events)
            return
        }
        if let kind = current?.kind, kind != content.item {
            // Without numbers the server has moved on to its next item; with numbers this is an error of the server.
            guard index == nil || current?.index == nil else {
                return answer.ledger.note(.drop, from: ResponsesItem.place(index), .eventMisplaced)
            }
            endCurrent(nil, into: &events)
        }
        if current == nil {
            if let index, endedIndices.contains(index) { return noteLate(index) }
            current = ResponsesItem(content.item, index: index)
        }
        current?.receive(content, event, &answer, into: &events)
    }

    private mutating func endItem(_ event: JSONValue, into events: inout [MessageStreamEvent]) {
        guard let item = event["item"] else { return }
        let index = current?.isNamed(by: item) == true ? current?.index : event["output_index"]?.int
        guard !isEnded(item, index) else { return noteLate(index) }
        if let index = waits(index) {
            queue.end(item, index: index)
            checkQueue(into: &events)
            return
        }
        let kind = ResponsesItem.Kind(item)
        if let current, current.kind != kind, index == nil || current.index == nil { endCurrent(nil, into: &events) }
        current = current ?? ResponsesItem(kind, index: index)
        endCurrent(item, into: &events)
        advance(into: &events)
    }

    /// The number, where it is not that of the item which is being written.
    private func waits(_ index: Int?) -> Int? {
        guard let writing = current?.index, let index, index != writing else { return nil }
        return index
    }

    private mutating func checkQueue(into events: inout [MessageStreamEvent]) {
        if queue.exceedsLimits { fail(.broken(.tooMuchBuffered), into: &events) }
    }

    private mutating func noteLate(_ index: Int?) {
        answer.ledger.note(.lossy, from: ResponsesItem.place(index), .itemAfterEnd)
    }

    private mutating func endCurrent(_ item: JSONValue?, into events: inout [MessageStreamEvent]) {
        guard var ending = current else { return }
        current = nil
        if let item { ending.identify(item) }
        endedIDs.formUnion(ending.ids)
        endedCallIDs.formUnion(ending.callIDs)
        // Items without a number come in order; one that has a name is known by that.
        if let index = ending.index ?? (ending.ids.isEmpty ? endedItems : nil) { endedIndices.insert(index) }
        endedItems += 1
        let isSame = item.map { ResponsesItem.Kind($0) == ending.kind } ?? true
        if !isSame {
            answer.ledger.note(.lossy, from: ResponsesItem.place(ending.index), .itemKindChanged)
        }
        ending.finish(isSame ? item : nil, &answer, into: &events)
    }

    private func isEnded(_ item: JSONValue, _ index: Int?) -> Bool {
        if let index, endedIndices.contains(index) { return true }
        guard let id = item["id"]?.string, !id.isEmpty else { return false }
        return endedIDs.contains(id)
    }

    /// Writes the waiting items, up to the first one that has not ended.
    private mutating func advance(into events: inout [MessageStreamEvent]) {
        while current == nil, let waiting = queue.next() {
            let kind =
                (waiting.end ?? waiting.announced).map { ResponsesItem.Kind($0) } ?? waiting.events.first?.kind.item
            guard let kind else { continue }
            answer.ledger.note(.split, from: ResponsesItem.place(waiting.index), .itemsSideBySide)
            current = ResponsesItem(kind, index: waiting.index)
            if let announced = waiting.announced { current?.begin(announced, &answer, into: &events) }
            for (content, event) in waiting.events { current?.receive(content, event, &answer, into: &events) }
            if let end = waiting.end { endCurrent(end, into: &events) }
        }
    }

    // MARK: The end

    private mutating func identify(_ response: JSONValue?) {
        guard let response else { return }
        responseID = response["id"]?.string ?? responseID
        model = response["model"]?.string ?? model
    }

    private mutating func end(
        _ response: JSONValue,
        _ ending: ResponsesEnding,
        into events: inout [MessageStreamEvent]
    ) {
        identify(response)
        if let tier = response.present("service_tier") { answer.ledger.takeTier(tier) }
        if let usage = response.present("usage") { answer.ledger.take(UpstreamCounts(responses: usage)) }
        let ending = ResponsesEnding(response["status"]) ?? ending
        switch ending {
        case .failed:
            fail(response, into: &events)
        case .unfinished(let status):
            fail(.broken(.unfinished(status)), into: &events)
        case .completed, .incomplete:
            if response.present("error") != nil { answer.ledger.leaveOut(["error"], .noCounterpart) }
            emitRemainingItems(response, into: &events)
            // Before anything else is emitted, which would treat a cut-off call as complete.
            let cutsCall = ending == .incomplete && answer.ledger.closeIncompleteToolCall(isCutOff: true, into: &events)
            let reason = stopReason(response, ending)
            answer.ledger.finish(cutsCall && reason == .endTurn ? .maxTokens : reason, into: &events)
        }
    }

    /// Emits the content that the stream left open or left out.
    private mutating func emitRemainingItems(_ response: JSONValue, into events: inout [MessageStreamEvent]) {
        let output = ResponsesOutput(response.list("output"))
        while current != nil || !queue.isEmpty {
            endCurrent(current.flatMap { output.item($0, orAt: $0.index ?? endedItems) }, into: &events)
            advance(into: &events)
        }
        // Of two new calls with one id both are emitted.
        let endedCallIDs = endedCallIDs
        for (index, item) in output.items.enumerated() where !isEnded(item, index) {
            let kind = ResponsesItem.Kind(item)
            if kind == .call, let id = item["call_id"]?.string, endedCallIDs.contains(id) { continue }
            current = ResponsesItem(kind, index: index)
            endCurrent(item, into: &events)
        }
    }

    private mutating func stopReason(_ response: JSONValue, _ ending: ResponsesEnding) -> StopReason {
        let details = response.present("incomplete_details")
        if details.map({ !$0.isBlank && (answer.hasRefused || ending == .completed) }) ?? false {
            answer.ledger.leaveOut(["incomplete_details"], .noCounterpart)
        }
        if answer.hasRefused {
            answer.ledger.refuse(.model)
            return .refusal
        }
        guard ending == .incomplete else { return .endTurn }
        let reason = details?["reason"]
        if let known = StopReason.responses(incomplete: reason) { return known }
        answer.ledger.note(
            .lossy,
            from: ["incomplete_details", "reason"],
            to: ["stop_reason"],
            .stopReasonUnknown,
            .value(reason?.string?.prefix(60) ?? "(none)")
        )
        return .endTurn
    }

    /// `failed` is a response, an `error` event (flat or nested) or an envelope.
    private mutating func fail(_ failed: JSONValue, into events: inout [MessageStreamEvent]) {
        guard let error = OpenAIError(envelope: failed) else { return fail(.broken(.nameless), into: &events) }
        if error.isContentPolicy {
            // A refusal keeps the content before it.
            emitRemainingItems(failed, into: &events)
        }
        answer.ledger.fail(error, into: &events)
    }
}
