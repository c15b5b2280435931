/// The validating scan: bytes in, tape out.
///
/// Theory of operation: one pass without recursion, so depth is a limit and not a crash. The stack is on the tape: the
/// `next` of an open container has the container around it. Nearly all bytes of a request are inside strings, so strings
/// are tested eight bytes at a time in a `UInt64` for the four things that end a plain run: a quote, a backslash, a
/// control character, and anything that is not ASCII.
/// (SIMD16 with `any()` measured far slower here; see `make bench`.)
public enum JSONScanner {
    public static let defaultMaximumDepth = 512

    static func scan(_ bytes: [UInt8], maximumDepth: Int) throws(JSONSyntaxError) -> JSONTape {
        guard bytes.count < Int(UInt32.max) else { throw JSONSyntaxError(reason: .tooLarge, offset: 0) }
        var scan = Scan(maximumDepth: maximumDepth)
        // Events are short, and have more values for their size than requests.
        scan.nodes.reserveCapacity(max(bytes.count / 48, min(bytes.count / 8, 64)) + 8)
        let failure = bytes.withUnsafeBytes { scan.run($0) }
        if let failure { throw failure }
        return JSONTape(nodes: scan.nodes, loneSurrogates: scan.loneSurrogates)
    }
}

private struct Scan {
    var nodes: [JSONNode] = []
    /// The innermost open container.
    private var container: Int?
    private var depth = 0
    var loneSurrogates: [Int] = []
    let maximumDepth: Int

    init(maximumDepth: Int) {
        self.maximumDepth = maximumDepth
    }

    private enum Expecting {
        case value
        case firstElementOrEnd
        case firstKeyOrEnd
        case key
        case commaOrEnd
    }

