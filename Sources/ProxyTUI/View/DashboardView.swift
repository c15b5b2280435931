import Journal
import Translation

/// Draws the model.
///
///     ┌ header: is it alive, is it streaming, how fast, what does it cost, has anything failed
///     ├ 1 Requests ─────────────────────────────────────
///     │ one line a request, newest last
///     ├ 2 Models ──────── 3 Errors ──────── 4 Telemetry ─
///     │
///     ├ the end of the streaming text
///     └ hints, a prompt, or a notice
enum DashboardView {
    static func draw(_ model: DashboardModel) -> Canvas {
        var model = model
        model.refreshList()
        var canvas = Canvas(model.size, glyphs: model.glyphs)
        guard !canvas.bounds.isEmpty else { return canvas }
        if let inspection = model.inspection, MainLayout.shape(model.size) != .line {
            let layout = InspectorLayout(model)
            var inspector = inspection.inspector
            inspector.position = model.inspectionPosition
            inspector.draw(&canvas, in: layout.body)
            BottomLine.draw(model, &canvas, layout.hints)
        } else {
            drawMain(model, &canvas)
        }
        OverlayView.draw(model, &canvas)
        return canvas
    }

    private static func drawMain(_ model: DashboardModel, _ canvas: inout Canvas) {
        let layout = MainLayout(model)
        if layout.shape == .line, drawOnlyLine(model, layout.header, &canvas) { return }
        HeaderView.draw(model, layout, &canvas)
        for (id, area) in layout.panes { drawPane(id, area, layout, model, &canvas) }
        if layout.panes.count > 2 { drawDividers(layout, &canvas) }
        drawWords(model, layout.words, &canvas)
        BottomLine.draw(model, &canvas, layout.hints)
    }

    /// On a single line, a prompt, a notice or an inspection replaces the header.
    private static func drawOnlyLine(_ model: DashboardModel, _ line: Rect, _ canvas: inout Canvas) -> Bool {
        if model.prompt != nil || model.notice != nil {
            BottomLine.draw(model, &canvas, line)
            return true
        }
        guard let inspection = model.inspection else { return false }
        let text = " #\(inspection.id.sequence): window too small to inspect; q goes back"
        canvas.draw(text, Style(.warning), column: line.left, row: line.top, in: line)
        return true
    }

    /// A pane with its rule and heading, inside its area.
    static func drawPane(
        _ id: PaneID,
        _ area: Rect,
        _ layout: MainLayout,
        _ model: DashboardModel,
        _ canvas: inout Canvas
    ) {
        let pane = Panes.pane(id)
        let isShort = layout.shape == .short
        if !isShort { drawRule(pane, area, layout, model, &canvas) }
        let count = pane.rowCount(model)
        if id == Panes.requests.id, model.shown.rows.isEmpty {
            return EmptyView.draw(model, area.dropping(isShort ? 0 : 1), &canvas)
        }
        let table = TableLayout(
            isShort && id == Panes.requests.id ? ShortRow.columns : pane.columns(model, width: area.width),
            width: area.width
        )
        if !isShort { table.drawHeading(&canvas, row: area.top + 1, in: area) }
        let first = layout.firstRow(of: id)
        guard count > 0 else {
            canvas.draw(pane.emptyText(model), .quiet, column: area.left + 1, row: first.screenRow, in: area)
            return
        }
        let cursor = model.line(in: id)
        for row in first.screenRow..<max(area.bottom, first.screenRow) {
            let line = first.line + row - first.screenRow
            guard line < count else { break }
            table.draw(&canvas, row: row, in: area) { column in
                isShort && id == Panes.requests.id
                    ? ShortRow.cell(column, line, model) : pane.cell(column, ofRow: line, model)
            }
            if line == cursor, model.focus == id {
                canvas.highlight(area.line(row - area.top))
            }
        }
        drawRunning(id, area, first, count, table, model, &canvas)
    }

