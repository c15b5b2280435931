/// The valid parts of an emoji sequence: one selector, one skin tone, and further emoji, each behind one joiner.
///
/// Anything else, such as a second selector or a tag, is not part of it: it could hide a message.
enum EmojiSequence {
    private static let joiner: Unicode.Scalar = "\u{200D}"
    private static let keycap: Unicode.Scalar = "\u{20E3}"

    /// Digits are emoji too, but only in a keycap sequence.
    static func isEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isEmoji }

    /// The end of the sequence that starts with `first`.
    static func end(
        in rest: Substring.UnicodeScalarView,
        behind first: Unicode.Scalar
    ) -> Substring.UnicodeScalarView.Index {
        if first.isASCII {
            let selected = rest.first.map(isSelector) ?? false
            return selected && rest.dropFirst().first == keycap ? rest.index(after: rest.startIndex) : rest.startIndex
        }
        var end = withModifiers(rest, from: rest.startIndex, first)
        while end < rest.endIndex, rest[end] == joiner {
            let next = rest.index(after: end)
            guard next < rest.endIndex, isEmoji(rest[next]), !rest[next].isASCII else { break }
            end = withModifiers(rest, from: rest.index(after: next), rest[next])
        }
        return end
    }

    private static func withModifiers(
        _ rest: Substring.UnicodeScalarView,
        from start: Substring.UnicodeScalarView.Index,
        _ emoji: Unicode.Scalar
    ) -> Substring.UnicodeScalarView.Index {
        guard start < rest.endIndex else { return start }
        let isTone = emoji.properties.isEmojiModifierBase && rest[start].properties.isEmojiModifier
        return isTone || isSelector(rest[start]) ? rest.index(after: start) : start
    }

    private static func isSelector(_ scalar: Unicode.Scalar) -> Bool { (0xFE0E...0xFE0F).contains(scalar.value) }
}
