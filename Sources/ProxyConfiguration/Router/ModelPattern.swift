/// A model name, or a pattern in which each `*` matches any run of characters. Compared byte for byte: case, hyphens and
/// underscores matter.
package struct ModelPattern: Sendable, Equatable {
    package let text: String
    /// The text between the stars: one piece if there is no star.
    private let pieces: [[UInt8]]

    package init(_ text: String) {
        self.text = text
        pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Whether it matches one name only.
    package var isLiteral: Bool { pieces.count == 1 }

    /// The text that each star matched, or nil if `name` does not match. If there are several ways, earlier stars match as
    /// little as possible.
    package func captures(in name: String) -> [Substring]? {
        guard let first = pieces.first, let last = pieces.last else { return nil }
        if isLiteral { return name.utf8.elementsEqual(first) ? [] : nil }
        let bytes = Array(name.utf8)
        guard bytes.count >= first.count + last.count, bytes.starts(with: first),
            bytes.suffix(last.count).elementsEqual(last)
        else { return nil }
        let end = bytes.count - last.count
        var cursor = first.count
        var captures: [Substring] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let start = Self.firstRange(of: piece, in: bytes[cursor..<end]) else { return nil }
            captures.append(Self.text(bytes[cursor..<start]))
            cursor = start + piece.count
        }
        return captures + [Self.text(bytes[cursor..<end])]
    }

    package func matches(_ name: String) -> Bool {
        captures(in: name) != nil
    }

    /// Whether this matches everything that `other` matches. Only a star of ours can match one of `other`, so its text is
    /// compared as if it were a name.
    func covers(_ other: ModelPattern) -> Bool {
        matches(other.text)
    }

    /// The pattern with its stars replaced in order; stars without a replacement stay.
    func filled(with replacements: [Substring]) -> String {
        var filled = ""
        var remaining = replacements[...]
        for character in text {
            if character == "*", let replacement = remaining.popFirst() {
                filled += replacement
            } else {
                filled.append(character)
            }
        }
        return filled
    }

    private static func firstRange(of piece: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= piece.count else { return nil }
        return (bytes.startIndex...bytes.endIndex - piece.count).first { bytes[$0...].starts(with: piece) }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> Substring {
        Substring(decoding: bytes, as: UTF8.self)
    }
}
