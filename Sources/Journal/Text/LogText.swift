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
    package static func line(_ text: String) -> String {
        guard hasControls(text) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    }

    /// Looks at bytes: nearly every text of the log has none.
    private static func hasControls(_ text: String) -> Bool {
        var former: UInt8 = 0
        for byte in text.utf8 {
            // U+0080 to U+009F are 0xC2 and one byte more.
            if byte < 0x20 || byte == 0x7F || former == 0xC2 && byte < 0xA0 { return true }
            former = byte
        }
        return false
    }
}
