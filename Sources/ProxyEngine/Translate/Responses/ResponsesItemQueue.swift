/// Items that began while another was being written, with what was said of them, until it is their turn.
///
/// Anthropic's blocks come one after another; OpenAI's items may come side by side. Once the end of a waiting item is
/// known, its deltas are forgotten: the end has all of it.
struct ResponsesItemQueue: Sendable {
    struct Waiting: Sendable {
        var index: Int
        var announced: JSONValue?
        var events: [(kind: ResponsesContentEvent, event: JSONValue)] = []
        var end: JSONValue?
        fileprivate var bytes = 0
    }

    /// More than this is no side-by-side of calls any more.
    static let byteLimit = 16 << 20

    private var items: [Waiting] = []

    var isEmpty: Bool { items.isEmpty }
    var isOverfull: Bool { items.reduce(0) { $0 + $1.bytes } > Self.byteLimit }

    mutating func announce(_ item: JSONValue, index: Int) {
        let position = position(of: index)
        items[position].announced = item
        items[position].bytes += item.document.bytes.count
    }

    mutating func add(_ kind: ResponsesContentEvent, _ event: JSONValue, index: Int) {
        let position = position(of: index)
        guard items[position].end == nil else { return }
        items[position].events.append((kind, event))
        items[position].bytes += event.document.bytes.count
    }

    mutating func end(_ item: JSONValue, index: Int) {
        let position = position(of: index)
        items[position].end = item
        items[position].events = []
        items[position].bytes = item.document.bytes.count
    }

    private mutating func position(of index: Int) -> Int {
        if let known = items.firstIndex(where: { $0.index == index }) { return known }
        let position = items.firstIndex { $0.index > index } ?? items.endIndex
        items.insert(Waiting(index: index), at: position)
        return position
    }

    /// The item with the lowest number.
    mutating func next() -> Waiting? {
        items.isEmpty ? nil : items.removeFirst()
    }
}
