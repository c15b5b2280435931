/// Says whether bytes are a JSON text, in the plainest way: RFC 8259's grammar, one function a rule.
///
/// The scanner's second opinion.
struct PlainJSON {
    private let bytes: [UInt8]
    private var cursor = 0
    private let maximumDepth: Int

    static func accepts(_ bytes: [UInt8], maximumDepth: Int) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        var reader = PlainJSON(bytes: bytes, maximumDepth: maximumDepth)
        return reader.value(0) && reader.cursor == bytes.count
    }

    private init(bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private var next: UInt8? { cursor < bytes.count ? bytes[cursor] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        cursor += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        guard bytes[cursor...].starts(with: word.utf8) else { return false }
        cursor += word.utf8.count
        return true
    }

    private mutating func blanks() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { cursor += 1 }
    }

    private mutating func value(_ depth: Int) -> Bool {
        blanks()
        defer { blanks() }
        switch next {
        case UInt8(ascii: "{"): return depth < maximumDepth && object(depth)
        case UInt8(ascii: "["): return depth < maximumDepth && array(depth)
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "t"): return take("true")
        case UInt8(ascii: "f"): return take("false")
        case UInt8(ascii: "n"): return take("null")
        default: return number()
        }
    }

    private mutating func object(_ depth: Int) -> Bool {
        cursor += 1
        blanks()
        if take("}" as Unicode.Scalar) { return true }
        repeat {
            blanks()
            guard string() else { return false }
            blanks()
            guard take(":" as Unicode.Scalar), value(depth + 1) else { return false }
        } while take("," as Unicode.Scalar)
        return take("}" as Unicode.Scalar)
    }

    private mutating func array(_ depth: Int) -> Bool {
        cursor += 1
        blanks()
        if take("]" as Unicode.Scalar) { return true }
        repeat {
            guard value(depth + 1) else { return false }
        } while take("," as Unicode.Scalar)
        return take("]" as Unicode.Scalar)
    }

    private mutating func string() -> Bool {
        guard take("\"" as Unicode.Scalar) else { return false }
        while let byte = next {
            cursor += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): if !escape() { return false }
            case 0..<0x20: return false
            default: break
            }
        }
        return false
    }

    private mutating func escape() -> Bool {
        guard let letter = next else { return false }
        cursor += 1
        guard letter == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(letter) }
        for _ in 0..<4 {
            guard let digit = next, "0123456789abcdefABCDEF".utf8.contains(digit) else { return false }
            cursor += 1
        }
        return true
    }

    private mutating func digits() -> Bool {
        let start = cursor
        while let byte = next, "0123456789".utf8.contains(byte) { cursor += 1 }
        return cursor > start
    }

    private mutating func number() -> Bool {
        _ = take("-" as Unicode.Scalar)
        guard take("0" as Unicode.Scalar) || digits() else { return false }
        if take("." as Unicode.Scalar), !digits() { return false }
        if take("e" as Unicode.Scalar) || take("E" as Unicode.Scalar) {
            _ = take("+" as Unicode.Scalar) || take("-" as Unicode.Scalar)
            return digits()
        }
        return true
    }
}
