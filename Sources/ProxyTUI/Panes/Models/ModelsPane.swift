import Translation

/// The rules of the mapping: their use, and the results of their models.
struct ModelsPane: Pane {
    let id = PaneID("models")
    let title = "Models"

    func caption(_ model: DashboardModel) -> String { "asked \(model.glyphs[.arrow]) sent" }

    func columns(_ model: DashboardModel, width: Int) -> [Column] {
        [
            Column("RULE", 18, share: 1), Column("HITS", 5, .right), Column("ERR%", 4, .right, rank: 1),
            Column("P50", 5, .right, rank: 2), Column(String(model.glyphs[.otherModel]), 3, .right, rank: 3),
        ]
    }

    func rowCount(_ model: DashboardModel) -> Int {
        model.shown.mappings.count + (model.shown.unmapped > 0 ? 1 : 0)
    }

    func cell(_ column: Int, ofRow row: Int, _ model: DashboardModel) -> TableCell {
        let traffic = model.shown
        let none = String(model.glyphs[.none])
        guard row < traffic.mappings.count else {
            switch column {
            case 0: return TableCell("(no rule) \(model.glyphs[.arrow]) refused", Style(.error))
            case 1: return TableCell(String(traffic.unmapped))
            case 2: return TableCell("100", Style(.error))
            default: return TableCell(none, .quiet)
            }
        }
        let mapping = traffic.mappings[row]
        let style: Style = mapping.hits == 0 ? .quiet : .plain
        switch column {
        case 0: return TableCell("\(ModelName.short(mapping.match)) \(model.glyphs[.arrow]) \(mapping.target)", style)
        case 1: return TableCell(String(mapping.hits), style)
        case 2:
            let share = mapping.errorShare
            return TableCell(share.map(String.init) ?? none, (share ?? 0) > 0 ? Style(.warning) : .quiet)
        case 3: return TableCell(mapping.medianFirstToken.map(DurationText.short) ?? none, style)
        default:
            return TableCell(String(mapping.otherModel), mapping.otherModel > 0 ? Style(.otherModel) : .quiet)
        }
    }

    func action(onRow row: Int, _ model: DashboardModel) -> PaneAction? {
        let mappings = model.shown.mappings
        guard mappings.indices.contains(row) else {
            return model.shown.unmappedModel.map { .filter("model:" + FilterLexer.quoted($0, isWord: false)) }
        }
        return .filter("sent:" + FilterLexer.quoted(mappings[row].target, isWord: false))
    }

    func emptyText(_ model: DashboardModel) -> String { "no model is mapped" }
}
