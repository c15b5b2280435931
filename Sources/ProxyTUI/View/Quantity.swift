/// Sizes and moments as they are written where there is room to be exact; ``Figures`` is for the columns of a list.
enum Quantity {
    /// `317`, `4.1K`, `214K`, `5.2M`
    static func bytes(_ count: Int) -> String {
        if count < 1000 { return "\(count)" }
        if count < 1_000_000 { return scaled(count, by: 1000, "K") }
        return scaled(count, by: 1_000_000, "M")
    }

    /// `317 B`, `4.1 KB`, `214 KB`
    static func size(_ count: Int) -> String {
        if count < 1000 { return "\(count) B" }
        if count < 1_000_000 { return scaled(count, by: 1000, " KB") }
        return scaled(count, by: 1_000_000, " MB")
    }

    /// `4ms`, `1.20s`, `3m05s`
    static func duration(_ duration: Duration) -> String {
        let milliseconds = milliseconds(duration)
        if milliseconds < 1000 { return "\(milliseconds)ms" }
        if milliseconds < 60_000 {
            let hundredths = (milliseconds + 5) / 10
            return "\(hundredths / 100).\(padded(hundredths % 100, 2))s"
        }
        return "\(milliseconds / 60_000)m\(padded(milliseconds / 1000 % 60, 2))s"
    }

    /// `1.204s`, to the millisecond.
    static func moment(_ duration: Duration) -> String {
        let milliseconds = milliseconds(duration)
        return "\(milliseconds / 1000).\(padded(milliseconds % 1000, 3))s"
    }

    /// `$0.0143`; nothing spent is `$0`.
    static func dollars(_ amount: Double) -> String {
        guard amount.isFinite, amount > 0, amount < 1_000_000 else { return "$0" }
        let parts = Int((amount * 10_000).rounded())
        return "$\(parts / 10_000).\(padded(parts % 10_000, 4))"
    }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }

    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1000 + Int(duration.components.attoseconds / 1_000_000_000_000_000)
    }

    private static func scaled(_ count: Int, by unit: Int, _ suffix: String) -> String {
        let tenths = (count * 10 + unit / 2) / unit
        return tenths < 1000 ? "\(tenths / 10).\(tenths % 10)\(suffix)" : "\((count + unit / 2) / unit)\(suffix)"
    }
}
