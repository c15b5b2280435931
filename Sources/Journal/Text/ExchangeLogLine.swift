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
        if let cost = exchange.cost { parts.append("cost=$\(LogText.decimal(cost, digits: 4))") }
        if exchange.attempts.count > 1 { parts.append("attempts=\(exchange.attempts.count)") }
        if !exchange.notes.isEmpty { parts.append("notes=\(counts(exchange.notes))") }
        if let error = exchange.outcome.error { parts.append("error=\(LogText.field(error.message))") }
        return parts.map(LogText.line).joined(separator: " ")
    }

    package static func text(_ note: TranslationNote) -> String {
        var text = note.kind.rawValue
        if let source = note.source { text += " \(source)" }
        if let target = note.target { text += " → \(target)" }
        text += ": \(note.reason)"
        if let rule = note.rule { text += " (\(rule))" }
        return LogText.line(text)
    }

    package static func json(_ exchange: Exchange, level: LogEvent.Level) -> String {
        var json = JSONWriter(reservingCapacity: 1024)
        json.object { json in
            let ended = exchange.arrivedAt.addingTimeInterval((exchange.marks.finished ?? .zero) / .seconds(1))
            json.member("at", LogText.time(ended))
            json.member("level", level.rawValue)
            json.member("message", literal: "exchange")
            json.member("exchange", exchange.id.description)
            json.member("endpoint", exchange.endpoint.rawValue)
            json.member("session", ifPresent: exchange.session)
            json.member("client", ifPresent: exchange.client)
            json.member("model_asked", ifPresent: exchange.modelAsked)
            json.member("model_sent", ifPresent: exchange.modelSent)
            json.member("model_answered", ifPresent: exchange.modelAnswered)
            json.member("upstream", ifPresent: exchange.destination?.upstream)
            json.member("api", ifPresent: exchange.destination?.dialect.rawValue)
            json.member("rule", ifPresent: exchange.destination?.rule)
            json.member("outcome", exchange.outcome.label)
            json.member("streamed", exchange.isStreamed)
            json.member("ttft_seconds", ifPresent: exchange.marks.firstToken.map { $0 / .seconds(1) })
            json.member("duration_seconds", ifPresent: exchange.marks.finished.map { $0 / .seconds(1) })
            json.member("attempts", exchange.attempts.count)
            if case .counted(let tokens, let isEstimate) = exchange.outcome {
                json.member("counted_tokens", tokens)
                json.member("is_estimate", isEstimate)
            }
            json.member("estimated_input_tokens", ifPresent: exchange.estimatedInputTokens)
            json.member("estimate_correction", ifPresent: exchange.estimateCorrection)
            if let usage = exchange.usage {
                json.key("usage")
                usage.write(to: &json)
            }
            json.member("cost_dollars", ifPresent: exchange.cost)
            json.member("error", ifPresent: exchange.outcome.error?.message)
            json.array("notes") { json in
                for note in exchange.notes { note.write(to: &json) }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// `estimate`, and what it was corrected by where that is not nothing.
    private static func estimate(_ exchange: Exchange) -> String {
        guard let correction = exchange.estimateCorrection, correction != 1 else { return "estimate" }
        return "estimate ×\(LogText.decimal(correction, digits: 2))"
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
