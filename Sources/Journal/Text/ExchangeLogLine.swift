import Foundation
package import Translation

/// An exchange as one line of the log.
package enum ExchangeLogLine {
    /// Without the end of the line.
    package static func append(_ exchange: Exchange, to line: inout String) {
        line += exchange.id.description
        line += " "
        line += exchange.endpoint.rawValue
        line += " "
        appendModels(of: exchange, to: &line)
        line += " "
        line += LogText.line(exchange.outcome.label)
        if let mark = exchange.marks.firstToken { append("ttft", DurationText.seconds(mark), to: &line) }
        if let mark = exchange.marks.finished { append("total", DurationText.seconds(mark), to: &line) }
        if let usage = exchange.usage {
            append("in", String(usage.totalInputTokens), to: &line)
            if usage.cacheReadInputTokens > 0 { append("cached", String(usage.cacheReadInputTokens), to: &line) }
            append("out", String(usage.outputTokens), to: &line)
        }
        if case .counted(let tokens, let isEstimate) = exchange.outcome {
            append("tokens", isEstimate ? "\(tokens) (\(estimate(exchange)))" : String(tokens), to: &line)
        }
        if let cost = exchange.cost { append("cost", "$" + DecimalText.fixed(cost, digits: 4), to: &line) }
        if exchange.attempts.count > 1 { append("attempts", String(exchange.attempts.count), to: &line) }
        if !exchange.notes.isEmpty { append("notes", counts(exchange.notes), to: &line) }
        if let error = exchange.outcome.error { append("error", LogText.field(error.message), to: &line) }
    }

    private static func append(_ name: String, _ value: String, to line: inout String) {
        line += " "
        line += name
        line += "="
        line += value
    }

    package static func text(_ note: TranslationNote) -> String {
        LogText.line(NoteText.line(note))
    }

    /// One object: when it ended, the level, and the members of the exchange's summary (docs/events.md).
    package static func json(_ exchange: Exchange, level: LogEvent.Level) -> String {
        guard let bytes = try? JSONForm.encode(Line(exchange: exchange, level: level)) else { return "{}" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Line: Encodable {
        enum Key: String, CodingKey {
            case at, level, message
        }

        var exchange: Exchange
        var level: LogEvent.Level

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            let ended = exchange.arrivedAt.addingTimeInterval((exchange.marks.finished ?? .zero) / .seconds(1))
            try container.encode(date: ended, forKey: .at)
            try container.encode(level.rawValue, forKey: .level)
            try container.encode("exchange", forKey: .message)
            try exchange.encode(to: encoder)
        }
    }

    /// `estimate`, and what it was corrected by where that is not nothing.
    private static func estimate(_ exchange: Exchange) -> String {
        guard let correction = exchange.estimateCorrection, correction != 1 else { return "estimate" }
        return "estimate ×\(DecimalText.fixed(correction, digits: 2))"
    }

    private static func appendModels(of exchange: Exchange, to line: inout String) {
        guard let asked = exchange.modelAsked else { return line += "-" }
        line += LogText.line(asked)
        guard let sent = exchange.modelSent else { return }
        line += " → "
        line += LogText.line(sent)
        guard let destination = exchange.destination else { return }
        line += " ("
        line += destination.dialect.rawValue
        line += ")"
    }

    private static func counts(_ notes: [TranslationNote]) -> String {
        var text = ""
        for kind in TranslationNote.Kind.allCases {
            let count = notes.count { $0.kind == kind }
            guard count > 0 else { continue }
            if !text.isEmpty { text += "," }
            text += kind.rawValue
            text += ":"
            text += String(count)
        }
        return text
    }
}
