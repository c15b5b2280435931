/// No upstream answers for what was asked.
package enum RoutingError: Error, Sendable, Equatable {
    /// `configured` is what is mapped, as written; `source` is where that can be changed.
    case unknownModel(asked: String, nearest: NearestModel?, configured: [String], source: ConfigSource)
}

/// The mapped name that was probably meant.
package struct NearestModel: Sendable, Equatable {
    /// Can be asked for as it is.
    package var name: String
    /// What maps it: the same, or a pattern.
    package var pattern: String
}

extension RoutingError: CustomStringConvertible {
    /// What a person reads in Claude Code, which prints it as it is.
    package var description: String {
        switch self {
        case .unknownModel(let asked, let nearest, let configured, let source):
            var sentences = ["No model is mapped for \"\(Self.shown(asked))\"."]
            if let nearest {
                let mapping = nearest.name == nearest.pattern ? "" : " (\(nearest.pattern) is mapped)"
                sentences.append("Did you mean \"\(nearest.name)\"\(mapping)?")
            }
            let listed = configured.prefix(Self.mostListed).joined(separator: ", ")
            let more = configured.count - Self.mostListed
            sentences.append("Mapped are: \(listed)\(more > 0 ? " and \(more) more" : "").")
            sentences.append("Case, hyphens and underscores matter.")
            sentences.append(Self.remedy(source))
            return sentences.joined(separator: " ")
        }
    }

    /// A label for metrics: no names in it.
    package var label: String {
        switch self {
        case .unknownModel: "unknown_model"
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

    private static func remedy(_ source: ConfigSource) -> String {
        switch source {
        case .defaults: "To map it, add it under \"models:\" in a config.yaml (there is none now, the defaults serve)."
        case .file(let file), .liteLLM(let file): "To map it, add it under \"\(source.modelsKey):\" in \(file)."
        }
    }
}
