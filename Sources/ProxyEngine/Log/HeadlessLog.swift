package import Foundation
package import Journal
package import ProxyConfiguration
import Translation

/// Writes the bus's events as lines for people or machines: one line an exchange, and what the program has to say.
///
/// In text, a note is written out the first time its code is seen (at `debug` every time), and each exchange's line
/// counts its notes; in JSON every exchange carries all of its notes.
package struct HeadlessLog: Sendable {
    package typealias Write = @Sendable (String) -> Void

    private let settings: LogSettings
    /// For lines about events that carry no time.
    private let date: @Sendable () -> Date
    private let write: Write
    /// At most a few for each code. Searched one by one: comparing two is cheaper than the hash of one.
    private var seenNotes: [NoteKey] = []

    /// What notes are alike by.
    private struct NoteKey: Equatable {
        var kind: TranslationNote.Kind
        var code: NoteCode
        /// The name of a code that another version of the program has.
        var unrecognized: String?

        init(_ note: TranslationNote) {
            kind = note.kind
            code = note.code
            unrecognized = code == .unrecognized ? note.reason.codeName : nil
        }
    }

    package init(
        _ settings: LogSettings,
        date: @escaping @Sendable () -> Date = { Date() },
        write: @escaping Write
    ) {
        self.settings = settings
        self.date = date
        self.write = write
    }

    package mutating func run(_ subscription: EventSubscription) async {
        for await batch in subscription {
            var lines = ""
            for event in batch { append(event, to: &lines) }
            if !lines.isEmpty { write(lines) }
        }
    }

    /// The lines for one event; empty where it is below the level or not for the log.
    package mutating func append(_ event: ProxyEvent, to lines: inout String) {
        switch event {
        case .request(let request):
            guard request.phase.isTerminal else { return }
            let level: LogEvent.Level = Self.isProblem(request) ? .warning : .info
            guard shows(level) else { return }
            switch settings.format {
            case .text: appendText(request.snapshot.exchange, level, to: &lines)
            case .json: lines += LogText.line(ExchangeLogLine.json(request.exchange, level: level)) + "\n"
            }
        case .telemetry(let telemetry):
            guard shows(.debug) else { return }
            let details = [
                LogEvent.Detail(name: "source", value: .text(telemetry.source)),
                LogEvent.Detail(name: "events", value: .number(telemetry.recordCount)),
                LogEvent.Detail(name: "session", value: .text(telemetry.session ?? "-")),
            ]
            append(LogEvent(.debug, "telemetry", details: details, at: telemetry.receivedAt), to: &lines)
        case .translation(.parameterRefused(let id, let model, let parameter)):
            guard shows(.warning) else { return }
            let message = "the upstream refuses a parameter; it is left out from now on"
            let details = [("model", model), ("parameter", parameter)]
            append(LogEvent(.warning, message, details, exchange: id, at: date()), to: &lines)
        case .translation(.mappingHit), .translation(.notes):
            // Part of the exchange's own line.
            return
        case .log(let log):
            append(log, to: &lines)
        case .unrouted(let id, let method, let path, let status):
            guard shows(.warning) else { return }
            let details = [
                ("status", String(status)), ("method", method), ("path", path), ("request", id.description),
            ]
            append(LogEvent(.warning, ProxyEvent.unservedText(status: status), details, at: date()), to: &lines)
        }
    }

    private func append(_ log: LogEvent, to lines: inout String) {
        guard shows(log.level) else { return }
        switch settings.format {
        case .text:
            Self.appendHead(log.at, log.level, to: &lines)
            lines += LogText.line(log.message)
            for detail in log.details { lines += " \(detail.name)=\(LogText.field(detail.value.description))" }
            if let id = log.exchange { lines += " exchange=\(id)" }
            lines += "\n"
        case .json:
            var json = JSONWriter()
            json.object { json in
                json.member("at", Timestamp.milliseconds(log.at))
                json.member("level", log.level.rawValue)
                json.member("message", log.message)
                for detail in log.details {
                    json.key(text: JSONText(detail.name))
                    switch detail.value {
                    case .text(let text): json.value(text)
                    case .number(let number): json.value(number)
                    }
                }
                json.member("exchange", ifPresent: log.exchange?.description)
            }
            // JSON escapes the C0 controls; the C1 ones, which terminals obey too, it lets through.
            lines += LogText.line(String(decoding: json.bytes, as: UTF8.self)) + "\n"
        }
    }

    private mutating func appendText(_ exchange: Exchange, _ level: LogEvent.Level, to lines: inout String) {
        let ended = exchange.arrivedAt.addingTimeInterval((exchange.marks.finished ?? .zero) / .seconds(1))
        Self.appendHead(ended, level, to: &lines)
        ExchangeLogLine.append(exchange, to: &lines)
        lines += "\n"
        for note in exchange.notes where shows(.debug) || isNew(note) {
            lines += "    \(ExchangeLogLine.text(note))\n"
        }
    }

    private static func appendHead(_ date: Date, _ level: LogEvent.Level, to lines: inout String) {
        lines += Timestamp.milliseconds(date)
        lines += " "
        lines += LogText.level(level)
        lines += " "
    }

    /// Whether no note of this code has been written yet.
    private mutating func isNew(_ note: TranslationNote) -> Bool {
        let key = NoteKey(note)
        guard !seenNotes.contains(key) else { return false }
        seenNotes.append(key)
        return true
    }

    private func shows(_ level: LogEvent.Level) -> Bool {
        level >= settings.threshold
    }

    private static func isProblem(_ event: RequestEvent) -> Bool {
        switch event.phase {
        case .failed, .refused: true
        case .arrived, .routed, .sent, .firstByte, .progressed, .finished, .cancelled: false
        }
    }
}

extension LogSettings {
    /// swift-log's seven levels on the log's four.
    var threshold: LogEvent.Level {
        switch level {
        case .trace, .debug: .debug
        case .info, .notice: .info
        case .warning: .warning
        case .error, .critical: .error
        }
    }
}
