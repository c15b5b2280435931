/// Items that began while another was being written, with their events.
///
/// Anthropic's blocks are sequential; OpenAI's items may be parallel. Once the end of a waiting item has arrived, its
/// deltas are discarded, because the end contains the whole item.
struct ResponsesItemQueue: Sendable {
    struct Waiting: Sendable {
        var index: Int
        var announced: JSONValue?
        var events: [(kind: ResponsesContentEvent, event: JSONValue)] = []
        var end: JSONValue?
        fileprivate var bytes = 0
    }

    /// The limit of parallel items.
    static let byteLimit = 16 << 20
    static let countLimit = 1024

    private var items: [Waiting] = []
    private var bytes = 0

    var isEmpty: Bool { items.isEmpty }
    var exceedsLimits: Bool { bytes > Self.byteLimit || items.count > Self.countLimit }

    mutating func announce(_ item: JSONValue, index: Int) {
        let position = position(of: index)
        items[position].announced = item
        count(item, at: position)
    }

    mutating func add(_ kind: ResponsesContentEvent, _ event: JSONValue, index: Int) {
        let position = position(of: index)
        guard items[position].end == nil else { return }
        items[position].events.append((kind, event))
        count(event, at: position)
    }

    mutating func end(_ item: JSONValue, index: Int) {
        let position = position(of: index)
        items[position].end = item
        items[position].events = []
        bytes -= items[position].bytes
        items[position].bytes = 0
        count(item, at: position)
    }

    private mutating func count(_ value: JSONValue, at position: Int) {
        items[position].bytes += value.document.bytes.count
        bytes += value.document.bytes.count
    }

    /// Items are kept in the order of their numbers.
    private mutating func position(of index: Int) -> Int {
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].index < index { low = middle + 1 } else { high = middle }
        }
        if low == items.count || items[low].index != index { items.insert(Waiting(index: index), at: low) }
        return low
    }

    /// The item with the lowest number.
    mutating func next() -> Waiting? {
        guard !items.isEmpty else { return nil }
        let first = items.removeFirst()
        bytes -= first.bytes
        return first
    }
}
