/// Durations as text, for logs, the doctor and the dashboard.
package enum DurationText {
    /// `45ms`, `1.23s`, `75.30s`: for logs.
    package static func seconds(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        return seconds < 1 ? "\(Int((seconds * 1000).rounded()))ms" : DecimalText.fixed(seconds, digits: 2) + "s"
    }

    /// `1.204s`, to the millisecond.
    package static func exact(_ duration: Duration) -> String {
        "\(duration.milliseconds / 1000).\(DecimalText.padded(duration.milliseconds % 1000, 3))s"
    }

    /// `4ms`, `1.20s`, `3m05s`
    package static func precise(_ duration: Duration) -> String {
        let milliseconds = duration.milliseconds
        if milliseconds < 1000 { return "\(milliseconds)ms" }
        if milliseconds >= 60_000 { return minutes(duration) }
        return DecimalText.fixed(Double((milliseconds + 5) / 10) / 100, digits: 2) + "s"
    }

    /// `12ms`, `0.9s`, `14.8s`, `2m05s`, `3h12m`: for columns.
    package static func short(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        switch seconds {
        case ..<0.1: return "\(max(Int(seconds * 1000), 0))ms"
        case ..<99.95: return DecimalText.fixed(seconds, digits: 1) + "s"
        case ..<6_000: return minutes(duration)
        default: return "\(Int(seconds) / 3600)h\(DecimalText.padded(Int(seconds) / 60 % 60, 2))m"
        }
    }

    private static func minutes(_ duration: Duration) -> String {
        let seconds = Int(duration.components.seconds)
        return "\(seconds / 60)m\(DecimalText.padded(seconds % 60, 2))s"
    }

    /// `40 seconds`, `3 minutes`, `5 hours`, `12 days`
    package static func words(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        return switch seconds {
        case ..<120: "\(seconds) seconds"
        case ..<7200: "\(seconds / 60) minutes"
        case ..<172_800: "\(seconds / 3600) hours"
        default: "\(seconds / 86_400) days"
        }
    }
}

extension Duration {
    /// Whole milliseconds.
    package var milliseconds: Int {
        Int(clamping: components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }

    /// Whole seconds, rounded up, for `retry-after`.
    package var secondsRoundedUp: Int {
        Int(clamping: components.seconds) + (components.attoseconds > 0 ? 1 : 0)
    }
}
