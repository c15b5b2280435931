import Foundation
import Journal
import Translation

/// The lines above the bodies, and the notes below them.
extension Inspector {
    func drawHead(_ canvas: inout Canvas, _ area: Rect) {
        guard !area.isEmpty else { return }
        let glyphs = canvas.glyphs
        let place = position.map { "\($0.index)/\($0.count)  J/K" } ?? ""
        let state = state(glyphs)
        let label = sessionLabel.flatMap { $0.isEmpty ? nil : $0 }
        let session = (label ?? exchange.session.map { String($0.prefix(8)) }).map { "  session \($0)" } ?? ""
        let models = models(glyphs, isShort: false)
        let short = self.models(glyphs, isShort: true)
        let isPlain = glyphs == .ascii
        let tails = ["  \(time)\(session)  \(models)", "  \(time)  \(models)", "  \(time)  \(short)", "  \(short)", ""]
        let number = " #\(exchange.id.sequence)  "
        let fixed = number.count + VisibleText("\(state.sign) \(state.text)", isASCII: isPlain).width
        let room = area.width - fixed - (place.isEmpty ? 0 : place.count + 2)
        let tail = tails.first { VisibleText($0, isASCII: isPlain).width <= room } ?? ""
        var line = StyledLine(number, .title)
        line.append("\(state.sign) \(state.text)", state.style)
        line.append(tail)
        let end = canvas.draw(line, row: area.top, in: area)
        if !place.isEmpty, end + place.count + 1 < area.right {
            canvas.draw(place, .quiet, column: area.right - place.count - 1, row: area.top, in: area)
        }
    }

    /// `14:02:58` in the user's time zone.
    private var time: String { ClockFace(secondsFromGMT: utcOffset).seconds(exchange.arrivedAt) }

    private func models(_ glyphs: GlyphSet, isShort: Bool) -> String {
        guard let asked = exchange.modelAsked else { return "no model named" }
        func name(_ model: String) -> String {
            isShort && model.hasPrefix("claude-") ? String(model.dropFirst(7)) : model
        }
        guard let sent = exchange.modelSent else { return name(asked) }
        var text = "\(name(asked)) \(glyphs[.arrow]) \(name(sent))"
        if let answered = exchange.modelAnswered {
            if answered != sent { text += " (\(name(answered)))" }
        } else if !exchange.isRunning, !isShort, exchange.endpoint == .messages {
            text += " (never answered)"
        }
        return text
    }

    private func state(_ glyphs: GlyphSet) -> (sign: Unicode.Scalar, text: String, style: Style) {
        let status = exchange.attempts.last?.status
        switch exchange.outcome {
        case .running:
            if exchange.marks.firstByte == nil { return (glyphs[.waiting], "waiting", Style(.live)) }
            return (glyphs[.live], "streaming", Style(.live))
        case .finished(let reason):
            let text = [status.map(String.init), reason.rawValue].compactMap { $0 }.joined(separator: " ")
            if let sent = exchange.modelSent, let answered = exchange.modelAnswered,
                ModelName.differs(answered, from: sent)
            {
                return (glyphs[.otherModel], text, Style(.otherModel))
            }
            if allNotes.contains(where: \.isProblem) { return (glyphs[.lossy], text, Style(.warning)) }
            return (glyphs[.good], text, Style(.good))
        case .failed(let failure):
            let error = APIError(failure)
            if let status, status >= 400 { return (glyphs[.error], "\(status) from upstream", Style(.error)) }
            return (
                glyphs[.error], "\(error.status) \(error.kind == .timeout ? "timeout" : "no whole answer")",
                Style(.error)
            )
        case .refused(let failure): return (glyphs[.error], "\(APIError(failure).status) refused here", Style(.error))
        case .cancelled: return (glyphs[.cancelled], "cancelled", .quiet)
        case .counted(let tokens, _): return (glyphs[.local], "counted \(tokens) tokens", .quiet)
        }
    }

