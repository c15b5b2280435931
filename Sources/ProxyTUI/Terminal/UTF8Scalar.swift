/// A character whose bytes arrive one at a time.
struct UTF8Scalar {
    enum Step {
        case unfinished
        case finished(Unicode.Scalar)
        /// The byte does not continue it.
        case invalid
    }

    private var value: UInt32
    private var missing: Int
    private let lowest: UInt32

    /// Nil if no character of more than one byte begins with `first`.
    init?(first: UInt8) {
        switch first {
        case 0xC2...0xDF: (value, missing, lowest) = (UInt32(first & 0x1F), 1, 0x80)
        case 0xE0...0xEF: (value, missing, lowest) = (UInt32(first & 0x0F), 2, 0x800)
        case 0xF0...0xF4: (value, missing, lowest) = (UInt32(first & 0x07), 3, 0x10000)
        default: return nil
        }
    }

    mutating func take(_ byte: UInt8) -> Step {
        guard byte & 0xC0 == 0x80 else { return .invalid }
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        guard missing == 0 else { return .unfinished }
        guard value >= lowest, let scalar = Unicode.Scalar(value) else { return .finished("\u{FFFD}") }
        return .finished(scalar)
    }
}
