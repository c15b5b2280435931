/// Hexadecimal digits, read in either case and written in lower case.
package enum Hexadecimal {
    package static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// The number of four digits; nil if there are fewer.
    static func unit(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt16? {
        guard offset + 4 <= bytes.count else { return nil }
        var unit: UInt16 = 0
        for cursor in offset..<offset + 4 {
            guard let digit = value(bytes[cursor]) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// Two digits for each byte.
    package static func append(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(digit(byte >> 4))
        output.append(digit(byte & 0xF))
    }

    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        var output: [UInt8] = []
        for byte in bytes { append(byte, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// A number with at least `digits` digits.
    package static func text(_ number: UInt32, digits: Int) -> String {
        let needed = (UInt32.bitWidth - number.leadingZeroBitCount + 3) / 4
        let count = max(digits, needed, 1)
        return String(unsafeUninitializedCapacity: count) { buffer in
            for index in 0..<count {
                let shift = UInt32(count - 1 - index) * 4
                buffer[index] = digit(shift < 32 ? UInt8(number >> shift & 0xF) : 0)
            }
            return count
        }
    }

    private static func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
    }
}
