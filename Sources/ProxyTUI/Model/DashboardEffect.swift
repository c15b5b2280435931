import Journal

/// An action outside the model.
enum DashboardEffect: Sendable, Equatable {
    /// Asks the feed for an exchange and its four stages.
    case loadStages(ExchangeID)
    /// Loads the latest bytes of the streaming answer.
    case loadTail(ExchangeID)
    case searchBodies([BodyPattern])
    case copy(Excerpt, ExchangeID)
    case export(ExportFormat, ExchangeID)
    case openInEditor(ExchangeID, ExchangeStages.Stage)
    case resend(ExchangeID)
    case runEditor(path: String)
    case offerClipboard(String, what: String)
    case keepAsFile(String, what: String)
    case setMouse(Bool)
    case setBackground(Theme.Background)
    case redraw
    case hide
    /// Ends the program once streaming answers have finished.
    case quit
    /// Ends the program at once.
    case quitNow
}
