/// Finds the client's stop sequences in text that arrives in pieces, for upstreams that do not know them.
///
/// It holds back only a possible beginning of a sequence: at most the longest sequence less one byte. The earliest
/// position wins, and there the first sequence of the client's list, so the result does not depend on how the text is
/// cut. Every byte is read once (``StopSequenceMatcher``). Text without escapes passes through as the slice it came in.
/// With escapes, or with held text, the scanner works on characters and escapes them again.
struct StopSequenceScanner: Sendable {
    struct Outcome {
        /// Text that can be shown now; empty if everything is held back.
        var visible: JSONText
        /// The sequence that ended the text.
        var match: String?
    }

    /// A sequence that was found. An earlier one may still be under way.
    private struct Match {
        /// Its place in all of the text.
        var start: Int
        var sequence: Int
    }

    private let sequences: [String]
    private let matcher: StopSequenceMatcher
    private var node = StopSequenceMatcher.root
    private var candidate: Match?
    /// The length of the text so far.
    private var position = 0
    /// The text that is held back, behind some that was shown already.
    private var held: [UInt8] = []
    private var shownOfHeld = 0
    /// The first half of a surrogate pair, escaped, whose second half is in the next piece.
    private var halfPair: [UInt8] = []

    /// Nil without stop sequences.
    init?(_ sequences: [String]) {
        self.sequences = sequences.filter { !$0.isEmpty }
        guard !self.sequences.isEmpty else { return nil }
        matcher = StopSequenceMatcher(self.sequences.map { Array($0.utf8) })
    }

    mutating func feed(_ text: JSONText) -> Outcome {
        guard text.hasEscapes || !held.isEmpty || !halfPair.isEmpty else { return feedPlain(text) }
        var escaped = halfPair + text.escaped
        halfPair = Self.splitHalfPair(from: &escaped)
        let piece = Array(JSONText(escaped: escaped[...], hasEscapes: true).string.utf8)
        let begin = beginOfHeld
        held.append(contentsOf: piece)
        let match = piece.withUnsafeBufferPointer { read($0) }
        return show(match, heldFrom: begin)
    }

    /// The text has ended: held-back text is released.
    mutating func finish() -> Outcome {
        node = StopSequenceMatcher.root
        var outcome = show(candidate, heldFrom: beginOfHeld)
        if outcome.match == nil, !halfPair.isEmpty {
            // An incomplete surrogate pair is passed on unchanged.
            outcome.visible = JSONText(escaped: (Array(outcome.visible.escaped) + halfPair)[...], hasEscapes: true)
        }
        candidate = nil
        held = []
        shownOfHeld = 0
        halfPair = []
        return outcome
    }

    private mutating func feedPlain(_ text: JSONText) -> Outcome {
        let bytes = text.escaped
        let begin = position
        if let match = bytes.withUnsafeBufferPointer({ read($0) }) {
            let visible = JSONText(escaped: bytes.prefix(match.start - begin), hasEscapes: false)
            return Outcome(visible: visible, match: sequences[match.sequence])
        }
        let undecided = matcher.length(of: node)
        guard undecided > 0 else { return Outcome(visible: text) }
        held = Array(bytes.suffix(undecided))
        return Outcome(visible: JSONText(escaped: bytes.dropLast(undecided), hasEscapes: false))
    }

    /// Where the text that is held back begins in all of the text.
    private var beginOfHeld: Int { position - (held.count - shownOfHeld) }

    /// Takes what can be shown from `held`, which begins at `begin`: all before a match, or else all but a possible
    /// beginning.
    private mutating func show(_ match: Match?, heldFrom begin: Int) -> Outcome {
        let count = match.map { $0.start - begin } ?? held.count - shownOfHeld - matcher.length(of: node)
        let visible = held[shownOfHeld..<shownOfHeld + count]
        let text = visible.isEmpty ? JSONText("") : JSONText(String(decoding: visible, as: UTF8.self))
        shownOfHeld += count
        // Moving the rest for every piece would take longer than the search.
        if shownOfHeld * 2 > held.count {
            held.removeFirst(shownOfHeld)
            shownOfHeld = 0
        }
        return Outcome(visible: text, match: match.map { sequences[$0.sequence] })
    }

    /// Reads on to the first match that no other can precede.
    private mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Match? {
        for byte in text {
            node = matcher.next(node, byte)
            position += 1
            if node == StopSequenceMatcher.root, candidate == nil { continue }
            if let found = matcher.sequence(endingAt: node) {
                let match = Match(start: position - found.length, sequence: found.number)
                if candidate.map({ precedes(match, $0) }) ?? true { candidate = match }
            }
            guard let candidate else { continue }
            let start = position - matcher.length(of: node)
            let mayBePreceded =
                start < candidate.start
                || start == candidate.start && matcher.mayBecomeSequence(before: candidate.sequence, node)
            if !mayBePreceded { return candidate }
        }
        return nil
    }

    private func precedes(_ match: Match, _ other: Match) -> Bool {
        (match.start, match.sequence) < (other.start, other.sequence)
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
