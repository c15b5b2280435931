import Foundation
import ProxyConfiguration
import ProxyEngine
import Translation

/// Lists the mapped models that are shut down, or will be soon.
enum ShutdownFindings {
    static func examine(_ config: Config, _ catalog: ModelCatalog, now: Date) -> [Finding] {
        let today = CalendarDay(secondsSince1970: now.timeIntervalSince1970)
        let due = config.shutdowns(in: catalog).filter { $0.isDue(on: today) }
        guard !due.isEmpty else { return [.good(.shutdown(.none(withinDays: ModelShutdown.notice)))] }
        return due.map { shutdown in
            .warning(
                .shutdown(
                    .due(
                        model: shutdown.model,
                        match: shutdown.match,
                        rule: shutdown.rule,
                        day: shutdown.day,
                        daysLeft: shutdown.daysLeft(from: today)
                    )
                )
            )
        }
    }
}
