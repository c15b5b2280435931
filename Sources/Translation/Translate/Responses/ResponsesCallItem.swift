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

    private var place: String { ResponsesItem.place(index) }

    mutating func start(
        _ item: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        guard !hasStarted, let sent = item["name"]?.string, !sent.isEmpty, let id = item["call_id"]?.string else {
            return
        }
        hasStarted = true
        let block = "content[\(answer.ledger.nextBlock)]"
        let call = answer.callIDs.next(for: id)
        if call.isReplaced {
            answer.note(
                .map,
                from: "\(place).call_id",
                to: "\(block).id",
                "ids of calls must differ in a conversation: this one was made anew"
            )
        }
        let name = answer.context.toolNames[sent]
        if name != nil {
            answer.note(.map, from: "\(place).name", to: "\(block).name", "the tool has its own name again")
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
            answer.note(.fail, from: place, "a call without a name or an id cannot be made, so it is left out")
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