    /// Draws running requests at the end of the list if they are scrolled out of view.
    private static func drawRunning(
        _ id: PaneID,
        _ area: Rect,
        _ first: (line: Int, screenRow: Int),
        _ count: Int,
        _ table: TableLayout,
        _ model: DashboardModel,
        _ canvas: inout Canvas
    ) {
        let height = area.bottom - first.screenRow
        let shownEnd = first.line + height
        let traffic = model.shown
        guard id == Panes.requests.id, shownEnd < count, height > 6, traffic.runningCount > 0 else { return }
        let hidden = traffic.running.compactMap { model.list.line(of: $0, in: traffic) }.filter { $0 >= shownEnd }
        let kept = hidden.sorted().suffix(height / 3)
        for (offset, line) in kept.enumerated() {
            let row = area.bottom - kept.count + offset
            canvas.fill(area.line(row - area.top))
            table.draw(&canvas, row: row, in: area) { Panes.requests.cell($0, ofRow: line, model) }
        }
    }

    private static func drawRule(
        _ pane: any Pane,
        _ area: Rect,
        _ layout: MainLayout,
        _ model: DashboardModel,
        _ canvas: inout Canvas
    ) {
        let isFocused = model.focus == pane.id
        let style = isFocused ? Style.title : Style.plain
        guard layout.hasTabs, pane.id != Panes.requests.id else {
            let title = "\(Panes.number(pane.id)) \(pane.title)"
            canvas.rule(area, title: title, titleStyle: style, caption: pane.caption(model))
            if isFocused { mark(area, &canvas) }
            return
        }
        canvas.rule(area, caption: "Tab next")
        var column = area.left + 1
        for other in Panes.all where other.id != Panes.requests.id && (other.isDocked || other.id == pane.id) {
            let name = "\(Panes.number(other.id)) \(other.title)"
            let text = other.id == pane.id ? " [\(name)] " : "  \(name)  "
            column = canvas.draw(text, other.id == pane.id ? style : .quiet, column: column, row: area.top, in: area)
        }
        if isFocused { mark(area, &canvas) }
    }

    /// Marks the focused pane by a sign too, for terminals without bold.
    private static func mark(_ area: Rect, _ canvas: inout Canvas) {
        canvas.sign(.folded, .title, column: area.left, row: area.top, in: area)
    }

    private static func drawDividers(_ layout: MainLayout, _ canvas: inout Canvas) {
        for (_, area) in layout.panes.dropFirst(2) {
            for row in area.top..<area.bottom {
                canvas.sign(
                    row == area.top ? .rule : .divider,
                    .quiet,
                    column: area.left - 1,
                    row: row,
                    in: canvas.bounds
                )
            }
        }
    }

    private static func drawWords(_ model: DashboardModel, _ area: Rect, _ canvas: inout Canvas) {
        guard !area.isEmpty, let row = model.streamingRow ?? model.currentRow else { return }
        let state = RowStyle(row)
        var text = " #\(row.number) \(RequestsPane.models(row, model))  \(RowStyle.note(row))"
        if row.isRunning {
            text += " \(DurationText.short(row.elapsed(at: model.shownNow)))"
            if let tokens = row.outputTokens { text += "  \(Figures.tokens(tokens)) tok" }
        }
        let column = canvas.draw(text, state.noteStyle, column: area.left, row: area.top, in: area)
        guard row.isRunning, let words = model.latestText, words.id == row.id else { return }
        // The newest text is at the end.
        let room = area.right - column - 4
        guard room > 12 else { return }
        let tail = VisibleText.suffix(of: words.text, width: room, isASCII: model.glyphs == .ascii)
        let quote = "  \(model.glyphs[.openQuote])\(tail)\(model.glyphs[.closeQuote])"
        canvas.draw(quote, .quiet, column: column, row: area.top, in: area)
    }
}

extension Rect {
    /// All but the first rows.
    func dropping(_ rows: Int) -> Rect {
        var rest = self
        _ = rest.cutTop(rows)
        return rest
    }
}

extension VisibleText {
    /// The end of `text` that fits into `width` cells.
    static func suffix(of text: String, width: Int, isASCII: Bool) -> Substring {
        var taken = 0
        var start = text.endIndex
        while start > text.startIndex {
            let before = text.index(before: start)
            taken += VisibleText(text[before..<start], isASCII: isASCII).width
            if taken > width { break }
            start = before
        }
        return text[start...]
    }
}
