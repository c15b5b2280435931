import Translation

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

    /// `$0.0143`; nothing spent is `$0`.
    static func dollars(_ amount: Double) -> String {
        guard amount.isFinite, amount > 0, amount < 1_000_000 else { return "$0" }
        return "$" + DecimalText.fixed(amount, digits: 4)
    }

    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func scaled(_ count: Int, by unit: Int, _ suffix: String) -> String {
        let tenths = (count * 10 + unit / 2) / unit
        return tenths < 1000 ? "\(tenths / 10).\(tenths % 10)\(suffix)" : "\((count + unit / 2) / unit)\(suffix)"
    }
}
