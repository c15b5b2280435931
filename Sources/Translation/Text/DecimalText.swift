/// Numbers in digits, the same in every locale.
package enum DecimalText {
    /// With zeros in front, up to `width` digits.
    package static func padded(_ number: Int, _ width: Int) -> String { padded(String(number), width) }

    static func padded(_ digits: String, _ width: Int) -> String {
        let missing = width - digits.utf8.count
        return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
    }

    /// Writes the last digits of a number that is not negative, as many as `width`.
    static func write(
        _ number: Int,
        width: Int,
        at offset: Int,
        in buffer: UnsafeMutableBufferPointer<UInt8>
    ) {
        var rest = number
        for index in stride(from: offset + width - 1, through: offset, by: -1) {
            buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// `1 model`, `2 models`
    package static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// With `digits` digits behind the point; negative values and NaN are 0.
    package static func fixed(_ value: Double, digits: Int) -> String {
        let value = value.isNaN ? 0 : min(max(value, 0), 1e12)
        var scale = 1
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((value * Double(scale)).rounded())
        guard digits > 0 else { return String(scaled) }
        return String(scaled / scale) + "." + padded(scaled % scale, digits)
    }
}
