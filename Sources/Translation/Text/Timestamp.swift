package import Foundation

/// Moments in UTC, in the forms of RFC 3339 and HTTP.
package enum Timestamp {
    /// `2026-11-30T17:20:05Z`
    package static func seconds(_ date: Date) -> String {
        text(second: Int(exactly: date.timeIntervalSince1970.rounded(.down)) ?? 0, millisecond: nil)
    }

    /// `2026-11-30T17:20:05.123Z`; an invalid date is the first moment of 1970.
    package static func milliseconds(_ date: Date) -> String {
        let count = Int(exactly: (date.timeIntervalSince1970 * 1000).rounded()) ?? 0
        let rest = (count % 1000 + 1000) % 1000
        return text(second: (count - rest) / 1000, millisecond: rest)
    }

    /// Each line of the log has one: written in place, without strings for its parts.
    private static func text(second: Int, millisecond: Int?) -> String {
        let ofDay = (second % 86_400 + 86_400) % 86_400
        let day = CalendarDay(number: (second - ofDay) / 86_400)
        let (year, month, dayOfMonth) = day.parts
        guard 0...9999 ~= year else {
            let time = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map { DecimalText.padded($0, 2) }
            let fraction = millisecond.map { "." + DecimalText.padded($0, 3) } ?? ""
            return "\(day)T\(time.joined(separator: ":"))\(fraction)Z"
        }
        return String(unsafeUninitializedCapacity: 24) { buffer in
            DecimalText.write(year, width: 4, at: 0, in: buffer)
            buffer[4] = UInt8(ascii: "-")
            DecimalText.write(month, width: 2, at: 5, in: buffer)
            buffer[7] = UInt8(ascii: "-")
            DecimalText.write(dayOfMonth, width: 2, at: 8, in: buffer)
            buffer[10] = UInt8(ascii: "T")
            DecimalText.write(ofDay / 3600, width: 2, at: 11, in: buffer)
            buffer[13] = UInt8(ascii: ":")
            DecimalText.write(ofDay / 60 % 60, width: 2, at: 14, in: buffer)
            buffer[16] = UInt8(ascii: ":")
            DecimalText.write(ofDay % 60, width: 2, at: 17, in: buffer)
            var end = 19
            if let millisecond {
                buffer[19] = UInt8(ascii: ".")
                DecimalText.write(millisecond, width: 3, at: 20, in: buffer)
                end = 23
            }
            buffer[end] = UInt8(ascii: "Z")
            return end + 1
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the current form of RFC 9110 (§ 5.6.7).
    package static func http(_ text: String) -> Date? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2])), (1...31).contains(day), (1970...9999).contains(year)
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int($0) }
        guard time.count == 3, 0..<24 ~= time[0], 0..<60 ~= time[1], 0...60 ~= time[2] else { return nil }
        let start = CalendarDay(year: year, month: month + 1, day: day).secondsSince1970
        return Date(timeIntervalSince1970: Double(start + time[0] * 3600 + time[1] * 60 + time[2]))
    }
}
