import Yams

/// A value of a YAML file with its line, untyped: the reader of a key decides the meaning of its scalar.
struct YAMLValue {
    enum Content {
        case null
        case scalar(YAMLScalar)
        case list([YAMLValue])
        case map([Member])
    }

    struct Member {
        let key: String
        let line: Int
        let value: YAMLValue
    }

    let content: Content
    let line: Int

    /// With more values than this, aliases expanded, it is an alias bomb.
    static let maximumCount = 100_000

    /// The file's only document; nil if it is empty. Errors have lines and never their text, which may contain a key.
    static func parse(_ yaml: String, file: String) throws(ConfigErrors) -> YAMLValue? {
        let root: Node?
        do {
            root = try Parser(yaml: yaml, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw ConfigErrors(errors: [error.configError(file: file, yaml: yaml)])
        } catch {
            throw ConfigErrors(errors: [ConfigError(place: ConfigPlace(origin: .file(file)), message: "not valid YAML")]
            )
        }
        var expansion = YAMLExpansion(file: file)
        return try root.map { node throws(ConfigErrors) in try expansion.value(node) }
    }

    /// The kind of value, for errors.
    var kindName: String {
        switch content {
        case .null: "nothing"
        case .scalar: "text"
        case .list: "a list"
        case .map: "a map"
        }
    }
}

/// The text of a scalar. Quotes mark it as text.
struct YAMLScalar {
    let text: String
    let isQuoted: Bool

    /// A boolean of YAML 1.1, as `off` in `log: off`.
    var isBoolean: Bool {
        !isQuoted && ["true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
    }

    var isNull: Bool {
        !isQuoted && ["", "~", "null"].contains(text.lowercased())
    }
}

/// Turns Yams' nodes into values, and applies merge keys (`<<: *defaults`).
private struct YAMLExpansion {
    let file: String
    private var count = 0

    init(file: String) {
        self.file = file
    }

    mutating func value(_ node: Node) throws(ConfigErrors) -> YAMLValue {
        let line = node.mark?.line ?? 1
        count += 1
        guard count <= YAMLValue.maximumCount else {
            throw failure(line, "more than \(YAMLValue.maximumCount) values when its aliases are written out")
        }
        switch node {
        case .scalar(let scalar):
            let scalar = YAMLScalar(text: scalar.string, isQuoted: scalar.style != .plain)
            return YAMLValue(content: scalar.isNull ? .null : .scalar(scalar), line: line)
        case .sequence(let sequence):
            var elements: [YAMLValue] = []
            for element in sequence { elements.append(try value(element)) }
            return YAMLValue(content: .list(elements), line: line)
        case .mapping(let mapping):
            return YAMLValue(content: .map(try members(mapping)), line: line)
        case .alias:
            throw failure(line, "an alias that stands for nothing")
        }
    }

    /// A map's own keys override merged ones.
    private mutating func members(_ mapping: Node.Mapping) throws(ConfigErrors) -> [YAMLValue.Member] {
        var own: [YAMLValue.Member] = []
        var merged: [YAMLValue.Member] = []
        for (key, node) in mapping {
            let line = key.mark?.line ?? 1
            guard case .scalar(let name) = key else { throw failure(line, "a key must be a text") }
            let value = try value(node)
            if name.style == .plain, name.string == "<<" {
                merged += mergeable(value)
            } else {
                own.append(YAMLValue.Member(key: name.string, line: line, value: value))
            }
        }
        for member in merged where !own.contains(where: { $0.key == member.key }) { own.append(member) }
        return own
    }

    private func mergeable(_ value: YAMLValue) -> [YAMLValue.Member] {
        switch value.content {
        case .map(let members): members
        case .list(let values): values.flatMap { mergeable($0) }
        case .null, .scalar: []
        }
    }

    private func failure(_ line: Int, _ message: String) -> ConfigErrors {
        ConfigErrors(errors: [ConfigError(place: ConfigPlace(origin: .file(file), line: line), message: message)])
    }
}
