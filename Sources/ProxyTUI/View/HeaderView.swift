import Foundation
import Translation

/// The lines at the top: is it alive, is it streaming now, how fast, does the cache work, what does it cost, has anything
/// failed.
enum HeaderView {
    static func draw(_ model: DashboardModel, _ layout: MainLayout, _ canvas: inout Canvas) {
        switch layout.shape {
        case .line, .short: drawLine(model, layout.header, &canvas, isAlone: layout.shape == .line)
        case .tabs, .full: drawTwoLines(model, layout, &canvas)
        }
    }

    /// One piece of a line, in the order of its worth: what does not fit is left out from the end.
    private struct Piece {
        var text: String
        var style: Style

        init(_ text: String, _ style: Style = .plain) {
            self.text = text
            self.style = style
        }
    }

    private static func drawTwoLines(_ model: DashboardModel, _ layout: MainLayout, _ canvas: inout Canvas) {
        let area = layout.header
        let isWide = layout.shape == .full
        let right = mode(model)
        let rightWidth = VisibleText(right.text, isASCII: model.glyphs == .ascii).width + 2
        let line = Rect(column: area.left, row: area.top, width: area.width - rightWidth, height: 1)
        let traffic = model.shown
        var pieces = [alive(model), Piece("DRAGOMAN", .title)]
        if let trouble = trouble(model) { pieces.append(trouble) }
        pieces.append(Piece(model.facts.address))
        if model.facts.isDemonstration { pieces.append(Piece("stand-in", .quiet)) }
        let sessions = traffic.sessions.count
        if sessions > 0 {
            pieces.append(Piece(isWide ? "\(sessions) session\(sessions == 1 ? "" : "s")" : "\(sessions) sess"))
        }
        pieces.append(Piece("up \(Figures.uptime(model.now.timeIntervalSince(model.facts.startedAt)))"))
        if traffic.lossyNotes > 0 {
            pieces.append(
                Piece("\(traffic.lossyNotes) lossy note\(traffic.lossyNotes == 1 ? "" : "s")", Style(.warning))
            )
        }
        draw(pieces, line, &canvas)
        canvas.draw(right.text, right.style, column: line.right, row: area.top, in: area)
        guard area.height > 1 else { return }
        let second = area.line(1)
        // Whatever else there is no room for, errors are told.
        var figures = now(model, isWide: isWide)
        while figures.count > 3, width(figures, canvas) > second.width { figures.remove(at: figures.count - 2) }
        draw(figures, second, &canvas)
    }

    private static func drawLine(_ model: DashboardModel, _ area: Rect, _ canvas: inout Canvas, isAlone: Bool) {
        let traffic = model.shown
        var pieces = [alive(model)]
        if let trouble = trouble(model) { pieces.append(trouble) }
        if model.frozen != nil { pieces.append(frozen(model)) }
        pieces += streams(model)
        pieces.append(Piece("\(traffic.pace.rate(at: model.shownNow)) t/s"))
        pieces.append(spark(model, width: min(max(area.width / 10, 4), 12)))
        if area.width >= 60, let median = traffic.pace.median {
            pieces.append(Piece("TTFT \(Figures.duration(median))"))
        }
        if area.width >= 60, let share = cacheShare(model) { pieces.append(Piece("cache \(share)%")) }
        pieces.append(Piece(Figures.sum(traffic.totalCost)))
        pieces.append(errors(model))
        if isAlone, let row = model.spokenRow ?? traffic.rows.last {
            pieces.append(
                Piece("#\(row.number) \(RequestsPane.models(row, model)) \(RowLook.note(row))", RowLook(row).style)
            )
        }
        draw(pieces, area, &canvas, cutsLast: isAlone)
    }

    // MARK: Pieces

    private static func now(_ model: DashboardModel, isWide: Bool) -> [Piece] {
        let traffic = model.shown
        var pieces = isWide ? [Piece("NOW", .quiet)] : []
        pieces += streams(model, isLong: isWide)
        pieces.append(Piece("\(traffic.pace.rate(at: model.shownNow)) tok/s"))
        pieces.append(spark(model, width: isWide ? 20 : 10))
        if let median = traffic.pace.median, let p95 = traffic.pace.p95 {
            let (middle, high) = (Figures.duration(median), Figures.duration(p95))
            pieces.append(Piece(isWide ? "TTFT p50 \(middle) p95 \(high)" : "TTFT \(middle)/\(high)"))
        }
        if let share = cacheShare(model) { pieces.append(Piece("cache \(share)%")) }
        pieces.append(Piece(Figures.sum(traffic.totalCost)))
        pieces.append(errors(model, isLong: isWide))
        return pieces
    }

