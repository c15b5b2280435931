/// The cause in words. ``Remedy/addMapping(_:nearest:)`` says what to do.
extension UnroutedModel: CustomStringConvertible {
    package var description: String {
        var sentences = ["No model is mapped for \"\(Self.shown(asked))\"."]
        let listed = mapped.prefix(Self.mostListed).joined(separator: ", ")
        let more = mapped.count - Self.mostListed
        sentences.append("Mapped are: \(listed)\(more > 0 ? " and \(more) more" : "").")
        sentences.append("Case, hyphens and underscores matter.")
        return sentences.joined(separator: " ")
    }

    private static let mostListed = 30

    /// On one line and of bounded length: the name comes from a client, and goes to logs too.
    private static func shown(_ name: String) -> String {
        let start = name.prefix(100)
        let visible = String(
            start.map { $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "?" : $0 }
        )
        return start.endIndex == name.endIndex ? visible : visible + "…"
    }
}
