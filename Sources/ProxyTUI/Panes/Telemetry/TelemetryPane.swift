/// The telemetry of Claude Code, and other requests that the proxy answers itself.
struct TelemetryPane: Pane {
    let id = PaneID("telemetry")
    let title = "Telemetry"

    func caption(_ model: DashboardModel) -> String {
        let total = model.shown.telemetry.total
        return total == 0 ? "" : "\(Figures.tokens(total)) events"
    }

    func columns(_ model: DashboardModel, width: Int) -> [Column] {
        [Column("KIND", 14, share: 1), Column("COUNT", 6, .right), Column("DONE", 8, rank: 1)]
    }

    func rowCount(_ model: DashboardModel) -> Int { model.shown.telemetry.kinds.count }

    func cell(_ column: Int, ofRow row: Int, _ model: DashboardModel) -> TableCell {
        let kind = model.shown.telemetry.kind(line: row)
        switch column {
        case 0: return TableCell(kind.isSource ? kind.name : "  " + kind.name, kind.isSource ? .plain : .quiet)
        case 1: return TableCell(Figures.tokens(kind.count))
        default: return TableCell(kind.isSource ? kind.result : "", .quiet)
        }
    }

    func key(ofRow row: Int, _ model: DashboardModel) -> Int? { model.shown.telemetry.key(line: row) }
    func row(ofKey key: Int, _ model: DashboardModel) -> Int? { model.shown.telemetry.line(ofKey: key) }

    func emptyText(_ model: DashboardModel) -> String { "none yet" }
}
