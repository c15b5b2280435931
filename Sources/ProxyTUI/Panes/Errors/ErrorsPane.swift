/// Failures, counted by kind.
struct ErrorsPane: Pane {
    let id = PaneID("errors")
    let title = "Errors"

    func caption(_ model: DashboardModel) -> String {
        let count = model.shown.errors.groups.reduce(0) { $0 + $1.count }
        return count == 0 ? "" : "\(count) in all"
    }

    func columns(_ model: DashboardModel, width: Int) -> [Column] {
        [
            Column("", 4), Column("N", 3, .right), Column("LAST", 5, rank: 1),
            Column("WHAT (Enter: show these)", 12, share: 1),
        ]
    }

    func rowCount(_ model: DashboardModel) -> Int { model.shown.errors.groups.count }

    func cell(_ column: Int, ofRow row: Int, _ model: DashboardModel) -> TableCell {
        let group = model.shown.errors.group(line: row)
        switch column {
        case 0: return TableCell("E\(group.number)", Style(.error))
        case 1: return TableCell(String(group.count))
        case 2: return TableCell(model.clockFace.minutes(group.lastAt), .quiet)
        default: return TableCell("\(group.status.map { "\($0) " } ?? "")\(group.text)")
        }
    }

    func action(onRow row: Int, _ model: DashboardModel) -> PaneAction? {
        key(ofRow: row, model).map { .filter("err:E\($0)") }
    }

    func key(ofRow row: Int, _ model: DashboardModel) -> Int? {
        let errors = model.shown.errors
        return errors.groups.indices.contains(row) ? errors.group(line: row).number : nil
    }

    func row(ofKey key: Int, _ model: DashboardModel) -> Int? { model.shown.errors.line(ofNumber: key) }

    func emptyText(_ model: DashboardModel) -> String { "no errors" }
}