    /// Returns the failure instead of throwing it: `withUnsafeBytes` does not carry typed errors.
    mutating func run(_ input: UnsafeRawBufferPointer) -> JSONSyntaxError? {
        let count = input.count
        var position = 0
        var expecting = Expecting.value
        while true {
            position = skipWhitespace(input, position)
            guard position < count else { return JSONSyntaxError(reason: .unexpectedEnd, offset: count) }
            let byte = input[position]
            switch expecting {
            case .commaOrEnd:
                guard let container else {
                    return JSONSyntaxError(reason: .trailingBytes, offset: position)
                }
                let isObject = nodes[container].kind == .object
                if byte == UInt8(ascii: ",") {
                    position += 1
                    expecting = isObject ? .key : .value
                    continue
                }
                guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    return JSONSyntaxError(reason: .unexpectedByte, offset: position)
                }
                position += 1
                close(at: position)
            case .firstKeyOrEnd where byte == UInt8(ascii: "}"), .firstElementOrEnd where byte == UInt8(ascii: "]"):
                position += 1
                close(at: position)
                expecting = .commaOrEnd
            case .firstKeyOrEnd, .key:
                guard byte == UInt8(ascii: "\"") else {
                    return JSONSyntaxError(reason: .unexpectedByte, offset: position)
                }
                if let failure = string(input, &position) { return failure }
                position = skipWhitespace(input, position)
                guard position < count else { return JSONSyntaxError(reason: .unexpectedEnd, offset: count) }
                guard input[position] == UInt8(ascii: ":") else {
                    return JSONSyntaxError(reason: .unexpectedByte, offset: position)
                }
                position += 1
                expecting = .value
                continue
            case .value, .firstElementOrEnd:
                switch byte {
                case UInt8(ascii: "\""):
                    if let failure = string(input, &position) { return failure }
                    expecting = .commaOrEnd
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    guard depth < maximumDepth else {
                        return JSONSyntaxError(reason: .tooDeep, offset: position)
                    }
                    open(byte == UInt8(ascii: "{") ? .object : .array, at: position)
                    position += 1
                    expecting = byte == UInt8(ascii: "{") ? .firstKeyOrEnd : .firstElementOrEnd
                    continue
                case UInt8(ascii: "t"):
                    guard literal("true", .true, input, &position) else {
                        return JSONSyntaxError(reason: .unexpectedByte, offset: position)
                    }
                case UInt8(ascii: "f"):
                    guard literal("false", .false, input, &position) else {
                        return JSONSyntaxError(reason: .unexpectedByte, offset: position)
                    }
                case UInt8(ascii: "n"):
                    guard literal("null", .null, input, &position) else {
                        return JSONSyntaxError(reason: .unexpectedByte, offset: position)
                    }
                case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    if let failure = number(input, &position) { return failure }
                default:
                    return JSONSyntaxError(reason: .unexpectedByte, offset: position)
                }
                expecting = .commaOrEnd
            }
            if container == nil {
                position = skipWhitespace(input, position)
                return position == count ? nil : JSONSyntaxError(reason: .trailingBytes, offset: position)
            }
        }
    }

    @inline(__always)
    private func skipWhitespace(_ input: UnsafeRawBufferPointer, _ start: Int) -> Int {
        var position = start
        while position < input.count {
            switch input[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return position
            }
        }
        return position
    }

    @inline(__always)
    private mutating func append(_ kind: JSONKind, _ start: Int, _ end: Int, hasEscapes: Bool = false) {
        nodes.append(
            JSONNode(
                start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end),
                next: UInt32(truncatingIfNeeded: nodes.count + 1),
                kind: kind,
                hasEscapes: hasEscapes
            )
        )
    }

    /// The outermost container names itself as the one around it.
    @inline(__always)
    private mutating func open(_ kind: JSONKind, at start: Int) {
        let opened = nodes.count
        append(kind, start, start)
        nodes[opened].next = UInt32(truncatingIfNeeded: container ?? opened)
        container = opened
        depth += 1
    }

    @inline(__always)
    private mutating func close(at end: Int) {
        guard let closed = container else { return }
        let parent = Int(nodes[closed].next)
        nodes[closed].end = UInt32(truncatingIfNeeded: end)
        nodes[closed].next = UInt32(truncatingIfNeeded: nodes.count)
        container = parent == closed ? nil : parent
        depth -= 1
    }

    private mutating func literal(
        _ word: StaticString,
        _ kind: JSONKind,
        _ input: UnsafeRawBufferPointer,
        _ position: inout Int
    ) -> Bool {
        let length = word.utf8CodeUnitCount
        guard input.count - position >= length else { return false }
        for offset in 0..<length where input[position + offset] != word.utf8Start[offset] { return false }
        append(kind, position, position + length)
        position += length
        return true
    }

    /// `position` starts on the opening quote and ends behind the closing one; the node spans the text between them.
    @inline(__always)
    private mutating func string(_ input: UnsafeRawBufferPointer, _ position: inout Int) -> JSONSyntaxError? {
        let start = position + 1
        var cursor = start
        var hasEscapes = false
        let count = input.count
        while true {
            while cursor + 8 <= count {
                let word = input.loadUnaligned(fromByteOffset: cursor, as: UInt64.self).littleEndian
                let special = Self.special(word)
                if special == 0 {
                    cursor += 8
                    continue
                }
                cursor += special.trailingZeroBitCount >> 3
                break
            }
            guard cursor < count else { return JSONSyntaxError(reason: .unexpectedEnd, offset: count) }
            let byte = input[cursor]
            switch byte {
            case UInt8(ascii: "\""):
                append(.string, start, cursor, hasEscapes: hasEscapes)
                position = cursor + 1
                return nil
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard let extent = JSONEscape.extent(input, at: cursor) else {
                    return JSONSyntaxError(
                        reason: cursor + 1 < count ? .invalidEscape : .unexpectedEnd,
                        offset: cursor
                    )
                }
                if case .loneSurrogate = extent, loneSurrogates.last != nodes.count {
                    loneSurrogates.append(nodes.count)
                }
                cursor += extent.length
            case 0..<0x20:
                return JSONSyntaxError(reason: .controlCharacter, offset: cursor)
            case 0x80...:
                guard let end = UTF8Run.end(input, from: cursor) else {
                    return JSONSyntaxError(reason: .invalidUTF8, offset: cursor)
                }
                cursor = end
            default:
                cursor += 1
            }
        }
    }

    /// The high bit of each byte that is a quote, a backslash, a control character or not ASCII. Bits above the lowest
    /// one may be false (a borrow runs upwards), so only the lowest is ever used.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let found = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)
        return (found | word) & highs
    }

    private mutating func number(_ input: UnsafeRawBufferPointer, _ position: inout Int) -> JSONSyntaxError? {
        let start = position
        var cursor = position
        let count = input.count
        func digits() -> Bool {
            let first = cursor
            while cursor < count, input[cursor] &- 0x30 < 10 { cursor += 1 }
            return cursor > first
        }
        if input[cursor] == UInt8(ascii: "-") { cursor += 1 }
        if cursor < count, input[cursor] == UInt8(ascii: "0") {
            cursor += 1
        } else if !digits() {
            return JSONSyntaxError(reason: .invalidNumber, offset: start)
        }
        if cursor < count, input[cursor] == UInt8(ascii: ".") {
            cursor += 1
            guard digits() else { return JSONSyntaxError(reason: .invalidNumber, offset: start) }
        }
        if cursor < count, input[cursor] | 0x20 == UInt8(ascii: "e") {
            cursor += 1
            if cursor < count, input[cursor] == UInt8(ascii: "+") || input[cursor] == UInt8(ascii: "-") { cursor += 1 }
            guard digits() else { return JSONSyntaxError(reason: .invalidNumber, offset: start) }
        }
        append(.number, start, cursor)
        position = cursor
        return nil
    }
}
