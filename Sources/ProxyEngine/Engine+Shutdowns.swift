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
                ("match", shutdown.match), ("model", shutdown.model), ("shutdown", shutdown.day.description),
                days > 0 ? ("days_left", String(days)) : ("days_ago", String(-days)), ("rule", shutdown.rule),
            ]
            let message =
                days > 0 ? "a mapped model is about to be switched off" : "a mapped model has been switched off"
            bus.publish(.log(LogEvent(.warning, message, details, at: now)))
        }
    }
}
