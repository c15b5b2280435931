/// The layout of the main screen, by the size of the terminal.
///
///     ≥ 110 × ≥ 30            all panes: requests above, the others side by side below
///     80–109, or 16–29 rows   requests, and one of the others with tabs
///     50–79 wide              the same, with short columns
///     40–49, or 6–15 rows     one line of header, and short rows
///     < 40, or 1–5 rows       one line
struct MainLayout {
    enum Shape { case full, tabs, short, line }

    let shape: Shape
    private(set) var header = Rect(column: 0, row: 0, width: 0, height: 0)
    /// The visible panes, with their rules.
    private(set) var panes: [(id: PaneID, area: Rect)] = []
    /// Whether the names of the other panes are shown as tabs.
    private(set) var hasTabs = false
    private(set) var words = Rect(column: 0, row: 0, width: 0, height: 0)
    private(set) var hints = Rect(column: 0, row: 0, width: 0, height: 0)
    private let firstRows: [PaneID: (line: Int, screenRow: Int)]

    init(_ model: DashboardModel) {
        let size = model.size
        shape = Self.shape(size)
        var rest = Rect(column: 0, row: 0, width: size.width, height: size.height)
        switch shape {
        case .line:
            header = rest.line(0)
            firstRows = [:]
            return
        case .short:
            header = rest.cutTop(1)
            hints = rest.cutBottom(1)
            panes = [(model.focus, rest)]
        case .tabs, .full:
            header = rest.cutTop(2)
            hints = rest.cutBottom(1)
            words = rest.cutBottom(1)
            hasTabs = shape == .tabs
            panes = Self.panes(model, rest, shape)
        }
        var firstRows: [PaneID: (line: Int, screenRow: Int)] = [:]
        for (id, area) in panes { firstRows[id] = Self.firstRow(id, area, shape, model) }
        self.firstRows = firstRows
    }

    static func shape(_ size: Size) -> Shape {
        if size.width < 40 || size.height < 6 { return .line }
        if size.width < 50 || size.height < 16 { return .short }
        return size.width >= 110 && size.height >= 30 ? .full : .tabs
    }

    func height(of id: PaneID) -> Int { panes.first { $0.id == id }?.area.height ?? 1 }

    /// The first line of a pane that is in view, and the row of the screen it is on.
    func firstRow(of id: PaneID) -> (line: Int, screenRow: Int) { firstRows[id] ?? (0, 0) }

    // MARK: Panes

    private static func panes(_ model: DashboardModel, _ body: Rect, _ shape: Shape) -> [(id: PaneID, area: Rect)] {
        let requests = Panes.requests.id
        let docked = Panes.all.filter { $0.isDocked && $0.id != requests }
        if model.zoom == .full { return [(model.focus, body)] }
        let other = model.focus == requests ? model.tab : model.focus
        let isSpecial = !Panes.pane(other).isDocked && model.focus == other
        let shown = shape == .full && !isSpecial ? docked.map(\.id) : [other]
        var body = body
        var below = body.cutBottom(lowerHeight(model, shown, body.height))
        var areas: [(id: PaneID, area: Rect)] = [(requests, body)]
        for (index, id) in shown.enumerated() {
            let width = (below.width - (shown.count - 1 - index)) / (shown.count - index)
            areas.append((id, below.cutLeft(width)))
            if index < shown.count - 1 { _ = below.cutLeft(1) }
        }
        return areas
    }

    /// As much as the fullest of them needs, at most a third; half of the screen after a zoom.
    private static func lowerHeight(_ model: DashboardModel, _ ids: [PaneID], _ height: Int) -> Int {
        if model.zoom == .half { return model.focus == Panes.requests.id ? height / 5 : height / 2 }
        let needed = ids.map { Panes.pane($0).rowCount(model) }.max() ?? 0
        return min(max(needed + 2, 5), height / 3)
    }

    /// Keeps the cursor's line in view, and shows the end of a pane that grows there.
    private static func firstRow(
        _ id: PaneID,
        _ area: Rect,
        _ shape: Shape,
        _ model: DashboardModel
    ) -> (line: Int, screenRow: Int) {
        let heading = shape == .short ? 0 : 2
        let height = max(area.height - heading, 0)
        let count = Panes.pane(id).rowCount(model)
        let line = model.line(in: id)
        var first = max(count - height, 0)
        if !Panes.pane(id).growsAtEnd { first = max(line - height + 1, 0) }
        if line >= 0, line < first { first = max(line - height / 3, 0) }
        return (first, area.top + heading)
    }
}

/// The layout of the inspector: all but the hints.
struct InspectorLayout {
    let body: Rect
    let hints: Rect

    init(_ model: DashboardModel) {
        var rest = Rect(column: 0, row: 0, width: model.size.width, height: model.size.height)
        hints = rest.height > 1 ? rest.cutBottom(1) : rest.cutBottom(0)
        body = rest
    }
}
