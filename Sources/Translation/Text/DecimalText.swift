/// Numbers in digits, the same in every locale.
package enum DecimalText {
    /// With zeros in front, up to `width` digits.
    package static func padded(_ number: Int, _ width: Int) -> String { padded(String(number), width) }

    static func padded(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(width - digits.utf8.count, 0)) + digits
    }

    /// `1 model`, `2 models`
    package static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// With `digits` digits behind the point; negative values and NaN are 0.
    package static func fixed(_ value: Double, digits: Int) -> String {
        let value = value.isNaN ? 0 : min(max(value, 0), 1e12)
        let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((value * Double(scale)).rounded())
        guard digits > 0 else { return String(scaled) }
        return "\(scaled / scale).\(padded(scaled % scale, digits))"
    }
}
