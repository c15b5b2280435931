import Journal
import Translation

/// The parts of a request that can be copied, as text.
enum Excerpts {
    static func text(
        _ excerpt: Excerpt,
        _ exchange: Exchange,
        _ stages: ExchangeStages,
        _ facts: ProgramFacts
    ) -> String {
        switch excerpt {
        case .id: return exchange.id.description
        case .curl: return String(decoding: curl(exchange, stages, facts), as: UTF8.self)
        case .stage(let stage):
            let body = stages[stage].body
            let laidOut = (try? JSONDocument(body)).map { JSONLayout($0.root).bytes }
            return String(decoding: laidOut ?? body, as: UTF8.self)
        case .notes:
            return exchange.notes.map { NoteText.line($0, arrow: "->") }.joined(separator: "\n")
        case .report: return BugReport.markdown(exchange, stages, version: facts.version)
        }
    }

    static func name(_ excerpt: Excerpt, _ exchange: Exchange) -> String {
        let number = "#\(exchange.id.sequence)"
        return switch excerpt {
        case .id: exchange.id.description
        case .curl: "a curl command for \(number)"
        case .stage(let stage): "stage \(stage.rawValue) of \(number)"
        case .notes: "the notes of \(number)"
        case .report: "a bug report about \(number)"
        }
    }

    /// The upstream request if one was sent, because that is what an upstream refuses; otherwise the client's.
    static func curl(_ exchange: Exchange, _ stages: ExchangeStages, _ facts: ProgramFacts) -> [UInt8] {
        // The mock has no address.
        guard !stages.upstreamRequest.body.isEmpty, !facts.isDemonstration, let name = exchange.destination?.upstream,
            let upstream = facts.upstreams[name]
        else { return CurlCommand.client(exchange, stages, proxy: facts.address) }
        return CurlCommand.upstream(exchange, stages, upstream)
    }
}
