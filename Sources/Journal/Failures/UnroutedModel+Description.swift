/// What a person reads in Claude Code, which prints it as it is.
extension UnroutedModel: CustomStringConvertible {
    package var description: String {
        var sentences = ["No model is mapped for \"\(Self.shown(asked))\"."]
        if let nearest {
            let mapping = nearest.name == nearest.pattern ? "" : " (\(nearest.pattern) is mapped)"
            sentences.append("Did you mean \"\(nearest.name)\"\(mapping)?")
        }
        let listed = mapped.prefix(Self.mostListed).joined(separator: ", ")
        let more = mapped.count - Self.mostListed
        sentences.append("Mapped are: \(listed)\(more > 0 ? " and \(more) more" : "").")
        sentences.append("Case, hyphens and underscores matter.")
        sentences.append(remedy)
        return sentences.joined(separator: " ")
    }

    private var remedy: String {
        switch place {
        case .defaults: "To map it, add it under \"models:\" in a config.yaml (there is none now, the defaults serve)."
        case .file(let file, let key): "To map it, add it under \"\(key):\" in \(file)."
        }
    }

    private static let mostListed = 30

    /// On one line and of bounded length: the name is whatever a client sent, and ends in logs too.
    private static func shown(_ name: String) -> String {
        let start = name.prefix(100)
        let visible = String(
            start.map { $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "?" : $0 }
        )
        return start.endIndex == name.endIndex ? visible : visible + "…"
    }
}
