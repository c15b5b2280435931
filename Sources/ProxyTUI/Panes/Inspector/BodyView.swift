import Translation

/// A body as lines.
enum BodyView: Sendable {
    case json(JSONOutline)
    case events(EventList)
    case text(TextLines)
    /// There is no body, or none yet, with the reason.
    case nothing(String)

    var count: Int {
        switch self {
        case .json(let outline): outline.lines.count
        case .events(let list): list.count
        case .text(let lines): lines.count
        case .nothing: 0
        }
    }

    func styled(_ line: Int, glyphs: GlyphSet, limit: Int) -> StyledLine {
        guard line < count else { return StyledLine() }
        switch self {
        case .json(let outline): return outline.styled(line, glyphs: glyphs, limit: limit)
        case .events(let list): return list.styled(line, glyphs: glyphs, limit: limit)
        case .text(let lines): return StyledLine(lines.text(line))
        case .nothing: return StyledLine()
        }
    }

    /// The indentation of the later rows of a wrapped line.
    func indent(_ line: Int) -> Int {
        switch self {
        case .json(let outline): outline.lines.indices.contains(line) ? 2 * outline.lines[line].depth + 2 : 0
        case .events: EventList.indent
        case .text, .nothing: 0
        }
    }

    mutating func toggle(_ line: Int) {
        guard line < count else { return }
        switch self {
        case .json(var outline):
            self = .nothing("")
            outline.toggle(line)
            self = .json(outline)
        case .events(var list):
            self = .nothing("")
            list.toggle(line)
            self = .events(list)
        case .text, .nothing: return
        }
    }

    mutating func foldAll() {
        switch self {
        case .json(var outline):
            outline.foldAll()
            self = .json(outline)
        case .events(var list):
            list.foldAll()
            self = .events(list)
        case .text, .nothing: return
        }
    }

    mutating func unfoldAll() {
        switch self {
        case .json(var outline):
            outline.unfoldAll()
            self = .json(outline)
        case .events(var list):
            list.unfoldAll()
            self = .events(list)
        case .text, .nothing: return
        }
    }

    /// Whether the line is one that `l` unfolds and `h` folds; nil for all others.
    func isFolded(_ line: Int) -> Bool? {
        guard case .json(let outline) = self, outline.lines.indices.contains(line), outline.lines[line].isFoldable
        else { return nil }
        return outline.lines[line].part == .folded
    }

    // MARK: Searching

    private var bytes: [UInt8] {
        switch self {
        case .json(let outline): outline.document.bytes
        case .events(let list): list.bytes
        case .text(let lines): lines.bytes
        case .nothing: []
        }
    }

    /// Finds the next match of `search` behind `line`, or the previous one, wrapping around, and unfolds the containers
    /// around it. Nil if there is none. `including` also searches the line itself, for a search that begins.
    mutating func find(_ search: ByteSearch, from line: Int, forward: Bool, including: Bool = false) -> Int? {
        let bytes = bytes
        let (start, end) = extent(of: line)
        let found =
            forward
            ? search.first(in: bytes, from: including ? start : end) ?? search.first(in: bytes, from: 0)
            : search.last(in: bytes, before: start) ?? search.last(in: bytes, before: bytes.count)
        guard let found else { return nil }
        switch self {
        case .json(var outline):
            self = .nothing("")
            let line = outline.reveal(outline.node(atByte: found))
            self = .json(outline)
            return line
        case .events(let list): return list.line(of: list.event(atByte: found))
        case .text(let lines): return lines.line(atByte: found)
        case .nothing: return nil
        }
    }

    /// The bytes of a line that a search steps over.
    private func extent(of line: Int) -> (start: Int, end: Int) {
        guard line < count, line >= 0 else { return (0, 0) }
        switch self {
        case .json(let outline):
            let bytes = outline.value(of: line).raw.bytes
            let start = outline.key(of: line)?.startIndex ?? bytes.startIndex
            switch outline.lines[line].part {
            case .whole: return (start, bytes.endIndex)
            case .folded: return (start, bytes.startIndex)
            case .opening: return (start, bytes.startIndex + 1)
            case .closing: return (bytes.endIndex - 1, bytes.endIndex)
            }
        case .events(let list):
            let number = list.place(line).event
            guard list.events.indices.contains(number) else { return (0, 0) }
            return (list.events[number].start, list.events[number].end)
        case .text(let lines): return (lines.start(of: line), lines.start(of: line + 1))
        case .nothing: return (0, 0)
        }
    }
}
