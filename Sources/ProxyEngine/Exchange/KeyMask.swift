/// Blots an upstream's key out of whatever that upstream says: some quote it in their errors.
struct KeyMask: Sendable {
    /// The key and the values of configured headers; nil where there are none.
    private let secrets: [[UInt8]]

    /// Shorter values occur by chance, and blotting them out would garble answers.
    private static let shortestSecret = 8
    private static let mask = Array("•••".utf8)

    init(_ upstream: UpstreamSettings) {
        let values = [upstream.apiKey].compactMap(\.self) + upstream.headers.map(\.value)
        secrets = values.map { $0.withValue { Array($0.utf8) } }.filter { $0.count >= Self.shortestSecret }
    }

    func masked(_ error: APIError) -> APIError {
        var error = error
        error.message = String(decoding: masked(Array(error.message.utf8)), as: UTF8.self)
        return error
    }

    func masked(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var bytes = Array(bytes)
        for secret in secrets {
            while let start = Self.find(secret, in: bytes) {
                bytes.replaceSubrange(start..<start + secret.count, with: Self.mask)
            }
        }
        return bytes
    }

    /// The first place of `secret`. Looks for its last byte's place first, so most of the text is passed over unread.
    private static func find(_ secret: [UInt8], in bytes: [UInt8]) -> Int? {
        let length = secret.count
        guard bytes.count >= length else { return nil }
        return bytes.withUnsafeBufferPointer { text in
            secret.withUnsafeBufferPointer { secret in
                var skip = [Int](repeating: length, count: 256)
                for offset in 0..<length - 1 { skip[Int(secret[offset])] = length - 1 - offset }
                var start = 0
                while start <= text.count - length {
                    var offset = length - 1
                    while text[start + offset] == secret[offset] {
                        if offset == 0 { return start }
                        offset -= 1
                    }
                    start += skip[Int(text[start + length - 1])]
                }
                return nil
            }
        }
    }
}
