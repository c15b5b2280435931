import Foundation

/// The terminal behind one of the standard streams, if any.
struct StreamTerminal {
    static let output = StreamTerminal(descriptor: STDOUT_FILENO)
    static let error = StreamTerminal(descriptor: STDERR_FILENO)

    private let descriptor: Int32

    private var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Its columns; nil if the stream goes elsewhere.
    var width: Int? {
        guard isTerminal else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether to use colors (no-color.org).
    var isColored: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Whether the user's locale has more than ASCII.
    static var isUnicode: Bool {
        let environment = ProcessInfo.processInfo.environment
        // The first that is set decides (POSIX, 8.2).
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.lowercased().replacing("-", with: "").contains("utf8")
    }
}
