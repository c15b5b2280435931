import Journal
import Translation

/// The live list of requests: the models asked for, sent and answered, and the result.
struct RequestsPane: Pane {
    let id = PaneID("requests")
    let title = "Requests"
    var growsAtEnd: Bool { true }

    func caption(_ model: DashboardModel) -> String {
        let list = model.list
        let traffic = model.shown
        var parts = ["\(list.count(in: traffic)) of \(traffic.rows.count)"]
        if !list.filterText.isEmpty, model.prompt == nil { parts.insert(list.filterText, at: 0) }
        if list.isSearchingBodies { parts.append("searching bodies") }
        if list.sort != .time || list.isReversed {
            parts.append("by \(list.sort.rawValue) \(model.glyphs[list.isReversed ? .descending : .ascending])")
        }
        if list.showsOnlyProblems { parts.append("problems") }
        if list.showsOnlyMarked { parts.append("marked") }
        if traffic.runningCount > 0 { parts.append("\(traffic.runningCount) in flight") }
        return parts.joined(separator: " \(model.glyphs[.separator]) ")
    }

    private enum Field: Int, CaseIterable {
        case state, time, number, session, models, code, firstToken, duration, input, cached, output, speed, cost, note
    }

    func columns(_ model: DashboardModel, width: Int) -> [Column] {
        let isWide = width >= 110
        let arrow = String(model.glyphs[.arrow])
        let models = isWide ? "ASKED \(arrow) SENT (ANSWERED)" : "ASKED \(arrow) SENT"
        return Field.allCases.map { field in
            switch field {
            case .state: Column("S", 1)
            case .time: isWide ? Column("TIME", 8, rank: 9) : Column("TIME", 5, rank: 9)
            case .number: Column("ID", 5, .right, rank: 5)
            case .session: Column("SE", 2, rank: isWide ? 8 : 20)
            case .models: Column(models, width >= 80 ? 26 : 18, share: 3)
            case .code: Column("CODE", 4, .right)
            case .firstToken: Column("TTFT", 6, .right, rank: 6)
            case .duration: Column("DUR", 7, .right, rank: isWide ? 7 : 19)
            case .input: Column("IN", 6, .right, rank: isWide ? 10 : 18)
            case .cached: Column("C%", 3, .right, rank: isWide ? 11 : 17)
            case .output: Column("OUT", 5, .right, rank: 3)
            case .speed: Column("T/S", 4, .right, rank: 4)
            case .cost: Column("$", 6, .right, rank: 7)
            case .note: Column("NOTE", width >= 80 ? 8 : 7, share: 2)
            }
        }
    }

    func rowCount(_ model: DashboardModel) -> Int { model.list.count(in: model.shown) }

    func cell(_ column: Int, ofRow row: Int, _ model: DashboardModel) -> TableCell {
        guard let exchange = model.list.row(row, in: model.shown), let field = Field(rawValue: column) else {
            return TableCell("")
        }
        return Self.cell(field, exchange, model)
    }

    private static func cell(_ field: Field, _ row: ExchangeRow, _ model: DashboardModel) -> TableCell {
        let rowStyle = RowStyle(row)
        let style = rowStyle.isQuiet ? Style.quiet : .plain
        let none = TableCell(String(model.glyphs[.none]), .quiet)
        switch field {
        case .state:
            return TableCell(String(model.glyphs[rowStyle.glyph]), rowStyle.style)
        case .time:
            let isWide = model.size.width >= 110
            return TableCell(
                isWide ? model.clockFace.seconds(row.arrivedAt) : model.clockFace.short(row.arrivedAt),
                row.isMarked ? Style.title : .quiet
            )
        case .number: return TableCell("\(row.isMarked ? "*" : "#")\(row.number)", row.isMarked ? Style.title : style)
        case .session: return TableCell(row.session, style)
        case .models: return TableCell(models(row, model), row.isOtherModel ? Style(.otherModel) : style)
        case .code:
            guard let status = row.status else {
                return TableCell(String(model.glyphs[row.isRunning ? .ellipsis : .none]), style)
            }
            return TableCell(String(status), status >= 400 ? Style(.error) : style)
        case .firstToken: return row.firstToken.map { TableCell(DurationText.short($0), style) } ?? none
        case .duration: return TableCell(DurationText.short(row.elapsed(at: model.shownNow)), style)
        case .input:
            return row.inputTokens.map { TableCell(Figures.tokens($0), row.areTokensEstimated ? .quiet : style) }
                ?? none
        case .cached: return row.cachedShare.map { TableCell(String($0), style) } ?? none
        case .output: return row.outputTokens.map { TableCell(Figures.tokens($0), style) } ?? none
        case .speed: return row.speed(at: model.shownNow).map { TableCell(String(Int($0)), style) } ?? none
        case .cost: return row.cost.map { TableCell(Figures.dollars($0), style) } ?? none
        case .note: return TableCell(RowStyle.note(row), rowStyle.noteStyle)
        }
    }

    static func models(_ row: ExchangeRow, _ model: DashboardModel) -> String {
        let asked = ModelName.short(row.asked ?? String(model.glyphs[.none]))
        if row.endpoint == .countTokens {
            return "count_tokens \(asked)"
        }
        guard let sent = row.sent else { return "\(asked) \(model.glyphs[.arrow]) (no rule)" }
        let pair = "\(asked) \(model.glyphs[.arrow]) \(sent)"
        return row.isOtherModel ? "\(pair) (\(row.answered ?? ""))" : pair
    }

    func emptyText(_ model: DashboardModel) -> String {
        if model.shown.rows.isEmpty { return "" }
        return model.list.isSearchingBodies ? "searching the bodies" : "no request matches; Esc shows all"
    }
}