    func drawTiming(_ canvas: inout Canvas, _ area: Rect) {
        guard !area.isEmpty else { return }
        let bar = " \(canvas.glyphs[.divider]) "
        var parts: [String] = []
        let marks = exchange.marks
        if let sent = marks.sent { parts.append("sent +\(DurationText.precise(sent))") }
        if let first = marks.firstByte { parts.append("first byte +\(DurationText.precise(first))") }
        if let token = marks.firstToken { parts.append("first token +\(DurationText.precise(token))") }
        if let end = marks.finished { parts.append("total \(DurationText.precise(end))") }
        var counts: [String] = []
        if let usage = exchange.usage {
            counts.append("in \(Figures.tokens(usage.totalInputTokens))")
            if usage.cacheReadInputTokens > 0 { counts.append("cached \(Figures.tokens(usage.cacheReadInputTokens))") }
            counts.append("out \(Figures.tokens(usage.outputTokens))")
        } else if let estimate = exchange.estimatedInputTokens {
            counts.append("in \(Figures.tokens(estimate)) est")
        }
        if let cost = exchange.cost { counts.append(Figures.exactDollars(cost)) }
        if exchange.attempts.count > 1 { counts.append("\(exchange.attempts.count) attempts") }
        let right = counts.joined(separator: "  ")
        // If there are too many times, the first are the least interesting.
        var left = parts.joined(separator: bar)
        while parts.count > 1, left.count + right.count + 4 > area.width {
            parts.removeFirst()
            left = parts.joined(separator: bar)
        }
        let end = canvas.draw(" " + left, .quiet, column: area.left, row: area.top, in: area)
        let column = max(area.right - right.count - 1, end + 2)
        if !right.isEmpty { canvas.draw(right, column: column, row: area.top, in: area) }
    }

    // MARK: Tabs

    func drawTabs(_ canvas: inout Canvas, _ area: Rect) {
        guard !area.isEmpty else { return }
        canvas.rule(area)
        let caption = caption(area.width, canvas.glyphs)
        let isPlain = canvas.glyphs == .ascii
        let captionWidth = caption.isEmpty ? 0 : VisibleText(caption, isASCII: isPlain).width + 4
        let forms = (0...3).map { tabs(area.width, canvas.glyphs, form: $0) }
        let form = forms.first { $0.width(isASCII: isPlain) + 2 + captionWidth <= area.width } ?? forms[3]
        var inner = area
        _ = inner.cutLeft(1)
        let end = canvas.draw(form, row: area.top, in: inner)
        guard !caption.isEmpty, end + captionWidth <= area.right + 1 else { return }
        canvas.draw(" \(caption) ", .quiet, column: area.right - captionWidth + 1, row: area.top, in: area)
    }

    /// Full names, or only those of the shown stages, with or without sizes, or only numbers.
    private func tabs(_ width: Int, _ glyphs: GlyphSet, form: Int) -> StyledLine {
        let shown = shown(width)
        var line = StyledLine(" ")
        for stage in ExchangeStages.Stage.allCases {
            if stage.rawValue > 1 { line.append(" \(glyphs[.arrow]) ", .quiet) }
            let isShown = tab == .bodies && shown.contains(stage)
            let count = stages.map { $0[stage].body.count + $0[stage].omittedBytes } ?? 0
            let size = count > 0 ? " " + ByteCount(bytes: count).short : ""
            let name = form == 0 || form < 3 && isShown ? " \(stage.name)\(size)" : ""
            let short = form < 3 && name.isEmpty ? Self.shortNames[stage.rawValue - 1] + (form == 1 ? size : "") : ""
            let text = "\(stage.rawValue)\(name)\(short)"
            let isBad = hasFailed(stage)
            let style = isShown && stage == self.stage && focus == .body ? Style.title : isShown ? .plain : .quiet
            line.append(isShown ? "[\(text)]" : text, style)
            if isBad { line.append(" \(glyphs[.error])", Style(.error)) }
        }
        line.append(" ")
        return line
    }

