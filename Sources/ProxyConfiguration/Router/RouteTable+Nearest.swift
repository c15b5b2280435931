extension RouteTable {
    func unknown(_ asked: String, compared name: String) -> RoutingError {
        .unknownModel(
            asked: String(asked.prefix(Self.longestName)),
            nearest: nearest(to: name),
            configured: entries.map(\.pattern.text),
            source: source
        )
    }

    /// The first of equally near rules.
    private func nearest(to asked: String) -> NearestModel? {
        guard asked.utf8.count <= NearMiss.longestWord else { return nil }
        let ranked = entries.indices.compactMap { index in
            NearMiss.rank(asked, candidate: entries[index].pattern.text, wildcard: "*").map { (index, rank: $0) }
        }
        guard let (index, _) = ranked.min(by: { $0.rank < $1.rank }) else { return nil }
        return usableName(for: index, near: asked).map {
            NearestModel(name: $0, pattern: entries[index].pattern.text)
        }
    }

    /// A name that the rule answers, as close to the asked one as possible: with corrected separators, or else a corrected
    /// beginning, or else the rule's example.
    private func usableName(for index: Int, near asked: String) -> String? {
        let pattern = entries[index].pattern
        guard !pattern.isLiteral else { return representative(of: index) }
        return [Self.tidied(asked), withBeginning(of: pattern, asked)].compactMap { $0 }.first {
            answers(index, to: $0)
        }
            ?? representative(of: index)
    }

    /// For a pattern such as `claude-sonnet-*`: its beginning, and the rest of `asked` after the part nearest to that
    /// beginning.
    private func withBeginning(of pattern: ModelPattern, _ asked: String) -> String? {
        guard pattern.text.last == "*", pattern.text.count(where: { $0 == "*" }) == 1 else { return nil }
        let beginning = pattern.text.dropLast()
        let characters = Array(asked)
        let distances = EditDistance.toPrefixes(
            of: Array(Self.tidied(asked)),
            from: Array(Self.tidied(String(beginning)))
        )
        guard let end = distances.indices.min(by: { distances[$0] < distances[$1] }), end < characters.count,
            distances[end] <= beginning.count / 4
        else { return nil }
        return beginning + String(characters[end...])
    }

    private static func tidied(_ name: String) -> String {
        String(name.lowercased().map { "_. ".contains($0) ? "-" : $0 })
    }
}
