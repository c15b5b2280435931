/// A line of text whose parts have different styles.
struct StyledLine: Sendable, Equatable {
    struct Span: Sendable, Equatable {
        var text: String
        var style: Style
    }

    private(set) var spans: [Span] = []

    init() {}

    init(_ text: String, _ style: Style = .plain) {
        append(text, style)
    }

    mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        spans.append(Span(text: text, style: style))
    }

    mutating func append(_ line: StyledLine) {
        spans += line.spans
    }

    var text: String { spans.map(\.text).joined() }

    func width(isASCII: Bool) -> Int {
        spans.reduce(0) { $0 + VisibleText($1.text, isASCII: isASCII).width }
    }

    /// The line in pieces of at most `width` cells, indented by `indent` after the first; at least one.
    func wrapped(to width: Int, indent: Int = 0, isASCII: Bool) -> [StyledLine] {
        guard width > 1 else { return [self] }
        let indent = min(indent, width / 3)
        let margin = String(repeating: " ", count: indent)
        var lines = [StyledLine()]
        var room = width
        for span in spans {
            var piece = String.UnicodeScalarView()
            for shown in VisibleText(span.text, isASCII: isASCII) {
                if shown.width > room {
                    lines[lines.count - 1].append(String(piece), span.style)
                    lines.append(StyledLine(margin))
                    piece = String.UnicodeScalarView()
                    room = width - indent
                }
                piece.append(shown.base)
                if let mark = shown.marks.first { piece.append(mark) }
                if let mark = shown.marks.second { piece.append(mark) }
                room -= shown.width
            }
            lines[lines.count - 1].append(String(piece), span.style)
        }
        return lines
    }

    /// The line with every match of `needle` in reverse, ignoring the case of ASCII letters.
    func highlighting(_ needle: ByteSearch?) -> StyledLine {
        guard let needle else { return self }
        var line = StyledLine()
        for span in spans {
            let bytes = Array(span.text.utf8)
            var start = 0
            while let found = needle.first(in: bytes, from: start) {
                line.append(String(decoding: bytes[start..<found], as: UTF8.self), span.style)
                let end = found + needle.length
                line.append(String(decoding: bytes[found..<end], as: UTF8.self), span.style.with(.reverse))
                start = end
            }
            line.append(String(decoding: bytes[start...], as: UTF8.self), span.style)
        }
        return line
    }
}

extension Canvas {
    /// Draws a line, without its first `skipping` cells and cut at `area`'s edge.
    @discardableResult
    mutating func draw(_ line: StyledLine, skipping: Int = 0, row: Int, in area: Rect) -> Int {
        var column = area.left - skipping
        for span in line.spans {
            if column >= area.right {
                sign(.ellipsis, .quiet, column: area.right - 1, row: row, in: area)
                return column
            }
            column = draw(span.text, span.style, column: column, row: row, in: area)
        }
        return column
    }
}
