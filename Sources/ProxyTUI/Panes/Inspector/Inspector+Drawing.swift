import Journal
import Translation

extension Inspector {
    /// Draws everything but the hints, which the screen draws.
    func draw(_ canvas: inout Canvas, in area: Rect) {
        guard !area.isEmpty else { return }
        let reason = reasonLines(area.width, canvas.glyphs)
        let layout = layout(area, reasonRows: reason.count)
        drawHead(&canvas, layout.head)
        drawTiming(&canvas, layout.timing)
        drawTabs(&canvas, layout.tabs)
        drawBodies(&canvas, layout)
        drawNotes(&canvas, layout)
        for (offset, line) in reason.prefix(layout.reason.height).enumerated() {
            let row = layout.reason.top + offset
            canvas.draw(line, row: row, in: layout.reason)
            if offset == layout.reason.height - 1, reason.count > layout.reason.height {
                canvas.sign(.ellipsis, .quiet, column: layout.reason.right - 1, row: row, in: layout.reason)
            }
        }
    }

    // MARK: Bodies

    private func drawBodies(_ canvas: inout Canvas, _ layout: InspectorFrame) {
        for row in layout.divider.top..<layout.divider.bottom {
            canvas.sign(.divider, .quiet, column: layout.divider.left, row: row, in: layout.divider)
        }
        for side in layout.sides {
            guard tab == .bodies else {
                drawList(&canvas, side)
                continue
            }
            drawTitle(&canvas, side)
            if stages == nil {
                drawMessage(isLoading ? "Loading." : Self.notKept, &canvas, side.body)
            } else if case .nothing(let message) = view(side.stage).body {
                drawMessage(message, &canvas, side.body)
            } else {
                drawBody(&canvas, side)
            }
        }
    }

    private func drawTitle(_ canvas: inout Canvas, _ side: InspectorFrame.Side) {
        guard !side.title.isEmpty else { return }
        let view = view(side.stage)
        let isFocused = focus == .body && side.stage == stage
        let end = canvas.draw(
            " " + Self.title(side.stage),
            isFocused ? .title : .quiet,
            column: side.title.left,
            row: side.title.top,
            in: side.title
        )
        var parts: [String] = []
        if let omitted = view.capture?.omittedBytes, omitted > 0 {
            parts.append("\(ByteCount(bytes: omitted).rounded) not kept")
        }
        if !view.form.isEmpty { parts.append(view.form) }
        let text = parts.joined(separator: " \(canvas.glyphs[.separator]) ")
        guard !text.isEmpty, end + text.count + 3 < side.title.right else { return }
        canvas.draw(text, .quiet, column: side.title.right - text.count - 1, row: side.title.top, in: side.title)
    }

    private func drawMessage(_ message: String, _ canvas: inout Canvas, _ area: Rect) {
        for (offset, line) in StyledLine(message, .quiet).wordWrapped(to: max(area.width - 3, 8)).enumerated() {
            var area = area
            _ = area.cutLeft(2)
            canvas.draw(line, row: area.top + offset, in: area)
        }
    }

    private func drawBody(_ canvas: inout Canvas, _ side: InspectorFrame.Side) {
        let view = view(side.stage)
        let area = side.body
        let extent = extent(side.stage, width: area.width, height: area.height, canvas.glyphs)
        let viewport = shownViewport(side.stage, extent)
        let width = wrapWidth(view, area.width)
        let limit = wraps ? JSONOutline.longestWrapped : 4 * (viewport.offset + area.width) + 16
        var place = viewport.top
        var row = area.top
        while row < area.bottom, place.line < extent.count {
            let line = view.body.styled(place.line, glyphs: canvas.glyphs, limit: limit)
                .highlighting(side.stage == stage ? search : nil)
            let pieces =
                wraps
                ? line.wrapped(to: width, indent: view.body.indent(place.line), isASCII: canvas.glyphs == .ascii)
                : [line]
            for piece in pieces.dropFirst(place.row) where row < area.bottom {
                let isCursor = side.stage == stage && focus == .body && place == viewport.cursor
                let isFirst = place.row == 0
                draw(piece, &canvas, area.line(row - area.top), view, place.line, viewport.offset, isFirst, isCursor)
                place.row += 1
                row += 1
            }
            place = Viewport.Place(line: place.line + 1)
        }
    }

