import Foundation
import Synchronization

/// The time of day as HTTP writes it (RFC 9110, § 5.6.7), made once a second at most.
final class AnswerDate: Sendable {
    private struct State {
        var second = Int.min
        var text = ""
    }

    private let state = Mutex(State())

    var text: String {
        let now = Date()
        let second = Int(now.timeIntervalSince1970)
        return state.withLock { state in
            if state.second != second { state = State(second: second, text: Self.text(now)) }
            return state.text
        }
    }

    static func text(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute, .second], from: date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func digits(_ value: Int?) -> String { (value ?? 0) < 10 ? "0\(value ?? 0)" : String(value ?? 0) }
        let day = days[((parts.weekday ?? 1) - 1) % 7]
        let month = months[((parts.month ?? 1) - 1) % 12]
        let time = "\(digits(parts.hour)):\(digits(parts.minute)):\(digits(parts.second))"
        return "\(day), \(digits(parts.day)) \(month) \(parts.year ?? 0) \(time) GMT"
    }
}
