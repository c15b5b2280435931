package import Foundation
import Translation

/// Pieces of a log line.
package enum LogText {
    /// RFC 3339 in UTC, with milliseconds.
    package static func time(_ date: Date) -> String {
        Timestamp.milliseconds(date)
    }

    package static func level(_ level: LogEvent.Level) -> String {
        switch level {
        case .debug: "debug"
        case .info: "info "
        case .warning: "warn "
        case .error: "error"
        }
    }

    /// A value on one line, quoted where it has spaces: what a client or an upstream says may hold anything.
    package static func field(_ value: String) -> String {
        let value = line(value)
        return value.isEmpty || value.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" })
            ? "\"" + value.replacing("\"", with: "\\\"") + "\"" : value
    }

    /// Control characters would let an upstream write lines, or escapes, of its own into the log.
    package static func line(_ text: String) -> String {
        guard
            text.unicodeScalars.contains(where: {
                $0.value < 0x20 || $0.value == 0x7F || (0x80..<0xA0).contains($0.value)
            })
        else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    $0.value < 0x20 || $0.value == 0x7F || (0x80..<0xA0).contains($0.value) ? " " : $0
                }
            )
        )
    }

    /// `1.23s`, `45ms`
    package static func duration(_ duration: Duration) -> String { DurationText.seconds(duration) }
}
