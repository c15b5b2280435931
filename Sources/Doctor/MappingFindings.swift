package import ProxyConfiguration
package import Translation

/// Checks the mapping for probable mistakes.
package enum MappingFindings {
    package static func examine(_ config: Config, catalog: ModelCatalog = .bundled) -> [Finding] {
        let rows = MappingRow.rows(of: config, catalog: catalog)
        let routes = RouteTable(config)
        return [summary(config)] + unreachable(routes, config) + unmapped(routes, config)
            + efforts(rows, config)
    }

    private static func summary(_ config: Config) -> Finding {
        let used = config.upstreams.filter { upstream in config.models.contains { $0.upstream == upstream.name } }
        let upstreams = used.map { MappingFact.NamedURL(name: $0.name, url: $0.baseURL) }
        return .good(.mapping(.rules(count: config.models.count, upstreams: upstreams)))
    }

    private static func unreachable(_ routes: RouteTable, _ config: Config) -> [Finding] {
        routes.unreachable.map { rule, earlier in
            let place = RulePlace(rule, config.source)
            return .warning(
                .mapping(.neverUsed(place, match: rule.match, behind: earlier.match, line: earlier.line))
            )
        }
    }

    private static func unmapped(_ routes: RouteTable, _ config: Config) -> [Finding] {
        ClaudeModelSize.allCases.filter { (try? routes.route($0.example)) == nil }.map { size in
            .warning(.mapping(.unmapped(size, addition(of: size.pattern, config))))
        }
    }

    /// An existing rule of the file, repeated for these names. A rule decides who reads the user's code, so no model or
    /// server is proposed that the file does not name.
    private static func addition(of pattern: String, _ config: Config) -> MappingAddition {
        let key = config.source.modelsKey
        guard let rule = config.models.first(where: { !$0.to.contains("*") }) else {
            return .ownModel(for: pattern, key: key)
        }
        if case .liteLLM = config.source, rule.deployment == nil { return .alias(yaml: rule.alias(pattern)) }
        return .entry(key: key, yaml: rule.repeated(for: pattern))
    }

    private static func efforts(_ rows: [MappingRow], _ config: Config) -> [Finding] {
        zip(config.models, rows).compactMap { rule, row in
            guard let text = rule.effort, let limits = row.limits, let effort = Effort(rawValue: text),
                !limits.efforts.contains(effort)
            else { return nil }
            let place = RulePlace(rule, config.source)
            return .warning(
                .mapping(.unsupportedEffort(place, effort: text, model: rule.to, supported: limits.efforts))
            )
        }
    }
}
