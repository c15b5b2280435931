/// Blots an upstream's key out of whatever that upstream says: some quote it in their errors.
struct KeyMask: Sendable {
    /// One secret, and how far a search may skip after a byte that does not fit (Horspool).
    private struct Secret {
        let bytes: [UInt8]
        let skips: [Int]

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            var skips = [Int](repeating: bytes.count, count: 256)
            for offset in 0..<bytes.count - 1 { skips[Int(bytes[offset])] = bytes.count - 1 - offset }
            self.skips = skips
        }
    }

    private let secrets: [Secret]

    /// Shorter values occur by chance, and blotting them out would garble answers.
    private static let shortestSecret = 8
    private static let mask = Array("•••".utf8)

    /// The upstream's key, and the values of its configured headers.
    init(_ upstream: UpstreamSettings) {
        let values = [upstream.apiKey].compactMap(\.self) + upstream.headers.map(\.value)
        secrets = values.map { $0.withValue { Array($0.utf8) } }
            .filter { $0.count >= Self.shortestSecret }
            .map(Secret.init)
    }

    func masked(_ error: APIError) -> APIError {
        var error = error
        error.message = String(decoding: masked(Array(error.message.utf8)), as: UTF8.self)
        return error
    }

    /// The bytes without any secret; the same array where there was none in it.
    func masked(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for secret in secrets {
            while let start = bytes.withUnsafeBytes({ Self.find(secret, in: $0) }) {
                bytes.replaceSubrange(start..<start + secret.bytes.count, with: Self.mask)
            }
        }
        return bytes
    }

    func hides(_ bytes: UnsafeRawBufferPointer) -> Bool {
        secrets.contains { Self.find($0, in: bytes) != nil }
    }

    private static func find(_ secret: Secret, in text: UnsafeRawBufferPointer) -> Int? {
        let length = secret.bytes.count
        return secret.bytes.withUnsafeBufferPointer { bytes in
            secret.skips.withUnsafeBufferPointer { skips in
                var start = 0
                while start <= text.count - length {
                    var offset = length - 1
                    while text[start + offset] == bytes[offset] {
                        if offset == 0 { return start }
                        offset -= 1
                    }
                    start += skips[Int(text[start + length - 1])]
                }
                return nil
            }
        }
    }
}
