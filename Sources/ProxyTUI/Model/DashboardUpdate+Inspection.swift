import Journal

extension DashboardModel {
    /// Opens a request. It first shows the facts of the row; the rest comes with the stages.
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

    /// Takes the kept stages of the request. If they are gone, only the facts of the row are shown.
    mutating func take(_ id: ExchangeID, _ exchange: Exchange?, _ stages: ExchangeStages?) {
        guard let inspection, inspection.id == id else { return }
        let known = inspection.isLoaded ? inspection.inspector.exchange : nil
        let row = traffic.row(id) ?? shown.row(id)
        // A request that was evicted while it ran has ended since.
        let last = known?.isRunning ?? true ? row?.exchange ?? known : known
        guard let exchange = exchange ?? last else {
            self.inspection = nil
            return showNotice(
                "#\(id.sequence) is no longer kept: capture.memory in config.yaml sets the limit",
                .warning
            )
        }
        self.inspection?.inspector.update(exchange: exchange, stages: stages)
        self.inspection?.isLoaded = true
    }

    mutating func inspect(_ command: Command) -> [DashboardEffect] {
        switch command {
        case .back:
            // First closes whatever is open in the inspector: a search, the list of notes, a tab.
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
