package import ProxyConfiguration
package import Translation

/// One rule of the mapping with its effect: the upstream, the API, and the limits of the model.
package struct MappingRow: Sendable, Equatable {
    /// A name, or a pattern.
    package var asked: String
    package var sent: String
    package var upstream: String
    package var api: DialectName
    /// Nil if the model is not known in advance: the rule passes on the name that it matched.
    package var limits: Limits?
    /// The line in the file; nil for a built-in rule.
    package var line: Int?

    package struct Limits: Sendable, Equatable {
        /// In tokens.
        package var window: Int
        /// In tokens, including the rule's own limit.
        package var output: Int
        /// Weakest first; empty for a model that does not reason.
        package var efforts: [Effort]
        /// Whether the catalog knows the model; otherwise its limits are assumed.
        package var isKnown: Bool
    }

    package static func rows(of config: Config, catalog: ModelCatalog = .bundled) -> [MappingRow] {
        let catalog = catalog.applying(config.catalog)
        return config.models.map { rule in
            MappingRow(
                asked: rule.match,
                sent: rule.to,
                upstream: rule.upstream,
                api: DialectName(rule: rule, upstream: config.upstream(named: rule.upstream)),
                limits: limits(of: rule, config, catalog),
                line: rule.line
            )
        }
    }

    private static func limits(of rule: ModelRule, _ config: Config, _ catalog: ModelCatalog) -> Limits? {
        guard !rule.to.contains("*") else { return nil }
        let profile = catalog.profile(for: rule.to)
        return Limits(
            window: profile.inputWindow,
            output: min(rule.maxOutputTokens ?? .max, profile.maximumOutputTokens),
            efforts: profile.efforts,
            isKnown: profile.isKnown || config.describes(rule.to)
        )
    }
}
