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
        let isPlain = value.utf8.allSatisfy {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "=")
        }
        guard value.isEmpty || !isPlain else { return value }
        return "\"" + value.replacing("\"", with: "\\\"") + "\""
    }

    /// Control characters would let an upstream write lines, or escapes, of its own into the log.
    package static func line(_ text: String) -> String { ForeignText.line(text) }

    /// `1.23s`, `45ms`
    package static func duration(_ duration: Duration) -> String { DurationText.seconds(duration) }
}
