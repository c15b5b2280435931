import Foundation

/// Why the dashboard cannot be shown, and the fix.
package enum TerminalFailure: Error, Equatable, CustomStringConvertible {
    /// `TERM` is not set.
    case unnamed
    /// No description of the terminal is installed.
    case unknown(String)
    /// The terminal prints lines and cannot place characters.
    case linesOnly(String)
    case system(String, Int32)

    package var description: String {
        switch self {
        case .unnamed:
            "TERM is not set. Try TERM=xterm-256color, or --no-tui for a log without a dashboard."
        case .unknown(let name):
            "TERM=\(VisibleText(name).shown) is unknown. Try TERM=xterm-256color, or --no-tui for a log without a dashboard."
        case .linesOnly(let name):
            "TERM=\(VisibleText(name).shown) cannot show a dashboard. Try TERM=xterm-256color, or --no-tui for a log without one."
        case .system(let what, let code):
            "The dashboard cannot be shown: \(what) (\(String(cString: strerror(code))))."
        }
    }
}

extension VisibleText {
    /// The text as it can be printed, at most 80 characters of it.
    fileprivate var shown: String {
        String(String.UnicodeScalarView(prefix(80).map(\.base)))
    }
}
