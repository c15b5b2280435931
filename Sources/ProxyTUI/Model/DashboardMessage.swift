import Foundation
import Journal

/// A message to the dashboard.
enum DashboardMessage: Sendable {
    case input(TerminalInput)
    case events([ProxyEvent])
    /// The exchanges that were recorded before the dashboard started.
    case recorded([Exchange])
    case time(Date)
    case stages(ExchangeID, Exchange?, ExchangeStages?)
    case tail(ExchangeID, [UInt8])
    /// The exchanges that match each pattern of a search.
    case bodyMatches([BodyPattern: Set<ExchangeID>])
    /// A file to open in the editor.
    case editable(path: String)
    /// Text for the terminal's clipboard.
    case clipboard(String, what: String)
    /// The result of an effect.
    case notice(String, Ink)
    /// The engine is about to end, or has.
    case connection(DashboardModel.Connection)
    /// The feed has ended.
    case ended
    /// A line that something in the process wrote to its standard output or error.
    case stray(String)
}
