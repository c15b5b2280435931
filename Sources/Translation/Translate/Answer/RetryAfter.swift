public import Foundation

/// How long an upstream's headers ask to wait.
public enum RetryAfter {
    /// `retry-after-ms`, then `retry-after` in seconds or as a date (RFC 9110 § 10.2.3); nil for neither.
    public static func read(_ headers: [(name: String, value: String)], now: Date) -> Duration? {
        func value(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name }?.value.trimmingCharacters(in: .whitespaces)
        }
        if let milliseconds = value("retry-after-ms").flatMap(Double.init), let wait = duration(milliseconds / 1000) {
            return wait
        }
        guard let text = value("retry-after") else { return nil }
        if let seconds = Double(text) { return duration(seconds) }
        guard let date = date(text) else { return nil }
        return duration(max(0, date.timeIntervalSince(now)))
    }

    private static func duration(_ seconds: Double) -> Duration? {
        seconds >= 0 && seconds < 315_360_000 ? .milliseconds(Int((seconds * 1000).rounded(.up))) : nil
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that may still be sent.
    public static func date(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
                .firstIndex(of: String(parts[2]))
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3, (1...31).contains(day), (1970...9999).contains(year) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(
            from: DateComponents(
                year: year,
                month: month + 1,
                day: day,
                hour: time[0],
                minute: time[1],
                second: time[2]
            )
        )
    }
}
