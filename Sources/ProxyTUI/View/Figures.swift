import Foundation
import Translation

/// Numbers as the dashboard writes them: short, and the same width for the same size.
enum Figures {
    /// `55.1k`
    static func tokens(_ count: Int) -> String {
        switch count {
        case ..<10_000: String(max(count, 0))
        case ..<1_000_000: DecimalText.fixed(Double(count) / 1_000, digits: 1) + "k"
        default: DecimalText.fixed(Double(count) / 1_000_000, digits: 1) + "M"
        }
    }

    /// In minutes, so that it need not be redrawn each second.
    static func uptime(_ seconds: TimeInterval) -> String {
        let minutes = max(Int(seconds) / 60, 0)
        return minutes < 60 ? "\(minutes)m" : "\(minutes / 60)h\(DecimalText.padded(minutes % 60, 2))"
    }

    /// `.0070`, `1.23`, `123`
    static func dollars(_ amount: Double) -> String {
        switch amount {
        case ..<0.99995: String(DecimalText.fixed(amount, digits: 4).dropFirst())
        case ..<100: DecimalText.fixed(amount, digits: 2)
        default: DecimalText.fixed(amount, digits: 0)
        }
    }

    /// `$0.0143`; nothing spent is `$0`.
    static func exactDollars(_ amount: Double) -> String {
        guard amount.isFinite, amount > 0, amount < 1_000_000 else { return "$0" }
        return "$" + DecimalText.fixed(amount, digits: 4)
    }

    /// A sum: `$4.10`.
    static func sum(_ amount: Double) -> String {
        amount < 0.005 && amount > 0
            ? "$" + DecimalText.fixed(amount, digits: 4) : "$" + DecimalText.fixed(amount, digits: 2)
    }
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
        return "\(DecimalText.padded(hours, 2)):\(DecimalText.padded(minutes, 2))"
    }

    /// `14:03:07`
    func seconds(_ date: Date) -> String {
        "\(minutes(date)):\(DecimalText.padded(parts(date).2, 2))"
    }

    /// `03:07`, for narrow lists
    func short(_ date: Date) -> String { String(seconds(date).suffix(5)) }

    private func parts(_ date: Date) -> (Int, Int, Int) {
        let second = Int(date.timeIntervalSince1970.rounded(.down)) + offset
        let ofDay = ((second % 86_400) + 86_400) % 86_400
        return (ofDay / 3600, ofDay / 60 % 60, ofDay % 60)
    }
}
