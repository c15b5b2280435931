/// One output item while it is written. It remembers its emitted parts, so that nothing is emitted twice.
///
/// An item is announced (`output_item.added`), streamed in deltas, and sent again as a whole (`output_item.done`, and in
/// `response.completed`). Parts that the deltas left out are taken from the whole.
struct ResponsesItem: Sendable {
    enum Kind: Equatable {
        case message
        case reasoning
        case call
        case webSearch
        case other

        init(_ item: JSONValue) {
            guard let type = item["type"] else {
                self = .other
                return
            }
            if type.equals("message") {
                self = .message
            } else if type.equals("reasoning") {
                self = .reasoning
            } else if type.equals("function_call") {
                self = .call
            } else if type.equals("web_search_call") {
                self = .webSearch
            } else {
                self = .other
            }
        }
    }

    private enum Progress {
        case message(ResponsesMessageItem)
        case reasoning(ResponsesReasoningItem)
        case call(ResponsesCallItem)
        case webSearch
        case other
    }

    /// The item's `output_index`; nil if the upstream sends none.
    let index: Int?
    let kind: Kind
    /// See ``ResponsesMessageItem/streamingPart``; here it can be read without a copy of the whole item.
    private(set) var streamingPart: Int?
    /// What the upstream calls the item: its `id`, and the `call_id` of a call. Usually one of each.
    private(set) var ids: [String] = []
    private(set) var callIDs: [String] = []
    private var progress: Progress

    init(_ kind: Kind, index: Int?) {
        self.index = index
        self.kind = kind
        progress =
            switch kind {
            case .message: .message(ResponsesMessageItem())
            case .reasoning: .reasoning(ResponsesReasoningItem(index: index))
            case .call: .call(ResponsesCallItem(index: index))
            case .webSearch: .webSearch
            case .other: .other
            }
    }

    /// Takes the names of the item from one of its forms.
    mutating func identify(_ item: JSONValue) {
        if let id = item["id"]?.string, !id.isEmpty { ids.append(id) }
        if kind == .call, let id = item["call_id"]?.string, !id.isEmpty { callIDs.append(id) }
    }

    /// Whether `item` has this item's id.
    func isNamed(by item: JSONValue) -> Bool {
        item["id"]?.string.map(ids.contains) ?? false
    }

    /// The item as it was announced.
    mutating func begin(
        _ item: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        identify(item)
        guard case .call(var call) = progress else { return }
        call.start(item, &answer, into: &events)
        progress = .call(call)
    }

    /// An event between announcement and end.
    mutating func receive(
        _ kind: ResponsesContentEvent,
        _ event: JSONValue,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        switch progress {
        case .message(var message):
            message.receive(kind, event, &answer, into: &events)
            streamingPart = message.streamingPart
            progress = .message(message)
        case .reasoning(var reasoning):
            reasoning.receive(kind, event, &answer, into: &events)
            progress = .reasoning(reasoning)
        case .call(var call):
            call.receive(kind, event, &answer, into: &events)
            progress = .call(call)
        case .webSearch, .other:
            break
        }
    }

    /// The end of the item, with the whole item if the upstream sent it.
    mutating func finish(
        _ item: JSONValue?,
        _ answer: inout ResponsesAnswer,
        into events: inout [MessageStreamEvent]
    ) {
        switch progress {
        case .message(var message):
            message.finish(item, &answer, into: &events)
        case .reasoning(var reasoning):
            reasoning.finish(item, &answer, into: &events)
        case .call(var call):
            call.finish(item, &answer, into: &events)
        case .webSearch:
            guard let item else {
                answer.ledger.note(.drop, from: Self.place(index), .searchUnfinished)
                return
            }
            answer.searches.receive(item, place: Self.place(index), &answer.ledger, into: &events)
        case .other:
            let type = item?["type"]?.string ?? "unknown"
            answer.ledger.note(.drop, from: Self.place(index), .itemDropped, .type(type.prefix(60)))
        }
    }

    static func place(_ index: Int?) -> JSONPath {
        ["output", index.map { .index($0) } ?? .each]
    }
}
