import Translation

extension ConfigForm where Value == Duration {
    /// `10s`, `500ms`, `2m`, `1h`, or a bare number of seconds; decimals are allowed. At most a day, so that nothing
    /// downstream overflows.
    static func duration(least: Duration = .zero) -> ConfigForm {
        let bound = least > .zero ? "more than 0 and at most 24h" : "at most 24h"
        return ConfigForm(expected: "a duration such as 10s, 500ms, 2m or 1h, \(bound)") { scalar in
            seconds(scalar.text).flatMap { least...longest ~= $0 ? $0 : nil }
        }
    }

    /// One that cannot be 0: a timeout of nothing would refuse everything.
    static var timeout: ConfigForm { duration(least: .milliseconds(1)) }

    private static var longest: Duration { .seconds(24 * 3600) }

    private static func seconds(_ text: String) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        guard ["ms", "", "s", "m", "min", "h"].contains(unit), let milliseconds = SpelledDuration.milliseconds(in: unit)
        else { return nil }
        // Whole milliseconds: a Double's last bits would make 0.1s differ from 100ms.
        guard let count = Double(digits), let whole = Int64(exactly: (count * milliseconds).rounded()) else {
            return nil
        }
        return .milliseconds(whole)
    }
}
