/// An amount of memory or disk. config.yaml writes it as `64MB`, `50MiB`, `512KB`, or bytes.
package struct ByteCount: Sendable, Equatable, Comparable {
    package var bytes: Int

    package init(bytes: Int) {
        self.bytes = bytes
    }

    package static func megabytes(_ count: Int) -> ByteCount { ByteCount(bytes: count * 1_000_000) }

    /// Reads `64MB` (decimal), `64MiB` (binary) or a bare number of bytes; nil for anything else and for an overflow.
    package init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let suffix = text.dropFirst(digits.count).drop { $0 == " " }.uppercased()
        guard let count = Int(digits), let unit = suffix.isEmpty ? 1 : Self.unit(suffix) else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    package static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    private static let units: [(name: String, bytes: Int)] = [
        ("GiB", 1 << 30), ("GB", 1_000_000_000), ("MiB", 1 << 20), ("MB", 1_000_000), ("KiB", 1 << 10), ("KB", 1000),
    ]

    private static func unit(_ suffix: String) -> Int? {
        suffix == "B" ? 1 : units.first { $0.name.uppercased() == suffix }?.bytes
    }
}

extension ByteCount: CustomStringConvertible {
    /// The shortest exact spelling that ``init(_:)-(String)`` reads back.
    package var description: String {
        let exact = Self.units.filter { bytes > 0 && bytes % $0.bytes == 0 }
        guard let unit = exact.max(by: { $0.bytes < $1.bytes }) else { return "\(bytes)B" }
        return "\(bytes / unit.bytes)\(unit.name)"
    }

    /// `317 B`, `1.2 kB`, `12 MB`: with a decimal only behind a single figure.
    package var rounded: String {
        let (figures, unit) = scaled
        return "\(figures) \(["B", "kB", "MB", "GB", "TB", "PB", "EB"][unit])"
    }

    /// `317`, `1.2K`, `12M`, for columns.
    package var short: String {
        let (figures, unit) = scaled
        return figures + ["", "K", "M", "G", "T", "P", "E"][unit]
    }

    /// The figures, and the power of 1000.
    private var scaled: (figures: String, unit: Int) {
        var value = Double(bytes)
        var unit = 0
        while value >= 999.5 {
            value /= 1000
            unit += 1
        }
        let isShort = unit > 0 && value < 9.95
        let figures = isShort ? (value * 10).rounded() / 10 : value.rounded()
        return (figures == figures.rounded() ? String(Int(figures)) : String(figures), unit)
    }
}
