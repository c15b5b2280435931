/// Finds the client's stop sequences in text that arrives in pieces, for upstreams that do not know them.
///
/// It holds back only a possible beginning of a sequence: at most the longest sequence less one byte. The earliest
/// position wins, and there the first sequence of the client's list, so the result does not depend on how the text is
/// cut. Text without escapes passes through as the slice it came in. With escapes, or with held text, the scanner works
/// on characters and escapes them again.
struct StopSequenceScanner: Sendable {
    struct Outcome {
        /// Text that can be shown now; empty if everything is held back.
        var visible: JSONText
        /// The sequence that ended the text.
        var match: String?
    }

    private enum Finding {
        case nothing
        /// A sequence may begin at this offset; the following text decides.
        case undecided(Int)
        case match(Int, sequence: Int)
    }

    private let sequences: [String]
    private let patterns: [[UInt8]]
    private let isFirstByte: [Bool]
    private var held: [UInt8] = []
    /// The first half of a surrogate pair, escaped, whose second half is in the next piece.
    private var halfPair: [UInt8] = []

    /// Nil without stop sequences.
    init?(_ sequences: [String]) {
        self.sequences = sequences.filter { !$0.isEmpty }
        guard !self.sequences.isEmpty else { return nil }
        patterns = self.sequences.map { Array($0.utf8) }
        var isFirstByte = [Bool](repeating: false, count: 256)
        for pattern in patterns { isFirstByte[Int(pattern[0])] = true }
        self.isFirstByte = isFirstByte
    }

    mutating func feed(_ text: JSONText) -> Outcome {
        guard text.hasEscapes || !held.isEmpty || !halfPair.isEmpty else { return feedPlain(text) }
        var escaped = halfPair + text.escaped
        halfPair = Self.splitHalfPair(from: &escaped)
        held.append(contentsOf: JSONText(escaped: escaped[...], hasEscapes: true).string.utf8)
        return show(search(held[...], isEnd: false))
    }

    /// The text has ended: held-back text is released.
    mutating func finish() -> Outcome {
        var outcome = show(search(held[...], isEnd: true))
        if outcome.match == nil, !halfPair.isEmpty {
            // An incomplete surrogate pair is passed on unchanged.
            outcome.visible = JSONText(escaped: (Array(outcome.visible.escaped) + halfPair)[...], hasEscapes: true)
        }
        held = []
        halfPair = []
        return outcome
    }

    private mutating func feedPlain(_ text: JSONText) -> Outcome {
        let bytes = text.escaped
        switch search(bytes, isEnd: false) {
        case .nothing:
            return Outcome(visible: text)
        case .undecided(let offset):
            held = Array(bytes[(bytes.startIndex + offset)...])
            return Outcome(visible: JSONText(escaped: bytes.prefix(offset), hasEscapes: false))
        case .match(let offset, let sequence):
            return Outcome(
                visible: JSONText(escaped: bytes.prefix(offset), hasEscapes: false),
                match: sequences[sequence]
            )
        }
    }

    /// Removes the part of `held` that the finding releases.
    private mutating func show(_ finding: Finding) -> Outcome {
        let visible: ArraySlice<UInt8>
        var match: String?
        switch finding {
        case .nothing: visible = held[...]
        case .undecided(let offset): visible = held[..<offset]
        case .match(let offset, let sequence):
            visible = held[..<offset]
            match = sequences[sequence]
        }
        let text = visible.isEmpty ? JSONText("") : JSONText(String(decoding: visible, as: UTF8.self))
        held.removeFirst(visible.count)
        return Outcome(visible: text, match: match)
    }

    private func search(_ bytes: ArraySlice<UInt8>, isEnd: Bool) -> Finding {
        bytes.withUnsafeBufferPointer { text in
            for offset in 0..<text.count where isFirstByte[Int(text[offset])] {
                let left = text.count - offset
                var isUndecided = false
                for (sequence, pattern) in patterns.enumerated() {
                    let length = min(left, pattern.count)
                    var matched = 1
                    while matched < length, text[offset + matched] == pattern[matched] { matched += 1 }
                    guard matched == length, text[offset] == pattern[0] else { continue }
                    if matched == pattern.count {
                        return isUndecided ? .undecided(offset) : .match(offset, sequence: sequence)
                    }
                    isUndecided = isUndecided || !isEnd
                }
                if isUndecided { return .undecided(offset) }
            }
            return .nothing
        }
    }

    /// Takes a lead surrogate's escape from the end of `escaped`.
    private static func splitHalfPair(from escaped: inout [UInt8]) -> [UInt8] {
        guard escaped.count >= 6 else { return [] }
        let tail = Array(escaped.suffix(6))
        guard tail[0] == UInt8(ascii: "\\"), tail[1] | 0x20 == UInt8(ascii: "u"), tail[2] | 0x20 == UInt8(ascii: "d"),
            [UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b")].contains(tail[3] | 0x20)
        else { return [] }
        // An even run of backslashes before it means that this one is itself escaped.
        let backslashes = escaped.dropLast(6).reversed().prefix { $0 == UInt8(ascii: "\\") }.count
        guard backslashes.isMultiple(of: 2) else { return [] }
        escaped.removeLast(6)
        return tail
    }
}
