import Journal

/// Looks for a text or an expression in an exchange's four bodies.
struct BodySearch {
    private enum Needle {
        case bytes(ByteSearch)
        case expression(Regex<AnyRegexOutput>)
        case nothing
    }

    private let needle: Needle

    init(_ pattern: BodyPattern) {
        switch pattern {
        case .text(let text): needle = ByteSearch(text).map(Needle.bytes) ?? .nothing
        case .expression(let text): needle = (try? Regex(text).ignoresCase()).map(Needle.expression) ?? .nothing
        }
    }

    func finds(in stages: ExchangeStages) -> Bool {
        ExchangeStages.Stage.allCases.contains { stage in
            let body = stages[stage].body
            switch needle {
            case .bytes(let search): return search.first(in: body, from: 0) != nil
            case .expression(let regex): return String(decoding: body, as: UTF8.self).contains(regex)
            case .nothing: return false
            }
        }
    }
}
