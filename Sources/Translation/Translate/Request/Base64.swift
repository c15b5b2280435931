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

    /// The error in invalid Base64.
    enum Fault: Equatable {
        case empty
        case byte(UInt8, offset: Int)
        case padding
    }

    /// Checks standard, padded Base64 without decoding it; nil if it is valid.
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

    /// Decodes `count` bytes of standard Base64 from `offset` on; fewer at its end, none if it is invalid. Only the
    /// necessary characters are read.
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
                bytes.withUnsafeBufferPointer { bytes in
                    func write(_ word: UInt32, characters: Int) {
                        for position in 0..<characters {
                            output[written] = alphabet[Int(word >> UInt32(18 - 6 * position)) & 0x3F]
                            written += 1
                        }
                    }
                    var cursor = 0
                    while cursor + 3 <= bytes.count {
                        let high = UInt32(bytes[cursor]) << 16 | UInt32(bytes[cursor + 1]) << 8
                        write(high | UInt32(bytes[cursor + 2]), characters: 4)
                        cursor += 3
                    }
                    switch bytes.count - cursor {
                    case 1: write(UInt32(bytes[cursor]) << 16, characters: 2)
                    case 2: write(UInt32(bytes[cursor]) << 16 | UInt32(bytes[cursor + 1]) << 8, characters: 3)
                    default: break
                    }
                }
            }
            return written
        }
    }

    /// Decodes unpadded Base64 in the URL alphabet; nil if it is invalid or not canonical.
    static func decodeURL(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let unusedBits: UInt8 =
            switch text.count % 4 {
            case 2: 0xF
            case 3: 0x3
            default: 0
            }
        if let last = text.last, urlValues[Int(last)] & unusedBits != 0 { return nil }
        return decode(text, urlValues)
    }

    private static func decode(_ text: ArraySlice<UInt8>, _ values: [UInt8]) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        /// Exceeds 63 once a byte was not in the alphabet.
        var seen: UInt8 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4) { output, written in
            text.withUnsafeBufferPointer { text in
                values.withUnsafeBufferPointer { values in
                    func read(_ offset: Int, shift: UInt32) -> UInt32 {
                        let value = values[Int(text[offset])]
                        seen |= value
                        return UInt32(value) << shift
                    }
                    func write(_ word: UInt32, shift: UInt32) {
                        output[written] = UInt8(truncatingIfNeeded: word >> shift)
                        written += 1
                    }
                    var cursor = 0
                    while cursor + 4 <= text.count {
                        let high = read(cursor, shift: 18) | read(cursor + 1, shift: 12)
                        let word = high | read(cursor + 2, shift: 6) | read(cursor + 3, shift: 0)
                        write(word, shift: 16)
                        write(word, shift: 8)
                        write(word, shift: 0)
                        cursor += 4
                    }
                    guard cursor < text.count else { return }
                    let word = read(cursor, shift: 18) | read(cursor + 1, shift: 12)
                    write(word, shift: 16)
                    guard cursor + 2 < text.count else { return }
                    write(word | read(cursor + 2, shift: 6), shift: 8)
                }
            }
        }
        return seen < 64 ? bytes : nil
    }
}
