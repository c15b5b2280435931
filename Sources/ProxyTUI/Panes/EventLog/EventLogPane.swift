import DequeModule
import Journal
import Translation

/// The program's own log, and everything else that was written to its output.
struct EventLogPane: Pane {
    let id = PaneID("log")
    let title = "Event log"
    var isDocked: Bool { false }
    var growsAtEnd: Bool { true }

    func caption(_ model: DashboardModel) -> String {
        let warnings = model.shown.log.warningCount
        return warnings == 0 ? "" : DecimalText.counted(warnings, "warning")
    }

    func columns(_ model: DashboardModel, width: Int) -> [Column] {
        [Column("TIME", 8, rank: 1), Column("LEVEL", 7), Column("WHAT", 12, share: 1)]
    }

    func rowCount(_ model: DashboardModel) -> Int { model.shown.log.entries.count }

    func cell(_ column: Int, ofRow row: Int, _ model: DashboardModel) -> TableCell {
        let entry = model.shown.log.entries[row]
        switch column {
        case 0: return TableCell(model.clockFace.seconds(entry.at), .quiet)
        case 1: return TableCell(entry.level.rawValue, Self.style(entry.level))
        default:
            return TableCell(Self.text(entry), entry.level == .debug ? .quiet : .plain)
        }
    }

    func key(ofRow row: Int, _ model: DashboardModel) -> Int? { model.shown.log.droppedCount + row }

    /// If the cursor's line is removed, the cursor moves to the oldest.
    func row(ofKey key: Int, _ model: DashboardModel) -> Int? { max(key - model.shown.log.droppedCount, 0) }

    func action(onRow row: Int, _ model: DashboardModel) -> PaneAction? {
        let entries = model.shown.log.entries
        guard entries.indices.contains(row) else { return nil }
        let entry = entries[row]
        // Enter on a line about a request opens that request.
        if let id = entry.exchange { return .filter(id.description) }
        return .showNotice(Self.text(entry))
    }

    private static func text(_ entry: LogEvent) -> String {
        let details = entry.details.map { "  \($0.name)=\($0.value)" }.joined()
        return entry.message + details + (entry.exchange.map { "  exchange=\($0)" } ?? "")
    }

    private static func style(_ level: LogEvent.Level) -> Style {
        switch level {
        case .debug: .quiet
        case .info: .plain
        case .warning: Style(.warning)
        case .error: Style(.error)
        }
    }
}
