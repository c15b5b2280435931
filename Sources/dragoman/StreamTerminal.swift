import Foundation

/// The terminal behind one of the standard streams, where there is one.
struct StreamTerminal {
    static let output = StreamTerminal(descriptor: STDOUT_FILENO)
    static let error = StreamTerminal(descriptor: STDERR_FILENO)

    private let descriptor: Int32

    private var isThere: Bool { isatty(descriptor) == 1 }

    /// Its columns; nil where the stream goes elsewhere.
    var width: Int? {
        guard isThere else { return nil }
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Colors are for terminals that have them and people who want them (no-color.org).
    var isColored: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isThere && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Whether the reader's locale has more than ASCII.
    static var isUnicode: Bool {
        let environment = ProcessInfo.processInfo.environment
        // The first that says something decides (POSIX, 8.2).
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        return locale.lowercased().replacing("-", with: "").contains("utf8")
    }
}
