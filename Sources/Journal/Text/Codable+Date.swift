package import Foundation
import Translation

// Times of day are RFC 3339 in JSON, in UTC and with milliseconds.

extension KeyedEncodingContainer {
    package mutating func encode(date: Date, forKey key: Key) throws {
        try encode(Timestamp.milliseconds(date), forKey: key)
    }
}

extension KeyedDecodingContainer {
    /// With or without a fraction of a second.
    package func decodeDate(forKey key: Key) throws -> Date {
        let text = try decode(String.self, forKey: key)
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        if let date = (try? format.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text)) { return date }
        throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "\"\(text)\" is not RFC 3339")
    }
}
