import Foundation

/// Numbers as the dashboard writes them: short, and the same width for the same size.
enum Figures {
    /// `55.1k`
    static func tokens(_ count: Int) -> String {
        switch count {
        case ..<10_000: String(max(count, 0))
        case ..<1_000_000: tenths(Double(count) / 1_000) + "k"
        default: tenths(Double(count) / 1_000_000) + "M"
        }
    }

    /// `12ms`, `0.9s`, `14.8s`, `2m05s`, `3h12m`
    static func duration(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        switch seconds {
        case ..<0.1: return "\(max(Int(seconds * 1000), 0))ms"
        case ..<99.95: return tenths(seconds) + "s"
        case ..<6_000: return "\(Int(seconds) / 60)m\(twoDigits(Int(seconds) % 60))s"
        default: return "\(Int(seconds) / 3600)h\(twoDigits(Int(seconds) / 60 % 60))m"
        }
    }

    /// Since the start, in minutes: nothing that has to be drawn anew each second.
    static func uptime(_ seconds: TimeInterval) -> String {
        let minutes = max(Int(seconds) / 60, 0)
        return minutes < 60 ? "\(minutes)m" : "\(minutes / 60)h\(twoDigits(minutes % 60))"
    }

    /// `.0070`, `1.23`, `123`
    static func dollars(_ amount: Double) -> String {
        switch amount {
        case ..<0.99995: String(decimal(amount, digits: 4).dropFirst())
        case ..<100: decimal(amount, digits: 2)
        default: decimal(amount, digits: 0)
        }
    }

    /// A sum: `$4.10`.
    static func sum(_ amount: Double) -> String {
        amount < 0.005 && amount > 0 ? "$" + decimal(amount, digits: 4) : "$" + decimal(amount, digits: 2)
    }

    private static func tenths(_ value: Double) -> String { decimal(value, digits: 1) }

    private static func decimal(_ value: Double, digits: Int) -> String {
        let scale = [1, 10, 100, 1_000, 10_000][min(max(digits, 0), 4)]
        let scaled = Int((max(value, 0) * Double(scale)).rounded())
        guard digits > 0 else { return String(scaled) }
        let fraction = String(scaled % scale)
        return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}

/// Times of day, in the person's time zone.
struct ClockFace: Sendable {
    private let offset: Int

    init(secondsFromGMT offset: Int) {
        self.offset = offset
    }

    /// `14:03`
    func minutes(_ date: Date) -> String {
        let (hours, minutes, _) = parts(date)
        return "\(Figures.twoDigits(hours)):\(Figures.twoDigits(minutes))"
    }

    /// `14:03:07`
    func seconds(_ date: Date) -> String {
        "\(minutes(date)):\(Figures.twoDigits(parts(date).2))"
    }

    /// `03:07`, for narrow lists
    func short(_ date: Date) -> String { String(seconds(date).suffix(5)) }

    private func parts(_ date: Date) -> (Int, Int, Int) {
        let second = Int(date.timeIntervalSince1970.rounded(.down)) + offset
        let ofDay = ((second % 86_400) + 86_400) % 86_400
        return (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
    }
}
