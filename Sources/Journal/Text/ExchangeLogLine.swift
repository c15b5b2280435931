import Foundation
package import Translation

/// An exchange as one line of the log.
package enum ExchangeLogLine {
    package static func text(_ exchange: Exchange) -> String {
        var parts = [exchange.id.description, exchange.endpoint.rawValue]
        parts.append(models(exchange))
        parts.append(exchange.outcome.label)
        if let mark = exchange.marks.firstToken { parts.append("ttft=\(LogText.duration(mark))") }
        if let mark = exchange.marks.finished { parts.append("total=\(LogText.duration(mark))") }
        if let usage = exchange.usage {
            parts.append("in=\(usage.totalInputTokens)")
            if usage.cacheReadInputTokens > 0 { parts.append("cached=\(usage.cacheReadInputTokens)") }
            parts.append("out=\(usage.outputTokens)")
        }
        if case .counted(let tokens, let isEstimate) = exchange.outcome {
            parts.append("tokens=\(tokens)\(isEstimate ? " (\(estimate(exchange)))" : "")")
        }
        if let cost = exchange.cost { parts.append("cost=$\(DecimalText.fixed(cost, digits: 4))") }
        if exchange.attempts.count > 1 { parts.append("attempts=\(exchange.attempts.count)") }
        if !exchange.notes.isEmpty { parts.append("notes=\(counts(exchange.notes))") }
        if let error = exchange.outcome.error { parts.append("error=\(LogText.field(error.message))") }
        return parts.map(LogText.line).joined(separator: " ")
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

    private static func models(_ exchange: Exchange) -> String {
        guard let asked = exchange.modelAsked else { return "-" }
        guard let sent = exchange.modelSent else { return asked }
        let api = exchange.destination.map { " (\($0.dialect.rawValue))" } ?? ""
        return "\(asked) → \(sent)\(api)"
    }

    private static func counts(_ notes: [TranslationNote]) -> String {
        TranslationNote.Kind.allCases.compactMap { kind in
            let count = notes.count { $0.kind == kind }
            return count > 0 ? "\(kind.rawValue):\(count)" : nil
        }.joined(separator: ",")
    }
}
