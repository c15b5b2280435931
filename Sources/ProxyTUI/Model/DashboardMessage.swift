import Foundation
import Journal

/// Something the dashboard learns.
enum DashboardMessage: Sendable {
    case input(TerminalInput)
    case events([ProxyEvent])
    /// What was recorded before anyone looked.
    case recorded([Exchange])
    case time(Date)
    case stages(ExchangeID, Exchange?, ExchangeStages?)
    case tail(ExchangeID, [UInt8])
    /// Where each of the patterns that were searched for is.
    case bodyMatches([BodyPattern: Set<ExchangeID>])
    /// A file that holds what is to be opened in the editor.
    case editable(path: String)
    /// Text that the terminal is to put on the clipboard.
    case clipboard(String, what: String)
    /// An effect has done what it was asked, or why not.
    case notice(String, Ink)
    /// The engine is about to end, or has.
    case connection(DashboardModel.Connection)
    /// The feed has ended.
    case ended
    /// A line that something in the process wrote to its standard output or error.
    case stray(String)
}
