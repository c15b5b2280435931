import Journal
import Translation

/// The server-sent events of a body, each on a line with its time of arrival; unfolded, with its data below.
struct EventList: Sendable {
    struct Event: Sendable {
        var start: Int
        var end: Int
        var name: String
        var data: [Range<Int>]
        var at: Duration?
    }

    private(set) var bytes: [UInt8] = []
    private(set) var events: [Event] = []
    private var unfolded: [Int: JSONOutline] = [:]
    /// The sorted numbers of the unfolded events, for counting lines.
    private var order: [Int] = []
    /// The start of the first incomplete event.
    private var scanned = 0
    /// The arrival that completed the last event.
    private var arrival = 0

    /// The limit of events to unfold at once.
    private static let mostUnfolded = 2000

    init(_ capture: ExchangeStages.Capture) {
        extend(capture)
    }

    static func isStream(_ body: [UInt8]) -> Bool {
        let start = body.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        return ["data:", "event:", ": ", ":\n", "id:", "retry:"].contains { start.starts(with: $0.utf8) }
    }

    /// Takes a longer version of the same body.
    mutating func extend(_ capture: ExchangeStages.Capture) {
        bytes = capture.body
        let arrivals = capture.arrivals
        for var event in scan() {
            // An event has arrived once its last byte has.
            while arrival + 1 < arrivals.count, arrivals[arrival + 1].offset < event.end { arrival += 1 }
            event.at = arrivals.isEmpty ? nil : arrivals[arrival].at
            events.append(event)
        }
    }

    private mutating func scan() -> [Event] {
        var found: [Event] = []
        var event: Event?
        var line = scanned
        let count = bytes.count
        bytes.withUnsafeBufferPointer { bytes in
            while line < count {
                var end = line
                while end < count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
                guard end < count else { break }
                let next = end + 1 < count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A ? end + 2 : end + 1
                if end == line {
                    if var whole = event, !whole.data.isEmpty {
                        whole.end = line
                        found.append(whole)
                    }
                    event = nil
                    scanned = next
                } else {
                    Self.read(bytes, line..<end, &event)
                }
                line = next
            }
        }
        return found
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ event: inout Event?) {
        if event == nil { event = Event(start: line.lowerBound, end: line.upperBound, name: "", data: []) }
        if let value = value(of: "data:", bytes, line) { event?.data.append(value) }
        if let value = value(of: "event:", bytes, line) {
            event?.name = String(decoding: bytes[value], as: UTF8.self)
        }
    }

    private static func value(
        of field: StaticString,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ line: Range<Int>
    ) -> Range<Int>? {
        guard line.count >= field.utf8CodeUnitCount else { return nil }
        for offset in 0..<field.utf8CodeUnitCount
        where bytes[line.lowerBound + offset] != field.utf8Start[offset] { return nil }
        var start = line.lowerBound + field.utf8CodeUnitCount
        if start < line.upperBound, bytes[start] == 0x20 { start += 1 }
        return start..<line.upperBound
    }

    /// An event's data; several data lines as one text.
    func data(of event: Event) -> [UInt8] {
        Array(event.data.map { bytes[$0] }.joined(separator: [0x0A]))
    }

    // MARK: Lines

    var count: Int { events.count + order.reduce(0) { $0 + (unfolded[$1]?.lines.count ?? 0) } }

    /// The event of a line, and the line in its data if it is one.
    func place(_ line: Int) -> (event: Int, line: Int?) {
        var before = 0
        for number in order {
            let height = unfolded[number]?.lines.count ?? 0
            if line <= number + before { break }
            if line <= number + before + height { return (number, line - number - before - 1) }
            before += height
        }
        return (min(line - before, max(events.count - 1, 0)), nil)
    }

    func line(of event: Int) -> Int {
        order.reduce(event) { $1 < event ? $0 + (unfolded[$1]?.lines.count ?? 0) : $0 }
    }

    func event(atByte offset: Int) -> Int {
        events.lastIndex { $0.start <= offset } ?? 0
    }

    func styled(_ line: Int, glyphs: GlyphSet, limit: Int) -> StyledLine {
        let (number, inner) = place(line)
        guard events.indices.contains(number) else { return StyledLine() }
        if let inner, let outline = unfolded[number] {
            var text = StyledLine(String(repeating: " ", count: Self.indent))
            text.append(outline.styled(inner, glyphs: glyphs, limit: limit))
            return text
        }
        let event = events[number]
        var text = StyledLine()
        text.append("\(glyphs[unfolded[number] == nil ? .folded : .unfolded]) ", .quiet)
        let moment = event.at.map { "+" + DurationText.exact($0) } ?? ""
        text.append(String(repeating: " ", count: max(Self.timeWidth - moment.utf8.count, 0)) + moment + " ", .quiet)
        if !event.name.isEmpty { text.append(event.name + " ", Style(event.name == "error" ? .error : .jsonKey)) }
        let data = data(of: event)
        if unfolded[number] == nil { text.append(String(decoding: data.prefix(limit), as: UTF8.self)) }
        return text
    }

    private static let timeWidth = 9
    static let indent = timeWidth + 2

    // MARK: Folding

    mutating func toggle(_ line: Int) {
        let (number, inner) = place(line)
        if let inner, unfolded[number]?.lines[inner].isFoldable ?? false {
            unfolded[number]?.toggle(inner)
        } else if unfolded[number] != nil {
            unfolded[number] = nil
        } else {
            unfold(number)
        }
        order = unfolded.keys.sorted()
    }

    mutating func foldAll() {
        unfolded.removeAll()
        order = []
    }

    mutating func unfoldAll() {
        for number in events.indices.prefix(Self.mostUnfolded) { unfold(number) }
        order = unfolded.keys.sorted()
    }

    private mutating func unfold(_ number: Int) {
        guard events.indices.contains(number), let document = try? JSONDocument(data(of: events[number])) else {
            return
        }
        unfolded[number] = JSONOutline(document)
    }
}
