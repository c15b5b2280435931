import Foundation
import Journal
import Translation

/// A bug report in Markdown. It contains no prompt and no answer: only names, numbers, notes, and for a refused request
/// the value that was refused.
enum BugReport {
    /// A longer value is not shown, since its content is not known to be harmless.
    private static let longestValue = 2000

    static func markdown(_ exchange: Exchange, _ stages: ExchangeStages?, version: String) -> String {
        let sent = stages.flatMap { try? JSONDocument($0.upstreamRequest.body) }
        let asked = stages.flatMap { try? JSONDocument($0.clientRequest.body) }
        let locatedError = LocatedError(exchange, sent: sent, asked: asked)
        let explanation = Explanation(exchange, locatedError)
        var text = "# \(line(explanation.sentence))\n\n"
        text += table(facts(exchange, version))
        if let locatedError { text += self.locatedError(locatedError, sent) }
        if exchange.attempts.contains(where: { $0.failure != nil }) {
            text += "\n## Attempts\n\n"
            for (number, attempt) in exchange.attempts.enumerated() {
                let status = attempt.status.map { "HTTP \($0)" } ?? "no status"
                text +=
                    "\(number + 1). +\(DurationText.exact(attempt.began)) \(status): \(line(attempt.failure?.line ?? "no problem"))\n"
            }
        }
        text += "\n## What the translation changed\n\n"
        text += exchange.notes.isEmpty ? "Nothing.\n" : ""
        for note in exchange.notes {
            text += "- \(note.kind.rawValue) \(places(of: note)): \(line(note.sentence))"
            text += "\(note.rule.map { " (\($0))" } ?? "")\n"
        }
        return text
    }

    private static func places(of note: TranslationNote) -> String {
        let shown = 5
        let places = note.places.prefix(shown).map { place in
            [place.source, place.target].compactMap { $0.map { code($0.description) } }.joined(separator: " → ")
        }
        let text = places.joined(separator: ", ")
        return NoteText.more(note, than: shown).map { "\(text) and \($0) more" } ?? text
    }

    private static func facts(_ exchange: Exchange, _ version: String) -> [(String, String)] {
        var rows = [("id", exchange.id.description), ("program", "dragoman \(version)")]
        rows.append(("at", Timestamp.milliseconds(exchange.arrivedAt)))
        if let client = exchange.client { rows.append(("client", client)) }
        if let asked = exchange.modelAsked { rows.append(("asked", asked)) }
        if let sent = exchange.modelSent { rows.append(("sent", sent)) }
        if let answered = exchange.modelAnswered { rows.append(("answered", answered)) }
        if let destination = exchange.destination { rows.append(("api", destination.dialect.rawValue)) }
        rows.append(("outcome", exchange.outcome.label))
        if let error = exchange.outcome.error {
            rows.append(("error", "\(error.status) \(error.kind.rawValue): \(error.message)"))
        }
        if let id = exchange.attempts.last?.upstreamRequestID { rows.append(("upstream's request id", id)) }
        if let end = exchange.marks.finished { rows.append(("time", DurationText.precise(end))) }
        rows.append(("bytes", "\(exchange.requestBytes) in, \(exchange.answerBytes) out"))
        return rows
    }

    private static func table(_ rows: [(String, String)]) -> String {
        "| | |\n|---|---|\n"
            + rows.map { "| \($0) | \(line($1).replacing("|", with: "\\|")) |\n" }.joined()
    }

    private static func locatedError(_ locatedError: LocatedError, _ sent: JSONDocument?) -> String {
        let error = locatedError.error
        var text = "\n## What the upstream said\n\n> \(line(error.message))\n\n"
        if let code = error.code { text += "- code: \(self.code(code))\n" }
        if let parameter = error.parameter { text += "- parameter: \(code(parameter))\n" }
        guard let path = locatedError.sentPath else { return text }
        text += "- in what was sent: \(code(path.description))\n"
        if let asked = locatedError.askedPath { text += "- in what Claude Code sent: \(code(asked.description))\n" }
        // A tool's schema or a parameter, never a message.
        guard let first = path.steps.first, !["messages", "input", "instructions"].contains(first),
            let value = sent?.value(at: path)
        else { return text }
        let laidOut = String(decoding: JSONLayout(value).bytes, as: UTF8.self)
        guard laidOut.utf8.count <= longestValue, !laidOut.contains("```") else { return text }
        return text + "\n```json\n\(laidOut)```\n"
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func code(_ text: String) -> String {
        "`" + line(text).replacing("`", with: "'") + "`"
    }
}
