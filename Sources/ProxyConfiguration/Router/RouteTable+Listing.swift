import Translation

/// One model of `GET /v1/models`.
package struct ListedModel: Sendable, Equatable {
    /// A name that clients can use.
    package var id: String
    /// `claude-opus-4-5 → gpt-5.2`
    package var displayName: String

    package init(id: String, displayName: String) {
        self.id = id
        self.displayName = displayName
    }
}

extension RouteTable {
    /// In the order of the config, without unreachable rules: another rule answers their names.
    func makeListing() -> [ListedModel] {
        entries.indices.compactMap { index in
            guard let id = representative(of: index), let (_, captures) = firstMatch(id) else { return nil }
            return ListedModel(id: id, displayName: "\(id) → \(entries[index].target.filled(with: captures))")
        }
    }

    /// A name that this rule answers: its own, or a well-known one for a pattern.
    func representative(of index: Int) -> String? {
        let pattern = entries[index].pattern
        if pattern.isLiteral { return answers(index, to: pattern.text) ? pattern.text : nil }
        let target = entries[index].target
        // If the matched text is sent upstream, it must be a model of the upstream.
        let known =
            target.isLiteral
            ? Self.claudeModels + ["claude-\(target.text)", target.text] + Self.openAIModels
            : Self.openAIModels + Self.claudeModels
        let fillings = pattern.text.contains("claude") ? Self.versions : known + Self.versions
        let invented = fillings.map { filling in
            pattern.filled(with: Array(repeating: filling[...], count: pattern.text.count { $0 == "*" }))
        }
        return (known + invented).first { answers(index, to: $0) }
    }

    func answers(_ index: Int, to name: String) -> Bool {
        firstMatch(name)?.index == index
    }

    private static let claudeModels = [
        "claude-opus-4-5", "claude-sonnet-4-5", "claude-haiku-4-5", "claude-opus-4-1", "claude-sonnet-4",
        "claude-3-7-sonnet-latest", "claude-3-5-haiku-latest",
    ]
    private static var openAIModels: [String] { ModelCatalog.bundled.examples }
    private static let versions = ["4-5", "latest", "1", "x", ""]
}
