/// A function call: started as soon as its id and name are known, its arguments passed on as they come.
struct ResponsesCallItem: Sendable {
    private let index: Int?
    private var hasStarted = false
    private var hasInput = false
    /// Arguments that came before the name and the id.
    private var early = JSONTextBuffer()

    init(index: Int?) {
        self.index = index
    }

    private var place: JSONPath { ResponsesItem.place(index) }

    mutating func start(
        _ item: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        guard !hasStarted, let sent = item["name"]?.string, !sent.isEmpty, let id = item["call_id"]?.string else {
            return
        }
        hasStarted = true
        let block = answer.ledger.nextBlock
        let call = answer.callIDs.next(for: id)
        if call.isReplaced {
            answer.ledger.note(.map, from: place.appending("call_id"), to: block.appending("id"), .callIDMade)
        }
        let name = answer.context.toolNames[sent]
        if name != nil {
            answer.ledger.note(.map, from: place.appending("name"), to: block.appending("name"), .callNameRestored)
        }
        answer.ledger.startTool(id: JSONText(call.id), name: JSONText(name ?? sent), into: &events)
        add(early.text, &answer, into: &events)
        early = JSONTextBuffer()
    }

    mutating func receive(
        _ kind: ResponsesContentEvent,
        _ event: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        switch kind {
        case .arguments(.delta):
            guard let piece = event["delta"]?.text else { return }
            if hasStarted { return add(piece, &answer, into: &events) }
            if early.count < ResponsesItemQueue.byteLimit { early.append(piece) }
        case .arguments(.done):
            guard let arguments = event["arguments"]?.text else { return }
            if hasStarted, !hasInput { return add(arguments, &answer, into: &events) }
            if early.isEmpty { early.append(arguments) }
        case .text, .refusal, .annotation, .summary, .reasoning:
            break
        }
    }

    mutating func finish(
        _ item: JSONValue?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        if let item { start(item, &answer, into: &events) }
        guard hasStarted else {
            answer.ledger.note(.fail, from: place, .callWithoutNameOrID)
            return
        }
        if !hasInput { add(item?["arguments"]?.text, &answer, into: &events) }
        answer.ledger.closeBlock(into: &events)
    }

    private mutating func add(
        _ piece: JSONText?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        guard let piece, !piece.isEmpty else { return }
        hasInput = true
        answer.ledger.toolInput(piece, into: &events)
    }
}
