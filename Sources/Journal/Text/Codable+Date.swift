package import Foundation

// Times of day are RFC 3339 in JSON, in UTC and with milliseconds.

extension KeyedEncodingContainer {
    package mutating func encode(date: Date, forKey key: Key) throws {
        try encode(LogText.time(date), forKey: key)
    }
}

extension KeyedDecodingContainer {
    package func decodeDate(forKey key: Key) throws -> Date {
        let text = try decode(String.self, forKey: key)
        if let date = LogText.date(text) { return date }
        throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "\"\(text)\" is not RFC 3339")
    }
}

extension LogText {
    /// Reads what ``time(_:)`` writes, with or without a fraction.
    package static func date(_ text: String) -> Date? {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return (try? format.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text))
    }
}
