/// All panes, in the order of their numbers. A new pane needs a folder and a line here.
enum Panes {
    static let requests = RequestsPane()

    static let all: [any Pane] = [
        requests,
        ModelsPane(),
        ErrorsPane(),
        TelemetryPane(),
        EventLogPane(),
    ]

    static func pane(_ id: PaneID) -> any Pane { all.first { $0.id == id } ?? requests }
    static func number(_ id: PaneID) -> Int { (all.firstIndex { $0.id == id } ?? 0) + 1 }
}
