/// The identity of a pane, in keys, tabs and the model.
struct PaneID: Sendable, Hashable {
    let name: String

    init(_ name: String) { self.name = name }
}

/// One list of the main screen. A pane is a folder with a type of this kind, and one line in ``Panes``.
///
/// Panes are stateless: their content is a function of the model. The screen keeps each pane's cursor and draws its rule,
/// its heading and the rows that fit.
protocol Pane: Sendable {
    var id: PaneID { get }
    var title: String { get }
    /// Whether it is shown beside the others if there is room for all, or only on request.
    var isDocked: Bool { get }
    /// Whether its newest row is the last one. It then shows the end, unless the cursor is elsewhere.
    var growsAtEnd: Bool { get }

    /// The text at the right of its rule.
    func caption(_ model: DashboardModel) -> String
    func columns(_ model: DashboardModel, width: Int) -> [Column]
    func rowCount(_ model: DashboardModel) -> Int
    func cell(_ column: Int, ofRow row: Int, _ model: DashboardModel) -> TableCell
    /// The subject of a row, which the cursor follows when rows change places; nil keeps the cursor on its line.
    func key(ofRow row: Int, _ model: DashboardModel) -> Int?
    func row(ofKey key: Int, _ model: DashboardModel) -> Int?
    /// The effect of Enter on a row; nil for none.
    func action(onRow row: Int, _ model: DashboardModel) -> PaneAction?
    /// The text of an empty pane.
    func emptyText(_ model: DashboardModel) -> String
}

/// The target of a row in a pane.
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
