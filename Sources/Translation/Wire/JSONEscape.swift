/// JSON's escape sequences: measuring, decoding and writing them.
enum JSONEscape {
    /// A character, or half of one.
    enum Extent {
        case character(length: Int)
        /// Half of a surrogate pair without the other half. It is legal JSON and decodes to U+FFFD, but many parsers refuse
        /// it.
        case loneSurrogate

        var length: Int {
            switch self {
            case .character(let length): length
            case .loneSurrogate: 6
            }
        }
    }

    /// The extent of the escape at `offset`; nil if it is invalid. `\u` needs four hex digits.
    static func extent(_ input: UnsafeRawBufferPointer, at offset: Int) -> Extent? {
        guard offset + 1 < input.count else { return nil }
        switch input[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return .character(length: 2)
        case UInt8(ascii: "u"):
            guard let unit = Hexadecimal.unit(input, at: offset + 2) else { return nil }
            guard UTF16.isSurrogate(unit) else { return .character(length: 6) }
            let isPair = UTF16.isLeadSurrogate(unit) && trail(input, at: offset + 6) != nil
            return isPair ? .character(length: 12) : .loneSurrogate
        default:
            return nil
        }
    }

    /// The second half of a pair, if its escape is at `offset`.
    private static func trail(_ input: UnsafeRawBufferPointer, at offset: Int) -> UInt16? {
        guard offset + 1 < input.count, input[offset] == UInt8(ascii: "\\"), input[offset + 1] == UInt8(ascii: "u"),
            let unit = Hexadecimal.unit(input, at: offset + 2), UTF16.isTrailSurrogate(unit)
        else { return nil }
        return unit
    }

    /// Replaces the lone surrogates in `range` by U+FFFD, which takes as many bytes.
    static func replaceLoneSurrogates(in bytes: inout [UInt8], _ range: Range<Int>) {
        var lone: [Int] = []
        bytes.withUnsafeBytes { input in
            let text = UnsafeRawBufferPointer(rebasing: input[range])
            var cursor = 0
            while cursor < text.count {
                guard text[cursor] == UInt8(ascii: "\\"), let extent = extent(text, at: cursor) else {
                    cursor += 1
                    continue
                }
                if case .loneSurrogate = extent { lone.append(range.lowerBound + cursor) }
                cursor += extent.length
            }
        }
        for place in lone { bytes.replaceSubrange(place..<place + 6, with: #"\ufffd"#.utf8) }
    }

    /// The character of escaped text at `offset` and where it ends, as far as it matters to a parser: an ASCII byte, or
    /// 0x80 for any other. `\u0022` for a quote is how .NET writes it.
    static func character(_ text: UnsafeRawBufferPointer, at offset: Int) -> (byte: UInt8, end: Int) {
        let byte = text[offset]
        guard byte == UInt8(ascii: "\\"), offset + 1 < text.count else { return (min(byte, 0x80), offset + 1) }
        switch text[offset + 1] {
        case UInt8(ascii: "n"): return (0x0A, offset + 2)
        case UInt8(ascii: "t"): return (0x09, offset + 2)
        case UInt8(ascii: "r"): return (0x0D, offset + 2)
        case UInt8(ascii: "b"): return (0x08, offset + 2)
        case UInt8(ascii: "f"): return (0x0C, offset + 2)
        case UInt8(ascii: "u"):
            let unit = Hexadecimal.unit(text, at: offset + 2) ?? 0x80
            return (UInt8(min(unit, 0x80)), min(offset + 6, text.count))
        case let letter: return (letter, offset + 2)
        }
    }

    /// Decodes validated, escaped `contents`.
    static func decode(_ contents: UnsafeRawBufferPointer) -> String {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(contents.count)
        var cursor = 0
        while cursor < contents.count {
            let byte = contents[cursor]
            guard byte == UInt8(ascii: "\\"), cursor + 1 < contents.count else {
                decoded.append(byte)
                cursor += 1
                continue
            }
            cursor += 2
            switch contents[cursor - 1] {
            case UInt8(ascii: "b"): decoded.append(0x08)
            case UInt8(ascii: "f"): decoded.append(0x0C)
            case UInt8(ascii: "n"): decoded.append(0x0A)
            case UInt8(ascii: "r"): decoded.append(0x0D)
            case UInt8(ascii: "t"): decoded.append(0x09)
            case UInt8(ascii: "u"):
                let (scalar, length) = scalar(contents, at: cursor)
                decoded.append(contentsOf: Array(String(scalar).utf8))
                cursor += length
            case let other: decoded.append(other)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Appends `text`, escaping only what JSON requires.
    static func append(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) {
        var plain = 0
        for cursor in 0..<text.count {
            let byte = text[cursor]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            output.append(contentsOf: text[plain..<cursor])
            plain = cursor + 1
            output.append(UInt8(ascii: "\\"))
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
            case 0x0A: output.append(UInt8(ascii: "n"))
            case 0x0D: output.append(UInt8(ascii: "r"))
            case 0x09: output.append(UInt8(ascii: "t"))
            case 0x08: output.append(UInt8(ascii: "b"))
            case 0x0C: output.append(UInt8(ascii: "f"))
            default:
                output.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
                Hexadecimal.append(byte, to: &output)
            }
        }
        output.append(contentsOf: text[plain..<text.count])
    }

    private static func scalar(_ contents: UnsafeRawBufferPointer, at offset: Int) -> (Unicode.Scalar, Int) {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard let unit = Hexadecimal.unit(contents, at: offset) else { return (replacement, 0) }
        guard UTF16.isLeadSurrogate(unit) else { return (Unicode.Scalar(unit) ?? replacement, 4) }
        guard let trail = trail(contents, at: offset + 4) else { return (replacement, 4) }
        let value = 0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(trail & 0x3FF)
        return (Unicode.Scalar(value) ?? replacement, 10)
    }
}
