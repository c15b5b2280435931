// Durations are seconds in JSON, as numbers with at most six decimals: a microsecond, written and read without loss.

extension KeyedEncodingContainer {
    package mutating func encode(seconds duration: Duration?, forKey key: Key) throws {
        guard let duration else { return }
        try encode(((duration / .seconds(1)) * 1_000_000).rounded() / 1_000_000, forKey: key)
    }
}

extension KeyedDecodingContainer {
    package func decodeSeconds(forKey key: Key) throws -> Duration {
        let seconds = try decode(Double.self, forKey: key)
        guard abs(seconds) < 1e12 else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "the duration is too long")
        }
        return .microseconds(Int64((seconds * 1_000_000).rounded()))
    }

    package func decodeSecondsIfPresent(forKey key: Key) throws -> Duration? {
        try decodeIfPresent(Double.self, forKey: key) == nil ? nil : decodeSeconds(forKey: key)
    }
}
