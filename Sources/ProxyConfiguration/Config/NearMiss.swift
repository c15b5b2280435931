/// Finds the word that a person probably meant. Hyphens, underscores, dots and case are the likeliest slips, so a candidate
/// that differs only in those is nearer than any edit; then come few edits, then shared words.
package enum NearMiss {
    /// Longer words are ignored: they are not typed by hand, and the search is quadratic.
    package static let longestWord = 256

    package static func nearest(to word: String, among candidates: [String]) -> String? {
        guard word.utf8.count <= longestWord else { return nil }
        let ranked = candidates.compactMap { candidate in
            rank(word, candidate: candidate).map { (candidate: candidate, rank: $0) }
        }
        return ranked.min { $0.rank < $1.rank }?.candidate
    }

    /// The distance of `candidate` from `word`, or nil if it is too far: 0 for the likeliest slips, then the
    /// edits, then about 100 where the words of one are all among the other's. `wildcard` in the candidate stands for
    /// anything.
    package static func rank(_ word: String, candidate: String, wildcard: Character? = nil) -> Int? {
        let pattern = folded(candidate, keeping: wildcard)
        let literal = pattern.count(where: { $0 != wildcard })
        guard literal > 0 else { return nil }
        let distance = EditDistance.between(pattern, folded(word), wildcard: wildcard)
        if distance <= max(1, min(3, literal / 4)), distance < literal { return distance }
        let asked = words(word)
        let offered = words(candidate)
        let shared = asked.intersection(offered)
        guard shared.count == min(asked.count, offered.count), shared.contains(where: { $0.count > 2 }) else {
            return nil
        }
        return 100 - min(shared.count, 50)
    }

    /// In lower case, only letters, digits and `kept`.
    private static func folded(_ text: String, keeping kept: Character? = nil) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == kept }
    }

    private static func words(_ text: String) -> Set<Substring> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber })
    }
}
