import Journal
import Translation

/// A note in the inspector: numbered in the translator's order, listed worst first.
struct NoteRow: Sendable, Equatable {
    /// Nil for the upstream's error, which is not a note.
    var number: Int?
    var note: TranslationNote

    var isProblem: Bool { note.kind == .fail || note.kind == .lossy }

    /// The sign at a line: colour is never the only sign.
    func sign(_ glyphs: GlyphSet) -> Unicode.Scalar {
        switch note.kind {
        case .fail: glyphs[.error]
        case .lossy: glyphs[.lossy]
        case .drop: "-"
        case .map, .split: "~"
        case .add: "+"
        }
    }

    var style: Style {
        switch note.kind {
        case .fail: Style(.error)
        case .lossy: Style(.warning)
        case .drop, .map, .add, .split: .plain
        }
    }

    /// The note's places in `stage`.
    func paths(in stage: ExchangeStages.Stage) -> [JSONPath] {
        switch (stage, note.direction) {
        case (.clientRequest, .request), (.upstreamAnswer, .answer): note.places.compactMap(\.source)
        case (.upstreamRequest, .request), (.clientAnswer, .answer): note.places.compactMap(\.target)
        case (.clientRequest, .answer), (.upstreamRequest, .answer), (.upstreamAnswer, .request),
            (.clientAnswer, .request):
            []
        }
    }

    /// The first place, and the number of places if there are several; in at most `width` cells.
    func places(_ glyphs: GlyphSet, width: Int = .max) -> String {
        guard NoteText.more(note, than: 1) != nil else { return Self.text(note.place, glyphs, width: width) }
        let count = " (\(note.places.count)\(note.hasMorePlaces ? "+" : ""))"
        return Self.text(note.place, glyphs, width: Swift.max(width - count.count, 1)) + count
    }

    /// The first places, as many as can be read at a glance.
    func allPlaces(_ glyphs: GlyphSet) -> String {
        let limit = 20
        let text = note.places.prefix(limit).map { Self.text($0, glyphs) }.joined(separator: ", ")
        return NoteText.more(note, than: limit).map { "\(text) and \($0) more" } ?? text
    }

    /// `metadata.user_id → prompt_cache_key`, or one side alone.
    private static func text(_ place: TranslationNote.Place, _ glyphs: GlyphSet, width: Int = .max) -> String {
        let ellipsis = String(Character(glyphs[.ellipsis]))
        switch (place.source, place.target) {
        case (let source?, let target?) where source != target:
            let whole = "\(source) \(glyphs[.arrow]) \(target)"
            guard whole.count > width else { return whole }
            // An unchanged name needs no second side.
            let last = target.segments.last ?? ""
            if source.segments.last == last { return source.shortened(to: width, ellipsis) }
            let half = Swift.max((width - 3) / 2, 1)
            let least = Swift.min(target.description.count, last.count + 1)
            let left = Swift.min(source.description.count, Swift.max(half, width - 3 - least))
            return source.shortened(to: left, ellipsis) + " \(glyphs[.arrow]) "
                + target.shortened(to: width - 3 - left, ellipsis)
        case (let path?, _), (nil, let path?):
            return path.shortened(to: width, ellipsis)
        case (nil, nil):
            return ""
        }
    }

    static func rows(_ notes: [TranslationNote], _ locatedError: LocatedError?) -> [NoteRow] {
        var rows = notes.enumerated().map { NoteRow(number: $0.offset + 1, note: $0.element) }
        if let locatedError { rows.append(NoteRow(number: nil, note: locatedError.note)) }
        return rows.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(\.element)
    }

    /// `1 fail · 2 lossy · 5 ok`
    static func summary(_ rows: [NoteRow], _ glyphs: GlyphSet) -> String {
        let fails = rows.count { $0.note.kind == .fail }
        let lossy = rows.count { $0.note.kind == .lossy }
        let rest = rows.count - fails - lossy
        var parts: [String] = []
        if fails > 0 { parts.append("\(fails) fail") }
        if lossy > 0 { parts.append("\(lossy) lossy") }
        if rest > 0 { parts.append("\(rest) ok") }
        return parts.joined(separator: " \(glyphs[.separator]) ")
    }

    private static func rank(_ row: NoteRow) -> Int {
        switch row.note.kind {
        case .fail: row.number == nil ? 0 : 1
        case .lossy: 2
        case .drop, .map, .add, .split: 3
        }
    }
}

/// The notes at each node of a document.
struct NotePlaces: Sendable {
    private struct Entry {
        var node: Int
        var row: Int
    }

    private var entries: [Entry] = []
    /// Containers that were dropped or added as a whole, with their notes: all of their lines carry the sign.
    private var areas: [(nodes: Range<Int>, row: Int)] = []

    init() {}

    init(_ rows: [NoteRow], in stage: ExchangeStages.Stage, of document: JSONDocument) {
        for (number, row) in rows.enumerated() {
            for path in row.paths(in: stage) {
                for node in document.places(at: path) { entries.append(Entry(node: node, row: number)) }
            }
        }
        entries.sort { ($0.node, $0.row) < ($1.node, $1.row) }
        for entry in entries where [.drop, .add].contains(rows[entry.row].note.kind) {
            areas.append((document.extent(of: entry.node), entry.row))
        }
    }

    var isEmpty: Bool { entries.isEmpty }

    /// The notes at `nodes`, in order.
    func rows(at nodes: Range<Int>) -> [Int] {
        let start = entries.firstPlace { $0.node >= nodes.lowerBound }
        var found: [Int] = []
        for entry in entries[start...].prefix(while: { $0.node < nodes.upperBound }) where !found.contains(entry.row) {
            found.append(entry.row)
        }
        return found
    }

    /// The note that dropped or added a container around `node`.
    func area(around node: Int) -> Int? {
        areas.first { $0.nodes.contains(node) }?.row
    }

    func node(of row: Int) -> Int? {
        entries.first { $0.row == row }?.node
    }
}
