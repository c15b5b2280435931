package import ProxyConfiguration
package import Translation

/// What the mapping does that its author may not have meant.
package enum MappingFindings {
    package static func examine(_ config: Config, catalog: ModelCatalog = .bundled) -> [Finding] {
        let rows = MappingRow.rows(of: config, catalog: catalog)
        let routes = RouteTable(config)
        return [summary(config)] + unreachable(routes, config) + unmapped(routes, config)
            + efforts(rows, config)
    }

    private static func summary(_ config: Config) -> Finding {
        let count = config.models.count
        let rules = count == 1 ? "1 rule" : "\(count) rules"
        let used = config.upstreams.filter { upstream in config.models.contains { $0.upstream == upstream.name } }
        guard used.count == 1, let only = used.first else {
            let names = used.map { "\($0.name) (\($0.baseURL))" }.joined(separator: ", ")
            return .good(.mapping, "\(rules), to \(used.count) upstreams: \(names).")
        }
        return .good(.mapping, "\(rules), to the upstream \(only.name) (\(only.baseURL)).")
    }

    private static func unreachable(_ routes: RouteTable, _ config: Config) -> [Finding] {
        routes.unreachable.map { rule, earlier in
            let place = earlier.line.map { " in line \($0)" } ?? ""
            return .warning(
                .mapping,
                "\(citation(rule, config))\"\(rule.match)\" is never used: \"\(earlier.match)\"\(place) comes before it.",
                remedy: "Put \"\(rule.match)\" before \"\(earlier.match)\", or take it out: the first match wins."
            )
        }
    }

    /// Names as clients ask for them: one for each of the sizes that Claude Code uses by itself.
    private static let sizes: [(name: String, pattern: String, what: String)] = [
        ("claude-opus-4-5", "claude-opus-*", "its largest model"),
        ("claude-sonnet-4-5", "claude-sonnet-*", "its everyday model"),
        ("claude-haiku-4-5", "claude-haiku-*", "its small tasks, even where another model is chosen"),
    ]

    private static func unmapped(_ routes: RouteTable, _ config: Config) -> [Finding] {
        sizes.filter { (try? routes.route($0.name)) == nil }.map { size in
            .warning(
                .mapping,
                "Nothing is mapped for \(size.pattern), which Claude Code asks for \(size.what).",
                remedy: mapping(of: size.pattern, config)
            )
        }
    }

    /// A rule that the file has, for these names too. What it says decides who reads a user's code: nothing of it is left
    /// out, and no model or server is proposed that the file does not name.
    private static func mapping(of pattern: String, _ config: Config) -> String {
        let key = config.source.modelsKey
        guard let rule = config.models.first(where: { !$0.to.contains("*") }) else {
            return "Add an entry for \(pattern) under \(key), with a model that your server has."
        }
        if case .liteLLM = config.source, rule.deployment == nil {
            return "Give a model of yours that name too: router_settings: {model_group_alias: \(rule.alias(pattern))}"
        }
        return "Add under \(key): - \(rule.repeated(for: pattern))"
    }

    private static func efforts(_ rows: [MappingRow], _ config: Config) -> [Finding] {
        zip(config.models, rows).compactMap { rule, row in
            guard let text = rule.effort, let limits = row.limits, let effort = Effort(rawValue: text),
                !limits.efforts.contains(effort)
            else { return nil }
            let taken = limits.efforts.map(\.rawValue).joined(separator: ", ")
            let what = taken.isEmpty ? "does not reason" : "takes \(taken)"
            return .warning(
                .mapping,
                "\(citation(rule, config))effort is \(text), and \(rule.to) \(what).",
                remedy: taken.isEmpty ? "Leave effort out." : "Name one that it takes; until then the nearest is sent."
            )
        }
    }

    private static func citation(_ rule: ModelRule, _ config: Config) -> String {
        guard let file = config.source.file, let line = rule.line else { return "" }
        return "\(file):\(line): "
    }
}
