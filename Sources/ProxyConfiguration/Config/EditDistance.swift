/// How many insertions, deletions, replacements and swaps of neighbours lie between two texts.
enum EditDistance {
    /// The distances from `pattern` to every beginning of `text`: element n is the one to its first n characters. A
    /// `wildcard` in the pattern stands for any run of characters at no cost. Time and memory grow with the product of
    /// the lengths: the caller bounds them.
    static func toPrefixes(
        of text: [Character],
        from pattern: [Character],
        wildcard: Character? = nil
    ) -> [Int] {
        var beforeLast: [Int] = []
        var last = Array(0...text.count)
        for (row, expected) in pattern.enumerated() {
            var current = last
            if expected == wildcard {
                for column in current.indices.dropFirst() {
                    current[column] = min(last[column], current[column - 1])
                }
            } else {
                current[0] = last[0] + 1
                for column in current.indices.dropFirst() {
                    let found = text[column - 1]
                    var cost = min(last[column], current[column - 1]) + 1
                    cost = min(cost, last[column - 1] + (found == expected ? 0 : 1))
                    if row > 0, column > 1, text[column - 2] == expected, pattern[row - 1] == found {
                        cost = min(cost, beforeLast[column - 2] + 1)
                    }
                    current[column] = cost
                }
            }
            beforeLast = last
            last = current
        }
        return last
    }

    static func between(_ pattern: String, _ text: String, wildcard: Character? = nil) -> Int {
        toPrefixes(of: Array(text), from: Array(pattern), wildcard: wildcard).last ?? 0
    }
}
