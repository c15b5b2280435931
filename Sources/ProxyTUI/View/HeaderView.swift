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

    /// One segment of a line. Segments are sorted by importance; the last ones are left out if they do not fit.
    private typealias Segment = TableCell

    private static func drawTwoLines(_ model: DashboardModel, _ layout: MainLayout, _ canvas: inout Canvas) {
        let area = layout.header
        let isWide = layout.shape == .full
        let right = mode(model)
        let rightWidth = VisibleText(right.text, isASCII: model.glyphs == .ascii).width + 2
        let line = Rect(column: area.left, row: area.top, width: area.width - rightWidth, height: 1)
        let traffic = model.shown
        var segments = [alive(model), Segment("DRAGOMAN", .title)]
        if let problem = problem(model) { segments.append(problem) }
        segments.append(Segment(model.facts.address))
        if model.facts.isDemonstration { segments.append(Segment("mock", .quiet)) }
        let sessions = traffic.sessions.count
        if sessions > 0 {
            segments.append(Segment(isWide ? DecimalText.counted(sessions, "session") : "\(sessions) sess"))
        }
        segments.append(Segment("up \(Figures.uptime(model.now.timeIntervalSince(model.facts.startedAt)))"))
        if traffic.lossyNotes > 0 {
            segments.append(
                Segment(DecimalText.counted(traffic.lossyNotes, "lossy note"), Style(.warning))
            )
        }
        draw(segments, line, &canvas)
        canvas.draw(right.text, right.style, column: line.right, row: area.top, in: area)
        guard area.height > 1 else { return }
        let second = area.line(1)
        // The count of errors, the last segment, is always shown.
        var figures = now(model, isWide: isWide)
        while figures.count > 3, width(figures, canvas) > second.width { figures.remove(at: figures.count - 2) }
        draw(figures, second, &canvas)
    }

    private static func drawLine(_ model: DashboardModel, _ area: Rect, _ canvas: inout Canvas, isAlone: Bool) {
        let traffic = model.shown
        var segments = [alive(model)]
        if let problem = problem(model) { segments.append(problem) }
        if model.frozen != nil { segments.append(frozen(model)) }
        segments += streams(model)
        segments.append(Segment("\(traffic.tokenRate.rate(at: model.shownNow)) t/s"))
        segments.append(sparkline(model, width: min(max(area.width / 10, 4), 12)))
        if area.width >= 60, let median = traffic.tokenRate.median {
            segments.append(Segment("TTFT \(DurationText.short(median))"))
        }
        if area.width >= 60, let share = cacheShare(model) { segments.append(Segment("cache \(share)%")) }
        segments.append(Segment(Figures.sum(traffic.totalCost)))
        segments.append(errors(model))
        if isAlone, let row = model.streamingRow ?? traffic.rows.last {
            segments.append(
                Segment("#\(row.number) \(RequestsPane.models(row, model)) \(RowStyle.note(row))", RowStyle(row).style)
            )
        }
        draw(segments, area, &canvas, cutsLast: isAlone)
    }

    // MARK: Segments

    private static func now(_ model: DashboardModel, isWide: Bool) -> [Segment] {
        let traffic = model.shown
        var segments = isWide ? [Segment("NOW", .quiet)] : []
        segments += streams(model, isLong: isWide)
        segments.append(Segment("\(traffic.tokenRate.rate(at: model.shownNow)) tok/s"))
        segments.append(sparkline(model, width: isWide ? 20 : 10))
        if let median = traffic.tokenRate.median, let p95 = traffic.tokenRate.p95 {
            let (middle, high) = (DurationText.short(median), DurationText.short(p95))
            segments.append(Segment(isWide ? "TTFT p50 \(middle) p95 \(high)" : "TTFT \(middle)/\(high)"))
        }
        if let share = cacheShare(model) { segments.append(Segment("cache \(share)%")) }
        segments.append(Segment(Figures.sum(traffic.totalCost)))
        segments.append(errors(model, isLong: isWide))
        return segments
    }

    private static func alive(_ model: DashboardModel) -> Segment {
        Segment(String(model.glyphs[.alive]), Style(model.connection == .connected ? .good : .error))
    }

    private static func problem(_ model: DashboardModel) -> Segment? {
        switch model.connection {
        case .connected: nil
        case .ending: Segment("ENDING once the last answer has finished; Q ends at once", Style(.warning, .bold))
        case .lost: Segment("NOT CONNECTED", Style(.error, .bold))
        }
    }

    private static func frozen(_ model: DashboardModel) -> Segment {
        let missed = model.traffic.arrivedCount - model.shown.arrivedCount
        return Segment("FROZEN" + (missed > 0 ? " +\(missed)" : ""), Style(.warning, .bold))
    }

    /// At the right: the display's mode and the time.
    private static func mode(_ model: DashboardModel) -> Segment {
        let clock = model.clockFace.minutes(model.now)
        if model.frozen != nil {
            let frozen = frozen(model)
            return Segment("\(frozen.text)  \(clock)", frozen.style)
        }
        return Segment(model.list.follows ? "FOLLOW  \(clock)" : clock, model.list.follows ? .title : .plain)
    }

    private static func streams(_ model: DashboardModel, isLong: Bool = false) -> [Segment] {
        let traffic = model.shown
        let streaming = traffic.streamingCount
        let waiting = traffic.runningCount - streaming
        let live = "\(model.glyphs[.live])\(streaming)" + (isLong ? " streaming" : "")
        let stalled = "\(model.glyphs[.waiting])\(waiting)" + (isLong ? " waiting" : "")
        return [
            Segment(live, streaming > 0 ? Style(.live) : .quiet), Segment(stalled, waiting > 0 ? Style(.live) : .quiet),
        ]
    }

    private static func sparkline(_ model: DashboardModel, width: Int) -> Segment {
        let history = model.shown.tokenRate.history(at: model.shownNow).suffix(width * 3)
        var sums: [Int] = []
        for start in stride(from: history.startIndex, to: history.endIndex, by: 3) {
            sums.append(history[start..<min(start + 3, history.endIndex)].reduce(0, +))
        }
        let top = max(sums.max() ?? 0, 1)
        let bars = model.glyphs.bars
        let text = sums.map { sum in
            sum == 0 ? " " : String(bars[min(sum * (bars.count - 1) / top, bars.count - 1)])
        }.joined()
        return Segment(text, Style(.live))
    }

    private static func cacheShare(_ model: DashboardModel) -> Int? {
        let traffic = model.shown
        return traffic.inputTokens > 0 ? traffic.cachedTokens * 100 / traffic.inputTokens : nil
    }

    private static func errors(_ model: DashboardModel, isLong: Bool = false) -> Segment {
        let count = model.shown.errors.count(since: model.shownNow.addingTimeInterval(-300))
        return Segment(
            "\(model.glyphs[.error])\(count)" + (isLong ? " in 5m" : ""),
            count > 0 ? Style(.error) : .quiet
        )
    }

    private static func width(_ segments: [Segment], _ canvas: Canvas) -> Int {
        segments.reduce(-1) { $0 + VisibleText($1.text, isASCII: canvas.glyphs == .ascii).width + 2 }
    }

    private static func draw(_ segments: [Segment], _ area: Rect, _ canvas: inout Canvas, cutsLast: Bool = false) {
        var column = area.left + 1
        for (index, segment) in segments.enumerated() {
            let width = VisibleText(segment.text, isASCII: canvas.glyphs == .ascii).width
            let mayBeCut = cutsLast && index == segments.count - 1
            guard column + width <= area.right || (mayBeCut && column + 8 <= area.right) else { continue }
            column = canvas.draw(segment.text, segment.style, column: column, row: area.top, in: area)
            column += index == 0 ? 1 : 2
        }
    }
}
