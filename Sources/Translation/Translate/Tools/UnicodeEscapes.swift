/// Replaces the `\uXXXX` of JSON by the characters they stand for, and leaves its other escapes as they are.
enum UnicodeEscapes {
    static func writtenOut(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                output.append(byte)
                continue
            }
            guard escaped == UInt8(ascii: "u"), let unit = unit(rest.prefix(4)) else {
                output += [byte, escaped]
                continue
            }
            rest = rest.dropFirst(4)
            append(unit, to: &output)
        }
        return output
    }

    private static func append(_ unit: UInt16, to output: inout [UInt8]) {
        if let scalar = Unicode.Scalar(unit) {
            // A control character is an escape of one letter to a tokenizer, as good as any.
            output += scalar.value < 0x20 ? [UInt8(ascii: "\\"), UInt8(ascii: "n")] : Array(String(scalar).utf8)
        } else if unit < 0xDC00 {
            // The first half of a pair stands for a character of four bytes, the second for nothing more.
            output += [0xF0, 0x90, 0x80, 0x80]
        }
    }

    private static func unit(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard digits.count == 4 else { return nil }
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
