import Translation

/// Which upstream answers for which model: a pure lookup in the order of the config, in which the first match wins.
package struct RouteTable: Sendable {
    struct Entry: Sendable {
        let rule: ModelRule
        let pattern: ModelPattern
        let target: ModelPattern
        let dialect: DialectName
        let citation: String
    }

    let entries: [Entry]
    let source: ConfigSource
    /// The list of `GET /v1/models`: each mapped name, and one example for each pattern.
    package private(set) var listing: [ListedModel] = []

    package init(_ config: Config) {
        source = config.source
        entries = config.models.enumerated().map { index, rule in
            Entry(
                rule: rule,
                pattern: ModelPattern(Self.withoutWindow(rule.match)),
                target: ModelPattern(rule.to),
                dialect: DialectName(rule: rule, upstream: config.upstream(named: rule.upstream)),
                citation: Self.citation(of: rule, at: index, source: config.source)
            )
        }
        listing = makeListing()
    }

    /// The route for a client's name. A `[1m]` at its end asks for a larger window in Claude Code and does not change the
    /// model, so it is ignored, in a rule's name too.
    package func route(_ model: String) throws(RoutingError) -> Route {
        let name = Self.withoutWindow(model)
        guard name.utf8.count <= Self.longestName, let (index, captures) = firstMatch(name) else {
            throw unknown(model, compared: name)
        }
        let entry = entries[index]
        return Route(
            asked: model,
            upstream: entry.rule.upstream,
            model: entry.target.filled(with: captures),
            dialect: entry.dialect,
            rule: entry.rule,
            ruleIndex: index,
            citation: entry.citation
        )
    }

    /// The mapping for a person: the client's name, the upstream's name, and the place of the rule.
    package var listedRules: [(match: String, target: String, citation: String)] {
        entries.map { ($0.rule.match, $0.rule.to, $0.citation) }
    }

    /// Unreachable rules, each with the earlier one that matches all its names.
    package var unreachable: [(rule: ModelRule, behind: ModelRule)] {
        entries.indices.compactMap { index in
            entries[..<index].first { $0.pattern.covers(entries[index].pattern) }
                .map { (entries[index].rule, $0.rule) }
        }
    }

    /// Longer than any model's name; it bounds matching.
    static let longestName = 1024

    func firstMatch(_ name: String) -> (index: Int, captures: [Substring])? {
        for (index, entry) in entries.enumerated() {
            if let captures = entry.pattern.captures(in: name) { return (index, captures) }
        }
        return nil
    }

    private static func withoutWindow(_ name: String) -> String {
        name.hasSuffix("[1m]") ? String(name.dropLast(4)) : name
    }

    package static func citation(of rule: ModelRule, at index: Int, source: ConfigSource) -> String {
        if let file = source.file, let line = rule.line { return "\(file):\(line)" }
        return "models[\(index)] of the defaults"
    }
}
