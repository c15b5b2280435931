import Journal
import Translation

/// Headers, timing and attempts, and the explanation at the bottom.
extension Inspector {
    var headerLines: [StyledLine] {
        guard let stages else { return [StyledLine(isLoading ? "Loading." : Self.notKept)] }
        var lines: [StyledLine] = []
        for stage in ExchangeStages.Stage.allCases {
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines.append(StyledLine(Self.title(stage), .title))
            let headers = stages[stage].headers
            if headers.isEmpty { lines.append(StyledLine("  no headers on record", .quiet)) }
            for field in headers {
                var line = StyledLine("  ")
                line.append(field.name, Style(.jsonKey))
                line.append(": \(Self.shown(field.value))")
                lines.append(line)
            }
        }
        return lines
    }

    /// The mark of a redacted secret, in signs that every terminal has.
    private static func shown(_ value: String) -> String {
        !value.isEmpty && value.allSatisfy { $0 == "\u{2022}" } ? "***" : value
    }

    func attemptLines(_ width: Int, _ glyphs: GlyphSet) -> [StyledLine] {
        var lines = [StyledLine("Timing, from the arrival of the request", .title)]
        for (name, moment) in moments { lines.append(Self.row(name, "+" + DurationText.exact(moment))) }
        if let usage = exchange.usage, let rate = tokensPerSecond {
            lines.append(Self.row("output", "\(usage.outputTokens) tokens, \(rate) a second after the first"))
        }
        lines.append(StyledLine())
        lines.append(StyledLine("Attempts", .title))
        if exchange.attempts.isEmpty { lines.append(StyledLine("  nothing was sent upstream", .quiet)) }
        for (number, attempt) in exchange.attempts.enumerated() {
            var line = StyledLine("  \(number + 1)  +\(DurationText.exact(attempt.began))  ")
            let isBad = attempt.failure != nil
            let status = attempt.status.map { "HTTP \($0)" } ?? "no status"
            line.append(isBad ? "\(glyphs[.error]) \(status)" : status, isBad ? Style(.error) : .plain)
            if let id = attempt.upstreamRequestID { line.append("  \(id)", .quiet) }
            lines.append(line)
            for piece in StyledLine(attempt.failure?.line ?? "").wordWrapped(to: max(width - 9, 8))
            where !piece.text.isEmpty {
                lines.append(StyledLine("     " + piece.text))
            }
        }
        lines.append(StyledLine())
        lines.append(StyledLine("Where it went", .title))
        lines.append(Self.row("id", exchange.id.description))
        if let destination = exchange.destination {
            lines.append(Self.row("upstream", "\(destination.upstream), \(destination.dialect.rawValue)"))
            if let rule = destination.rule { lines.append(Self.row("rule", rule)) }
        }
        if let client = exchange.client { lines.append(Self.row("client", client)) }
        if let session = exchange.session { lines.append(Self.row("session", session)) }
        return lines
    }

    private static func row(_ name: String, _ value: String) -> StyledLine {
        var line = StyledLine("  " + name + String(repeating: " ", count: max(14 - name.count, 1)), Style(.quiet))
        line.append(value)
        return line
    }

    private var moments: [(String, Duration)] {
        let marks: [(String, Duration?)] = [
            ("sent", exchange.marks.sent), ("first byte", exchange.marks.firstByte),
            ("first token", exchange.marks.firstToken), ("finished", exchange.marks.finished),
        ]
        return marks.compactMap { name, moment in moment.map { (name, $0) } }
    }

    private var tokensPerSecond: Int? {
        guard let usage = exchange.usage, let first = exchange.marks.firstToken, let end = exchange.marks.finished,
            end > first
        else { return nil }
        return Int((Double(usage.outputTokens) / ((end - first) / .seconds(1))).rounded())
    }

    static func title(_ stage: ExchangeStages.Stage) -> String {
        switch stage {
        case .clientRequest: "1  client request, as Claude Code sent it"
        case .upstreamRequest: "2  upstream request, as it was sent"
        case .upstreamAnswer: "3  upstream answer, as it came"
        case .clientAnswer: "4  client answer, as Claude Code got it"
        }
    }

    static let notKept =
        "The four stages of this request are no longer kept: newer requests replaced them. "
        + "capture.memory in the config keeps more."

    // MARK: Why

    /// Below this width the reason has no heading.
    private static let narrow = 60

    /// The reason and the next action, or the selected note in full, wrapped.
    func reasonLines(_ width: Int, _ glyphs: GlyphSet) -> [StyledLine] {
        let label: StyledLine
        var text = StyledLine()
        if showsNoteText, notes.indices.contains(selectedNote) {
            let row = notes[selectedNote]
            label = StyledLine(" \(row.number.map { "NOTE \($0)" } ?? "UPSTREAM")  ", .title)
            let places = row.allPlaces(glyphs)
            if !places.isEmpty { text.append(places + "  ", Style(.jsonKey)) }
            text.append(row.note.sentence + (row.note.rule.map { " (\($0))" } ?? ""))
        } else {
            label = StyledLine(width < Self.narrow ? " " : " WHY  ", .title)
            text.append(explanation.sentence)
            if let action = explanation.action { text.append(" \(glyphs[.arrow]) \(action)", Style(.plain, .bold)) }
        }
        let indent = label.width(isASCII: glyphs == .ascii)
        var lines = text.wordWrapped(to: max(width - indent - 1, 8))
        if lines.isEmpty { lines = [StyledLine()] }
        return lines.enumerated().map { offset, line in
            var whole = offset == 0 ? label : StyledLine(String(repeating: " ", count: indent))
            whole.append(line)
            return whole
        }
    }
}

extension StyledLine {
    /// Broken at spaces; a word too long for a line is broken inside.
    func wordWrapped(to width: Int) -> [StyledLine] {
        var lines = [StyledLine()]
        var column = 0
        for span in spans {
            var isFirst = true
            for word in span.text.split(separator: " ", omittingEmptySubsequences: false) {
                let gap = isFirst ? 0 : 1
                isFirst = false
                let size = VisibleText(word).width
                if column > 0, column + gap + size > width {
                    lines.append(StyledLine())
                    column = 0
                } else if gap > 0, column > 0 {
                    lines[lines.count - 1].append(" ", span.style)
                    column += 1
                }
                for (offset, piece) in StyledLine(String(word), span.style).wrapped(to: width, isASCII: false)
                    .enumerated()
                {
                    if offset > 0 {
                        lines.append(StyledLine())
                        column = 0
                    }
                    lines[lines.count - 1].append(piece)
                    column += piece.width(isASCII: false)
                }
            }
        }
        return lines
    }
}
