import Foundation
import Journal
import Translation

extension Engine {
    /// Says which mapped models are switched off, or will be soon.
    package func warnOfShutdowns() {
        let now = clock.date()
        let today = CalendarDay(secondsSince1970: now.timeIntervalSince1970)
        for shutdown in config.shutdowns(in: bridge.catalog) where shutdown.isDue(on: today) {
            let days = shutdown.daysLeft(from: today)
            let details = [
                LogEvent.Detail(name: "match", value: .text(shutdown.match)),
                LogEvent.Detail(name: "model", value: .text(shutdown.model)),
                LogEvent.Detail(name: "shutdown", value: .text(shutdown.day.description)),
                LogEvent.Detail(name: days > 0 ? "days_left" : "days_ago", value: .number(abs(days))),
                LogEvent.Detail(name: "rule", value: .text(shutdown.rule)),
            ]
            let message =
                days > 0 ? "a mapped model will be shut down soon" : "a mapped model has been shut down"
            bus.publish(.log(LogEvent(.warning, message, details: details, at: now)))
        }
    }
}
