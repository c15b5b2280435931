/// What belongs to an emoji by the book: one selector, one skin tone, and further emoji, each behind one joiner.
///
/// Anything else behind it, a second selector as much as a tag, is none of it: it could be a message.
enum EmojiSequence {
    private static let joiner: Unicode.Scalar = "\u{200D}"
    private static let keycap: Unicode.Scalar = "\u{20E3}"

    /// Digits are emoji too, for their keycaps, but only where they have one.
    static func isEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isEmoji }

    /// The end of what follows `first` and is shown by it.
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
