import Journal

extension DashboardModel {
    /// Opens a request. What is shown first is what the row knows; the rest comes with its stages.
    mutating func inspectRequest(_ id: ExchangeID) -> [DashboardEffect] {
        let row = shown.row(id) ?? traffic.row(id)
        var exchange = Exchange(id: id, endpoint: row?.endpoint ?? .messages, arrivedAt: row?.arrivedAt ?? now)
        exchange.modelAsked = row?.asked
        exchange.modelSent = row?.sent
        var inspector = Inspector(exchange: exchange, stages: nil)
        inspector.sessionLabel = row?.session
        inspector.utcOffset = facts.timeZoneOffset
        inspector.glyphs = glyphs
        inspection = Inspection(id: id, inspector: inspector)
        return [.loadStages(id)]
    }

    /// Takes what is kept of the request. Of one that is kept no more there is what its row knows.
    mutating func take(_ id: ExchangeID, _ exchange: Exchange?, _ stages: ExchangeStages?) {
        guard let inspection, inspection.id == id else { return }
        let known = inspection.isLoaded ? inspection.inspector.exchange : nil
        let row = traffic.row(id) ?? shown.row(id)
        // One that was driven out while it ran has ended since.
        let last = known?.isRunning ?? true ? row?.exchange ?? known : known
        guard let exchange = exchange ?? last else {
            self.inspection = nil
            return showNotice(
                "#\(id.sequence) is no longer kept: capture.memory in config.yaml says how much is",
                .warning
            )
        }
        self.inspection?.inspector.update(exchange: exchange, stages: stages)
        self.inspection?.isLoaded = true
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
            let area = InspectorLayout(self).body.size
            inspection?.inspector.beginSearch(area: area)
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
            showNotice(lines > 0 ? "this is the last request" : "this is the first request")
            return []
        }
        list.select(line: line + lines, in: shown)
        let effects = inspectRequest(row.id)
        self.inspection?.inspector.restoreView(of: inspection.inspector)
        return effects
    }

    var inspectionPosition: (index: Int, count: Int)? {
        guard let inspection, let line = list.line(of: inspection.id, in: shown) else { return nil }
        return (line + 1, list.count(in: shown))
    }
}
