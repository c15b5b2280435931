/// Base64 over byte tables (RFC 4648): the standard alphabet is checked, the URL alphabet is written and read.
enum Base64 {
    private static let urlAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// 0…63 for the characters of the standard alphabet, 255 for every other byte.
    private static let standardValues = values(of: Array(urlAlphabet.dropLast(2)) + Array("+/".utf8))
    private static let urlValues = values(of: urlAlphabet)

    private static func values(of alphabet: [UInt8]) -> [UInt8] {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }

    /// Why bytes are not Base64.
    enum Fault: Equatable {
        case empty
        case byte(UInt8, offset: Int)
        case padding
    }

    /// Checks standard, padded Base64 without decoding it; nil where nothing is wrong.
    static func fault(in text: UnsafeRawBufferPointer) -> Fault? {
        guard !text.isEmpty else { return .empty }
        var padding = 0
        while padding < min(2, text.count), text[text.count - 1 - padding] == UInt8(ascii: "=") { padding += 1 }
        let characters = text.count - padding
        return standardValues.withUnsafeBufferPointer { values in
            var cursor = 0
            while cursor + 8 <= characters {
                var seen = values[Int(text[cursor])] | values[Int(text[cursor + 1])]
                seen |= values[Int(text[cursor + 2])] | values[Int(text[cursor + 3])]
                seen |= values[Int(text[cursor + 4])] | values[Int(text[cursor + 5])]
                seen |= values[Int(text[cursor + 6])] | values[Int(text[cursor + 7])]
                if seen > 0x3F { break }
                cursor += 8
            }
            while cursor < characters {
                if values[Int(text[cursor])] > 0x3F { return .byte(text[cursor], offset: cursor) }
                cursor += 1
            }
            return text.count % 4 == 0 ? nil : .padding
        }
    }

    /// `count` of the bytes that standard Base64 stands for, from `offset` on; fewer where it ends, none where it is
    /// none. Only the characters asked for are read.
    static func bytes(of text: ArraySlice<UInt8>, at offset: Int, count: Int) -> [UInt8] {
        let skipped = offset / 3 * 4
        guard skipped < text.count else { return [] }
        let lead = offset % 3
        let characters = text.dropFirst(skipped).prefix((lead + count + 2) / 3 * 4).prefix { $0 != UInt8(ascii: "=") }
        return Array((decode(characters, standardValues) ?? []).dropFirst(lead).prefix(count))
    }

    /// `bytes` in the URL alphabet, unpadded.
    static func url(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { output in
            var written = 0
            urlAlphabet.withUnsafeBufferPointer { alphabet in
                var cursor = 0
                while cursor < bytes.count {
                    let left = min(3, bytes.count - cursor)
                    var word = UInt32(bytes[cursor]) << 16
                    if left > 1 { word |= UInt32(bytes[cursor + 1]) << 8 }
                    if left > 2 { word |= UInt32(bytes[cursor + 2]) }
                    for position in 0...left {
                        output[written] = alphabet[Int(word >> UInt32(18 - 6 * position)) & 0x3F]
                        written += 1
                    }
                    cursor += 3
                }
            }
            return written
        }
    }

    /// The bytes that unpadded Base64 in the URL alphabet stands for; nil where it is none, or not the one way to write
    /// them.
    static func decodeURL(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        let unusedBits: UInt8 =
            switch characters.count % 4 {
            case 2: 0xF
            case 3: 0x3
            default: 0
            }
        if let last = characters.last, urlValues[Int(last)] & unusedBits != 0 { return nil }
        return decode(characters[...], urlValues)
    }

    private static func decode(_ text: ArraySlice<UInt8>, _ values: [UInt8]) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var word: UInt32 = 0
        var bits = 0
        for character in text {
            let value = values[Int(character)]
            guard value < 64 else { return nil }
            word = word << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        return bytes
    }
}
