/// The state of a JSON number that arrives byte by byte.
enum NumberProgress: Sendable {
    case sign, minus, zero, integer, point, fraction, exponent, exponentSign, exponentDigits

    /// Whether the number may end here.
    var isWhole: Bool {
        switch self {
        case .zero, .integer, .fraction, .exponentDigits: true
        case .sign, .minus, .point, .exponent, .exponentSign: false
        }
    }

    /// False if `byte` does not continue it.
    mutating func take(_ byte: UInt8) -> Bool {
        guard let next = next(byte) else { return false }
        self = next
        return true
    }

    private func next(_ byte: UInt8) -> NumberProgress? {
        let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
        switch self {
        case .sign where byte == UInt8(ascii: "-"): return .minus
        case .sign, .minus: return byte == UInt8(ascii: "0") ? .zero : isDigit ? .integer : nil
        case .integer where isDigit: return .integer
        case .zero, .integer:
            return byte == UInt8(ascii: ".") ? .point : byte | 0x20 == UInt8(ascii: "e") ? .exponent : nil
        case .point: return isDigit ? .fraction : nil
        case .fraction: return isDigit ? .fraction : byte | 0x20 == UInt8(ascii: "e") ? .exponent : nil
        case .exponent where byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"): return .exponentSign
        case .exponent, .exponentSign, .exponentDigits: return isDigit ? .exponentDigits : nil
        }
    }
}