    private static func alive(_ model: DashboardModel) -> Piece {
        Piece(String(model.glyphs[.alive]), Style(model.connection == .connected ? .good : .error))
    }

    private static func trouble(_ model: DashboardModel) -> Piece? {
        switch model.connection {
        case .connected: nil
        case .ending: Piece("ENDING when the last answer is finished; Q ends at once", Style(.warning, .bold))
        case .lost: Piece("NOT CONNECTED", Style(.error, .bold))
        }
    }

    private static func frozen(_ model: DashboardModel) -> Piece {
        let missed = model.traffic.arrivedCount - model.shown.arrivedCount
        return Piece("FROZEN" + (missed > 0 ? " +\(missed)" : ""), Style(.warning, .bold))
    }

    /// At the right: what the display does, and the time.
    private static func mode(_ model: DashboardModel) -> Piece {
        let clock = model.clockFace.minutes(model.now)
        if model.frozen != nil {
            let frozen = frozen(model)
            return Piece("\(frozen.text)  \(clock)", frozen.style)
        }
        return Piece(model.list.follows ? "FOLLOW  \(clock)" : clock, model.list.follows ? .title : .plain)
    }

    private static func streams(_ model: DashboardModel, isLong: Bool = false) -> [Piece] {
        let traffic = model.shown
        let streaming = traffic.streamingCount
        let waiting = traffic.runningCount - streaming
        let live = "\(model.glyphs[.live])\(streaming)" + (isLong ? " streaming" : "")
        let stalled = "\(model.glyphs[.waiting])\(waiting)" + (isLong ? " waiting" : "")
        return [
            Piece(live, streaming > 0 ? Style(.live) : .quiet), Piece(stalled, waiting > 0 ? Style(.live) : .quiet),
        ]
    }

    private static func spark(_ model: DashboardModel, width: Int) -> Piece {
        let history = model.shown.pace.history(at: model.shownNow).suffix(width * 3)
        var sums: [Int] = []
        for start in stride(from: history.startIndex, to: history.endIndex, by: 3) {
            sums.append(history[start..<min(start + 3, history.endIndex)].reduce(0, +))
        }
        let top = max(sums.max() ?? 0, 1)
        let bars = model.glyphs.bars
        let text = sums.map { sum in
            sum == 0 ? " " : String(bars[min(sum * (bars.count - 1) / top, bars.count - 1)])
        }.joined()
        return Piece(text, Style(.live))
    }

    private static func cacheShare(_ model: DashboardModel) -> Int? {
        let traffic = model.shown
        return traffic.inputTokens > 0 ? traffic.cachedTokens * 100 / traffic.inputTokens : nil
    }

    private static func errors(_ model: DashboardModel, isLong: Bool = false) -> Piece {
        let count = model.shown.errors.count(since: model.shownNow.addingTimeInterval(-300))
        return Piece(
            "\(model.glyphs[.error])\(count)" + (isLong ? " in 5m" : ""),
            count > 0 ? Style(.error) : .quiet
        )
    }

    private static func width(_ pieces: [Piece], _ canvas: Canvas) -> Int {
        pieces.reduce(-1) { $0 + VisibleText($1.text, isASCII: canvas.glyphs == .ascii).width + 2 }
    }

    private static func draw(_ pieces: [Piece], _ area: Rect, _ canvas: inout Canvas, cutsLast: Bool = false) {
        var column = area.left + 1
        for (index, piece) in pieces.enumerated() {
            let width = VisibleText(piece.text, isASCII: canvas.glyphs == .ascii).width
            let mayBeCut = cutsLast && index == pieces.count - 1
            guard column + width <= area.right || (mayBeCut && column + 8 <= area.right) else { continue }
            column = canvas.draw(piece.text, piece.style, column: column, row: area.top, in: area)
            column += index == 0 ? 1 : 2
        }
    }
}
