/// The state of a strict JSON parser in the arguments of a call, byte by byte.
struct ArgumentGrammar: Sendable {
    enum State: Sendable {
        case start, opened, keyOrEnd, key, colon, value, valueOrEnd, valueAfterComma, afterValue, complete
        case string, escape, hexadecimal, number, word
    }

    var state = State.start
    private(set) var containers = ContainerStack()
    /// Whether the current string is a key.
    private(set) var isKey = false
    private var number = NumberProgress.sign
    private var word: StaticString = "true"
    /// The position in a word or in the digits of an escape.
    private var progress = 0

    /// Whether the next bytes are a value or a key of the outermost object.
    var isAtTop: Bool { containers.depth == 1 }

    /// False if `byte` cannot follow; the state is then unchanged.
    mutating func take(_ byte: UInt8) -> Bool {
        switch state {
        case .string: return takeText(byte)
        case .escape, .hexadecimal: return takeEscape(byte)
        case .number: return takeNumber(byte)
        case .word: return takeWord(byte)
        case .start, .opened, .keyOrEnd, .key, .colon, .value, .valueOrEnd, .valueAfterComma, .afterValue, .complete:
            if Self.isBlank(byte) { return true }
        }
        switch (state, byte) {
        case (.start, UInt8(ascii: "{")):
            return open(isObject: true, .opened)
        case (.opened, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")), (.key, UInt8(ascii: "\"")):
            (state, isKey) = (.string, true)
        case (.opened, UInt8(ascii: "}")), (.keyOrEnd, UInt8(ascii: "}")), (.valueOrEnd, UInt8(ascii: "]")):
            close()
        case (.colon, UInt8(ascii: ":")):
            state = .value
        case (.value, _), (.valueOrEnd, _), (.valueAfterComma, _):
            return beginValue(byte)
        case (.afterValue, UInt8(ascii: ",")):
            state = containers.isInObject ? .key : .valueAfterComma
        case (.afterValue, UInt8(ascii: "}")) where containers.isInObject,
            (.afterValue, UInt8(ascii: "]")) where !containers.isInObject:
            close()
        default:
            return false
        }
        return true
    }

    /// Ends the innermost object or list.
    mutating func close() {
        _ = containers.pop()
        state = containers.depth == 0 ? .complete : .afterValue
    }

    /// The brackets that close everything, from the inside out.
    mutating func closers() -> [UInt8] {
        var closers: [UInt8] = []
        while let isObject = containers.pop() { closers.append(UInt8(ascii: isObject ? "}" : "]")) }
        state = .complete
        return closers
    }

    /// JSON's white space.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private mutating func open(isObject: Bool, _ next: State) -> Bool {
        guard containers.push(isObject: isObject) else { return false }
        state = next
        return true
    }

    private mutating func beginValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): (state, isKey) = (.string, false)
        case UInt8(ascii: "{"): return open(isObject: true, .keyOrEnd)
        case UInt8(ascii: "["): return open(isObject: false, .valueOrEnd)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            number = .sign
            _ = number.take(byte)
            state = .number
        case UInt8(ascii: "t"): (state, word, progress) = (.word, "true", 1)
        case UInt8(ascii: "f"): (state, word, progress) = (.word, "false", 1)
        case UInt8(ascii: "n"): (state, word, progress) = (.word, "null", 1)
        default: return false
        }
        return true
    }

    private mutating func takeText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""): state = isKey ? .colon : .afterValue
        case UInt8(ascii: "\\"): state = .escape
        case ..<0x20: return false
        default: break
        }
        return true
    }

    private mutating func takeEscape(_ byte: UInt8) -> Bool {
        if state == .hexadecimal {
            guard Hexadecimal.value(byte) != nil else { return false }
            progress += 1
            if progress == 4 { state = .string }
            return true
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            state = .string
        case UInt8(ascii: "u"):
            (state, progress) = (.hexadecimal, 0)
        default:
            return false
        }
        return true
    }

    private mutating func takeNumber(_ byte: UInt8) -> Bool {
        if number.take(byte) { return true }
        guard number.isWhole else { return false }
        state = .afterValue
        if take(byte) { return true }
        state = .number
        return false
    }

    private mutating func takeWord(_ byte: UInt8) -> Bool {
        guard byte == word.utf8Start[progress] else { return false }
        progress += 1
        if progress == word.utf8CodeUnitCount { state = .afterValue }
        return true
    }
}
