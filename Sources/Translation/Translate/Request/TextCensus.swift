/// The number of bytes of each class in a text, for estimating its tokens.
///
/// The weights are fitted to OpenAI's vocabulary o200k_base on prose, code, JSON, tables and keys in many languages, with
/// a higher penalty for too few tokens than for too many. `Tests/Fixtures/tokens` has the test texts.
struct TextCensus {
    private var letters = 0
    /// Capitals behind small letters: `camelCase`, Base64.
    private var humps = 0
    /// First digits of a run.
    private var numbers = 0
    private var spaces = 0
    /// First spaces of a run.
    private var gaps = 0
    private var backslashes = 0
    /// The second ones of `\\`: backslashes of the text itself.
    private var doubled = 0
    /// Other ASCII characters.
    private var signs = 0
    private var wide = WideCharacters()
    private var isEmpty: Bool

    /// The text in JSON, with escapes.
    init(_ bytes: ArraySlice<UInt8>) {
        isEmpty = bytes.isEmpty
        let hasUnicodeEscapes = bytes.withUnsafeBufferPointer { count($0) }
        guard hasUnicodeEscapes else { return }
        self = TextCensus(writtenOut: UnicodeEscapes.writtenOut(bytes)[...])
        isEmpty = false
    }

    private init(writtenOut bytes: ArraySlice<UInt8>) {
        isEmpty = bytes.isEmpty
        _ = bytes.withUnsafeBufferPointer { count($0) }
    }

    /// Returns whether there may be a `\uXXXX` in it.
    ///
    /// Counters of one byte, a `while` loop and no branch in it: so the compiler counts sixteen bytes at a time. A block
    /// is as long as such a counter can hold.
    private mutating func count(_ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = buffer.first else { return false }
        var hasEscapes = false
        // The first byte is treated as if a space were before it.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2) { start in
            _ = start.initialize(fromContentsOf: [0x20, first])
            _ = countBlock(UnsafeBufferPointer(start), 1, 2)
        }
        var start = 1
        while start < buffer.count {
            let end = min(start + 240, buffer.count)
            if countBlock(buffer, start, end) { hasEscapes = true }
            start = end
        }
        return hasEscapes
    }

    @inline(__always)
    private mutating func countBlock(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var (letters, humps, digits, numbers): (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        var (spaces, gaps, backslashes, notASCII): (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        var offset = start
        while offset < end {
            let byte = buffer[offset]
            let last = buffer[offset &- 1]
            letters &+= Self.isLetter(byte)
            humps &+= Self.isCapital(byte) & Self.isSmall(last)
            digits &+= Self.isDigit(byte)
            numbers &+= Self.isDigit(byte) & ~Self.isDigit(last)
            spaces &+= byte == 0x20 ? 1 : 0
            gaps &+= (byte == 0x20 ? 1 : 0) & (last != 0x20 ? 1 : 0)
            backslashes &+= byte == 0x5C ? 1 : 0
            notASCII &+= byte >> 7
            offset &+= 1
        }
        self.letters += Int(letters)
        self.humps += Int(humps)
        self.numbers += Int(numbers)
        self.spaces += Int(spaces)
        self.gaps += Int(gaps)
        self.backslashes += Int(backslashes)
        self.signs += end - start - Int(letters) - Int(digits) - Int(spaces) - Int(backslashes) - Int(notASCII)
        if notASCII > 0 { wide.count(buffer, start, end) }
        let mayEscape = backslashes > 0 || buffer[start &- 1] == 0x5C
        return mayEscape && countEscapes(buffer, start, end)
    }

    private mutating func countEscapes(_ buffer: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var (doubled, unicode): (UInt8, UInt8) = (0, 0)
        var offset = start
        while offset < end {
            let follows: UInt8 = buffer[offset &- 1] == 0x5C ? 1 : 0
            doubled &+= (buffer[offset] == 0x5C ? 1 : 0) & follows
            unicode |= (buffer[offset] == 0x75 ? 1 : 0) & follows
            offset &+= 1
        }
        self.doubled += Int(doubled)
        return unicode != 0
    }

    // One or zero, so that they can be added up without a branch.

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> UInt8 { (byte | 0x20) &- 0x61 < 26 ? 1 : 0 }

    @inline(__always)
    private static func isCapital(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? 1 : 0 }

    @inline(__always)
    private static func isSmall(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? 1 : 0 }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> UInt8 { byte &- 0x30 < 10 ? 1 : 0 }

    var tokens: Double { tokens(forSign: 0.53) }

    /// For a JSON Schema that the model gets as TypeScript, as at OpenAI: most of JSON's punctuation is missing then.
    var tokensAsTypeScript: Double { tokens(forSign: 0.08) }

    private func tokens(forSign sign: Double) -> Double {
        guard !isEmpty else { return 0 }
        let words = 0.168 * Double(letters) + 1.27 * Double(humps) + 2.43 * Double(numbers)
        let gaps = 0.18 * Double(spaces) + 0.32 * Double(gaps)
        let escapes = 0.12 * Double(backslashes) + 1.2 * Double(doubled)
        return max(1, words + gaps + sign * Double(signs) + escapes + wide.tokens)
    }
}

/// Characters beyond ASCII by their cost: the first byte gives the part of Unicode.
private struct WideCharacters {
    /// Of Cyrillic, Greek, accented Latin and the like; only the first character of each.
    private var wordsOfTwoByteLetters = 0
    private var symbols = 0
    private var indic = 0
    private var kana = 0
    private var ideographs = 0
    private var hangul = 0
    private var emoji = 0

    mutating func count(
        _ buffer: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) {
        var (words, symbols, indic, kana): (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
        var (ideographs, hangul, emoji): (UInt8, UInt8, UInt8) = (0, 0, 0)
        var offset = start
        while offset < end {
            let byte = buffer[offset]
            words &+= (byte &- 0xC0 < 0x20 ? 1 : 0) & ~(buffer[offset &- 1] >> 7)
            symbols &+= (byte == 0xE1 ? 1 : 0) | (byte == 0xE2 ? 1 : 0) | (byte == 0xEF ? 1 : 0)
            indic &+= byte == 0xE0 ? 1 : 0
            kana &+= byte == 0xE3 ? 1 : 0
            ideographs &+= byte &- 0xE4 < 6 ? 1 : 0
            hangul &+= byte &- 0xEA < 5 ? 1 : 0
            emoji &+= byte >= 0xF0 ? 1 : 0
            offset &+= 1
        }
        wordsOfTwoByteLetters += Int(words)
        self.symbols += Int(symbols)
        self.indic += Int(indic)
        self.kana += Int(kana)
        self.ideographs += Int(ideographs)
        self.hangul += Int(hangul)
        self.emoji += Int(emoji)
    }

    var tokens: Double {
        1.55 * Double(wordsOfTwoByteLetters) + 1.14 * Double(symbols) + 0.37 * Double(indic) + 0.72 * Double(kana)
            + 0.88 * Double(ideographs) + 0.56 * Double(hangul) + 1.5 * Double(emoji)
    }
}
