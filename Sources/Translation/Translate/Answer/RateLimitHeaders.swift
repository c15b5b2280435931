public import Foundation

/// An upstream's rate limits, under the names that Anthropic's clients read.
///
/// `x-ratelimit-remaining-tokens` becomes `anthropic-ratelimit-tokens-remaining`, and a reset that is a duration
/// (`6m0s`) becomes a moment. `anthropic-ratelimit-unified-*` is never sent, because it means the limits of a
/// subscription.
public enum RateLimitHeaders {
    /// The limits among `headers`, renamed. All other headers are left out.
    public static func anthropic(
        from headers: [(name: String, value: String)],
        now: Date
    ) -> [(name: String, value: String)] {
        headers.compactMap { name, value in
            guard let (part, unit) = parts(of: name.lowercased()) else { return nil }
            guard let text = part == "reset" ? reset(value, now: now) : count(value) else { return nil }
            return ("anthropic-ratelimit-\(unit)-\(part)", text)
        }
    }

    private static func parts(of name: String) -> (part: Substring, unit: Substring)? {
        guard name.hasPrefix("x-ratelimit-") else { return nil }
        let parts = name.dropFirst("x-ratelimit-".count).split(separator: "-")
        guard parts.count == 2, ["limit", "remaining", "reset"].contains(parts[0]),
            ["requests", "tokens"].contains(parts[1])
        else { return nil }
        return (parts[0], parts[1])
    }

    private static func count(_ value: String) -> String? {
        Int(value.trimmingCharacters(in: .whitespaces)).map { String(max(0, $0)) }
    }

    /// RFC 3339 in whole seconds, rounded up, so that no client comes back too early.
    private static func reset(_ value: String, now: Date) -> String? {
        guard let wait = SpelledDuration.parse(value) else { return nil }
        let moment = now.timeIntervalSince1970 + wait / .seconds(1)
        return Timestamp.seconds(Date(timeIntervalSince1970: moment.rounded(.up)))
    }
}
