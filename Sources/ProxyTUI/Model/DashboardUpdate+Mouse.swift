extension DashboardModel {
    mutating func point(_ event: MouseEvent) -> [DashboardEffect] {
        guard prompt == nil, overlay == nil else { return [] }
        switch event.action {
        case .wheelUp: return wheel(.up)
        case .wheelDown: return wheel(.down)
        case .press, .doublePress: return click(event)
        }
    }

    private mutating func wheel(_ command: Command) -> [DashboardEffect] {
        for _ in 0..<3 { _ = perform(command) }
        return []
    }

    private mutating func click(_ event: MouseEvent) -> [DashboardEffect] {
        guard inspection == nil else { return [] }
        let layout = MainLayout(self)
        guard let (id, area) = layout.panes.first(where: { $0.area.contains(event.place) }) else { return [] }
        show(id)
        let first = layout.firstRow(of: id)
        let line = event.place.row - first.screenRow + first.line
        guard event.place.row >= first.screenRow, line < Panes.pane(id).rowCount(self), area.height > 0 else {
            return []
        }
        select(line: line, in: id)
        return event.action == .doublePress ? perform(.enter) : []
    }
}