    private func draw(
        _ line: StyledLine,
        _ canvas: inout Canvas,
        _ area: Rect,
        _ view: StageView,
        _ number: Int,
        _ offset: Int,
        _ isFirst: Bool,
        _ isCursor: Bool
    ) {
        var text = area
        let gutter = text.cutLeft(InspectorFrame.gutter)
        let mark = mark(view, number, canvas.glyphs)
        if let mark {
            if let sign = mark.sign {
                canvas.draw(String(Character(sign)), mark.style, column: gutter.left, row: area.top, in: gutter)
            }
            if isFirst, mark.hasLabel {
                let label = mark.label(canvas.glyphs)
                let width = VisibleText(label, isASCII: canvas.glyphs == .ascii).width
                // A note is drawn beside its line only if enough of the line remains visible.
                if text.width - width - 1 >= 12 {
                    let room = text
                    text = Rect(column: text.left, row: text.top, width: text.width - width - 1, height: 1)
                    canvas.draw(label, mark.style, column: text.right + 1, row: area.top, in: room)
                }
            }
        }
        canvas.draw(line, skipping: wraps ? 0 : offset, row: area.top, in: text)
        if isCursor { canvas.highlight(area) }
    }

    private func drawList(_ canvas: inout Canvas, _ side: InspectorFrame.Side) {
        let lines = listLines(side.body.width, canvas.glyphs)
        let extent = Viewport.Extent(count: lines.count, height: side.body.height) { _ in 1 }
        var viewport = listViewport
        viewport.show(in: extent)
        if !side.title.isEmpty {
            let title = tab == .headers ? " Headers, keys left out" : " Timing and attempts"
            canvas.draw(title, .title, column: side.title.left, row: side.title.top, in: side.title)
        }
        for row in 0..<side.body.height where viewport.top.line + row < lines.count {
            var area = side.body.line(row)
            _ = area.cutLeft(2)
            canvas.draw(lines[viewport.top.line + row], skipping: viewport.offset, row: area.top, in: area)
            if viewport.top.line + row == viewport.cursor.line, focus == .body {
                canvas.highlight(side.body.line(row))
            }
        }
    }

    // MARK: Marks at lines

    private struct Mark {
        var sign: Unicode.Scalar?
        var style: Style
        /// The notes about the line, or about lines that are folded into it.
        var numbers: [Int]
        var isLocatedError: Bool

        var hasLabel: Bool { isLocatedError || !numbers.isEmpty }

        func label(_ glyphs: GlyphSet) -> String {
            let upstream = "\(glyphs[.error]) upstream"
            switch numbers.count {
            case 0: return isLocatedError ? upstream : ""
            case 1: return isLocatedError ? "\(upstream), note \(numbers[0])" : "\(glyphs[.note]) note \(numbers[0])"
            case 2, 3:
                let list = numbers.map(String.init).joined(separator: ", ")
                return isLocatedError ? "\(upstream), notes \(list)" : "\(glyphs[.note]) notes \(list)"
            default:
                return isLocatedError
                    ? "\(upstream), \(numbers.count) notes" : "\(glyphs[.note]) \(numbers.count) notes"
            }
        }
    }

    private func mark(_ view: StageView, _ number: Int, _ glyphs: GlyphSet) -> Mark? {
        guard case .json(let outline) = view.body, !view.places.isEmpty else { return nil }
        let range = outline.range(of: number)
        let rows = view.places.rows(at: range)
        guard !rows.isEmpty else {
            guard let around = view.places.area(around: outline.node(of: number)), notes.indices.contains(around) else {
                return nil
            }
            return Mark(
                sign: notes[around].sign(glyphs),
                style: notes[around].style,
                numbers: [],
                isLocatedError: false
            )
        }
        let found = rows.compactMap { notes.indices.contains($0) ? notes[$0] : nil }
        guard let worst = found.first else { return nil }
        // Folded notes are counted; only problems among them show from outside.
        let isOwn = view.places.rows(at: range.lowerBound..<range.lowerBound + 1).contains(rows[0])
        let isShown = isOwn || worst.isProblem
        return Mark(
            sign: isShown ? worst.sign(glyphs) : nil,
            style: worst.style,
            numbers: found.compactMap(\.number).sorted(),
            isLocatedError: found.contains { $0.number == nil }
        )
    }
}
