import ProxyConfiguration
import Translation

extension TargetOptions {
    /// What the matched rule says, and how a note names it.
    init(_ route: Route) {
        self.init(
            effort: route.rule.effort,
            maxOutputTokens: route.rule.maxOutputTokens,
            serviceTier: route.rule.serviceTier,
            verbosity: route.rule.verbosity,
            extraBody: route.rule.extraBody,
            rule: route.citation
        )
    }
}
