import Translation

/// Pieces of a log line.
package enum LogText {
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
}
