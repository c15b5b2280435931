import Yams

extension YamlError {
    /// The same error without Yams' excerpt of the file: the line may contain a key.
    func configError(file: String, yaml: String) -> ConfigError {
        func error(_ line: Int?, _ message: String) -> ConfigError {
            ConfigError(place: ConfigPlace(origin: .file(file), line: line), message: message)
        }
        switch self {
        case .composer(_, "but found another document", let mark, _):
            return error(mark.line, "a second document starts here; keep one")
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let origin = context.flatMap { $0.mark.line == mark.line ? nil : $0 }
            let start = origin.map { " (\($0.text) that starts in line \($0.mark.line))" } ?? ""
            return error(mark.line, "not valid YAML: \(problem)\(start)\(Self.hint(mark, yaml: yaml))")
        case .reader(let problem, let offset, _, _):
            let line = offset.map { yaml.prefix($0).count(where: \.isNewline) + 1 }
            return error(line, "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "\"\($0)\"" }.joined(separator: ", ")
            return error(context.mark.line, "duplicate key \(keys) in one map; keep one")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return error(nil, "not valid YAML")
        }
    }

    /// For the two most common mistakes. `[${KEY}]` is one: `{` starts a map inside `[]` and `{}`.
    private static func hint(_ mark: Mark, yaml: String) -> String {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(mark.line - 1) else { return "" }
        let line = lines[mark.line - 1]
        if line.prefix(while: \.isWhitespace).contains("\t") { return "; indent with spaces, not with tabs" }
        return line.contains("${") ? "; write \"${NAME}\" in quotes inside { } and [ ]" : ""
    }
}
