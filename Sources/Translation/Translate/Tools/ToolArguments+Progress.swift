/// What is open, from the outside in: a bit each, so that following arguments allocates nothing.
struct ContainerStack: Sendable {
    private var bits: UInt64 = 0
    /// The 64 that were open before these, and so on.
    private var outer: [UInt64] = []
    private(set) var depth = 0

    var isInObject: Bool { depth > 0 && bits & 1 == 1 }

    /// False where nothing more may be opened.
    mutating func push(isObject: Bool) -> Bool {
        guard depth < ToolArguments.maximumDepth else { return false }
        if depth > 0, depth % 64 == 0 {
            outer.append(bits)
            bits = 0
        }
        bits = bits << 1 | (isObject ? 1 : 0)
        depth += 1
        return true
    }

    /// Whether what was closed is an object; nil where nothing is open.
    mutating func pop() -> Bool? {
        guard depth > 0 else { return nil }
        let isObject = isInObject
        bits >>= 1
        depth -= 1
        if depth > 0, depth % 64 == 0 { bits = outer.popLast() ?? 0 }
        return isObject
    }
}

/// How far a number has come, as JSON writes numbers.
enum NumberProgress: Sendable {
    case sign, minus, zero, integer, point, fraction, exponent, exponentSign, exponentDigits

    /// Whether it may end here.
    var isWhole: Bool {
        switch self {
        case .zero, .integer, .fraction, .exponentDigits: true
        case .sign, .minus, .point, .exponent, .exponentSign: false
        }
    }

    /// False where `byte` is no part of it.
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
