public import Foundation

/// The wait that an upstream's headers ask for.
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
        guard let date = Timestamp.http(text) else { return nil }
        return duration(max(0, date.timeIntervalSince(now)))
    }

    private static func duration(_ seconds: Double) -> Duration? {
        seconds >= 0 && seconds < 315_360_000 ? .milliseconds(Int((seconds * 1000).rounded(.up))) : nil
    }
}
