/// Names a pane, in keys, tabs and the model.
struct PaneID: Sendable, Hashable {
    let name: String

    init(_ name: String) { self.name = name }
}

/// One list of the main screen. A pane is a folder with a type of this kind, and one line in ``Panes``.
///
/// Panes are stateless: what they show is a function of the model. The screen keeps each pane's cursor and draws its
/// rule, its heading and the rows that fit.
protocol Pane: Sendable {
    var id: PaneID { get }
    var title: String { get }
    /// Whether it is seen beside the others where there is room for all, or only when it is called.
    var isDocked: Bool { get }
    /// Whether its newest row is the last, which it then shows unless the cursor is elsewhere.
    var growsAtEnd: Bool { get }

    /// What stands at the right of its rule.
    func caption(_ model: DashboardModel) -> String
    func columns(_ model: DashboardModel, width: Int) -> [Column]
    func rowCount(_ model: DashboardModel) -> Int
    func cell(_ column: Int, ofRow row: Int, _ model: DashboardModel) -> TableCell
    /// What a row is about, so that the cursor stays with it where rows change places; nil keeps it on its line.
    func key(ofRow row: Int, _ model: DashboardModel) -> Int?
    func row(ofKey key: Int, _ model: DashboardModel) -> Int?
    /// What Enter does on a row; nil where it does nothing.
    func action(onRow row: Int, _ model: DashboardModel) -> PaneAction?
    /// The text where there are no rows.
    func emptyText(_ model: DashboardModel) -> String
}

/// What a row of a pane leads to.
enum PaneAction: Sendable, Equatable {
    /// Shows the requests of this kind.
    case filter(String)
    case showNotice(String)
}

extension Pane {
    var isDocked: Bool { true }
    var growsAtEnd: Bool { false }
    func caption(_ model: DashboardModel) -> String { "" }
    func key(ofRow row: Int, _ model: DashboardModel) -> Int? { nil }
    func row(ofKey key: Int, _ model: DashboardModel) -> Int? { nil }
    func action(onRow row: Int, _ model: DashboardModel) -> PaneAction? { nil }
    func emptyText(_ model: DashboardModel) -> String { "nothing yet" }
}
