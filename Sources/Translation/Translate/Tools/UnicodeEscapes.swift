/// Replaces JSON's `\uXXXX` by the characters, and keeps other escapes.
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
            guard escaped == UInt8(ascii: "u"), let unit = rest.withUnsafeBytes({ Hexadecimal.unit($0, at: 0) }) else {
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
            // For counting tokens, a control character is as good as an escape of one letter.
            output += scalar.value < 0x20 ? [UInt8(ascii: "\\"), UInt8(ascii: "n")] : Array(String(scalar).utf8)
        } else if unit < 0xDC00 {
            // The first half of a pair counts as a character of four bytes, the second as nothing.
            output += [0xF0, 0x90, 0x80, 0x80]
        }
    }
}
