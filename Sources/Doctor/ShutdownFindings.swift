import Foundation
import ProxyConfiguration
import ProxyEngine
import Translation

/// Which mapped models are switched off, or will be soon.
enum ShutdownFindings {
    static func examine(_ config: Config, _ catalog: ModelCatalog, now: Date) -> [Finding] {
        let today = CalendarDay(secondsSince1970: now.timeIntervalSince1970)
        let due = config.shutdowns(in: catalog).filter { $0.isDue(on: today) }
        guard !due.isEmpty else {
            return [
                .good(.shutdown, "No mapped model is known to be switched off within \(ModelShutdown.notice) days.")
            ]
        }
        return due.map { shutdown in
            let days = shutdown.daysLeft(from: today)
            let when =
                switch days {
                case 1...: "will be switched off on \(shutdown.day), in \(days) day\(days == 1 ? "" : "s")"
                case 0: "is switched off today"
                default: "was to be switched off on \(shutdown.day)"
                }
            return .warning(
                .shutdown,
                "\(shutdown.model), to which \(shutdown.match) is mapped (\(shutdown.rule)), \(when).",
                remedy: "Map \(shutdown.match) to another model."
            )
        }
    }
}
