import ProxyEngine

extension DashboardModel {
    /// Opens a request. What is shown first is what the row knows; the rest comes with its stages.
    mutating func inspectRequest(_ id: ExchangeID) -> [DashboardEffect] {
        let exchange = Exchange(id: id, endpoint: .messages, arrivedAt: traffic.row(id)?.arrivedAt ?? now)
        inspection = Inspection(id: id, inspector: Inspector(exchange: exchange, stages: nil))
        return [.loadStages(id)]
    }

    mutating func inspect(_ command: Command) -> [DashboardEffect] {
        switch command {
        case .back:
            // First whatever the inspector itself has open: a search, the list of notes, a tab.
            let area = InspectorLayout(self).body.size
            if inspection?.inspector.perform(.back, area: area) != true { inspection = nil }
        case .quit:
            return askToQuit()
        case .search:
            prompt = Prompt(.search)
        default:
            let area = InspectorLayout(self).body.size
            _ = inspection?.inspector.perform(command, area: area)
        }
        return []
    }

    /// The next request of the list, in the list's order.
    mutating func step(_ lines: Int) -> [DashboardEffect] {
        guard let inspection else { return [] }
        let line = list.line(of: inspection.id, in: shown) ?? list.line(in: shown) ?? 0
        guard let row = list.row(line + lines, in: shown) else {
            say(lines > 0 ? "this is the last request" : "this is the first request")
            return []
        }
        list.select(line: line + lines, in: shown)
        return inspectRequest(row.id)
    }

    var inspectionPosition: (index: Int, count: Int)? {
        guard let inspection, let line = list.line(of: inspection.id, in: shown) else { return nil }
        return (line + 1, list.count(in: shown))
    }
}
