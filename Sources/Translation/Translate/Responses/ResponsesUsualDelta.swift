/// Remembers the last delta that was read in full, so that further deltas of its shape, which are nearly all events, are
/// recognised by one comparison, and their members found without a search.
struct ResponsesUsualDelta: Sendable {
    let content: ResponsesContentEvent
    private let event: JSONDocument
    private let type: Int
    private let outputIndex: Int?
    private let contentIndex: Int?
    private let delta: Int?

    init(_ event: JSONValue, type: JSONValue, _ content: ResponsesContentEvent) {
        self.content = content
        self.event = event.document
        self.type = type.index
        outputIndex = event["output_index"]?.index
        contentIndex = event["content_index"]?.index
        delta = event["delta"]?.index
    }

    /// Whether `other` differs from it in the contents of its members only.
    func isLike(_ other: JSONDocument) -> Bool {
        other.hasShape(of: event) && other.hasText(of: event, at: type)
    }

    func outputIndex(of other: JSONDocument) -> Int? { value(outputIndex, other)?.int }
    func text(of other: JSONDocument) -> JSONText? { value(delta, other)?.text }

    /// Whether `other` adds to this part of its item.
    func isOfPart(_ part: Int, _ other: JSONDocument) -> Bool {
        value(contentIndex, other).map { $0.int == part } ?? true
    }

    private func value(_ index: Int?, _ document: JSONDocument) -> JSONValue? {
        index.map { JSONValue(document: document, index: $0) }
    }
}
