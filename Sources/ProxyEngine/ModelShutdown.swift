package import ProxyConfiguration
package import Translation

/// A mapped model whose upstream has said when it will be switched off.
package struct ModelShutdown: Sendable, Equatable {
    /// The rule's pattern.
    package var match: String
    package var model: String
    package var day: CalendarDay
    /// `config.yaml:14`.
    package var rule: String

    /// From this many days before, the program warns when it starts.
    package static let notice = 60

    /// Days from `today` on; negative once it is over.
    package func daysLeft(from today: CalendarDay) -> Int { day - today }

    package func isDue(on today: CalendarDay) -> Bool { daysLeft(from: today) <= Self.notice }
}

extension Config {
    /// The mapped models whose day is known, in the order of the rules. What a pattern passes on as it came has no name
    /// yet.
    package func shutdowns(in catalog: ModelCatalog) -> [ModelShutdown] {
        models.enumerated().compactMap { index, rule in
            guard !rule.to.contains("*"), let day = catalog.profile(for: rule.to).shutdownDay else { return nil }
            let place = RouteTable.citation(of: rule, at: index, source: source)
            return ModelShutdown(match: rule.match, model: rule.to, day: day, rule: place)
        }
    }
}