    private static let shortNames = [" asked", " sent", " answer", " reply"]

    private func hasFailed(_ stage: ExchangeStages.Stage) -> Bool {
        switch (stage, exchange.outcome) {
        case (.upstreamAnswer, .failed): !exchange.attempts.isEmpty
        case (.clientAnswer, .failed), (.clientAnswer, .refused): true
        default: false
        }
    }

    private func caption(_ width: Int, _ glyphs: GlyphSet) -> String {
        var parts: [String] = []
        if let search { parts.append(searchFailed ? "/\(search.text): not here" : "/\(search.text)") }
        if follows { parts.append("FOLLOW") }
        if wraps { parts.append("wrapped") }
        if tab == .bodies {
            parts.append(isPair(width) ? "d: single" : "d: beside \(partner.rawValue)")
        }
        return parts.joined(separator: " \(glyphs[.separator]) ")
    }

    // MARK: Notes

    func drawNotes(_ canvas: inout Canvas, _ layout: InspectorFrame) {
        let glyphs = canvas.glyphs
        if !layout.notesRule.isEmpty {
            let count =
                showsOnlyProblems && notes.count < allNotes.count
                ? "\(notes.count) of \(allNotes.count)" : "\(notes.count)"
            let help = layout.notesRule.width >= 100 ? "  n/N next  Tab Enter go there  !: only problems" : ""
            canvas.rule(
                layout.notesRule,
                title: "Notes \(count)\(help)",
                titleStyle: focus == .notes ? .title : .plain,
                caption: NoteRow.summary(notes, glyphs)
            )
        }
        let area = layout.notes
        guard !area.isEmpty else { return }
        let top = firstNote(area.height)
        let widths = notes.map { VisibleText($0.places(glyphs), isASCII: glyphs == .ascii).width }
        let column = max(min(widths.max() ?? 0, area.width * 2 / 5), 4)
        for row in 0..<area.height where top + row < notes.count {
            draw(notes[top + row], &canvas, area.line(row), column)
            if top + row == selectedNote, focus == .notes {
                canvas.highlight(area.line(row))
            } else if top + row == selectedNote, showsNoteText {
                canvas.restyle(area.line(row)) { $0.emphasis.insert(.bold) }
            }
        }
    }

    /// The start of the list: the selected note is in view, or else the notes of the shown stages.
    private func firstNote(_ height: Int) -> Int {
        let last = max(notes.count - height, 0)
        guard focus == .body, !showsNoteText, !(notes.first?.isProblem ?? false) else {
            return min(max(selectedNote - height + 1, 0), last)
        }
        guard stage.isAnswer else { return 0 }
        return min(notes.firstIndex { $0.note.direction == .answer } ?? 0, last)
    }

    private func draw(_ row: NoteRow, _ canvas: inout Canvas, _ area: Rect, _ column: Int) {
        let glyphs = canvas.glyphs
        var line = StyledLine("\(row.sign(glyphs)) ", row.style)
        let kind = row.note.kind.rawValue
        line.append(kind + String(repeating: " ", count: max(6 - kind.count, 1)), row.style)
        let number = row.number.map(String.init) ?? ""
        let digits = String(max(allNotes.count, 1)).count
        line.append(String(repeating: " ", count: max(digits - number.count, 0)) + number + "  ", .quiet)
        var rest = area
        _ = rest.cutLeft(canvas.draw(line, row: area.top, in: area) - area.left)
        canvas.draw(
            row.places(glyphs, width: column),
            Style(.jsonKey),
            column: rest.left,
            row: rest.top,
            in: rest.cutLeft(column)
        )
        _ = rest.cutLeft(2)
        let rule = row.note.rule.map { " (\($0))" } ?? ""
        canvas.draw(row.note.sentence + rule, column: rest.left, row: rest.top, in: rest)
    }
}
