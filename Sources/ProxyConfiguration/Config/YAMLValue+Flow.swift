extension YAMLValue {
    /// The value on one line, as it can be written inside of another: `{model: openai/gpt-5, order: 1}`.
    var flow: String {
        switch content {
        case .null: "null"
        case .scalar(let scalar): scalar.flow
        case .list(let elements): "[\(elements.map(\.flow).joined(separator: ", "))]"
        case .map(let members):
            "{\(members.map { "\(YAMLScalar(text: $0.key, isQuoted: false).flow): \($0.value.flow)" }.joined(separator: ", "))}"
        }
    }
}

extension YAMLScalar {
    /// As it can stand in a list or a map on one line. What was quoted stays text, and what was not stays what it was.
    var flow: String {
        guard isQuoted || !Self.isPlain(text) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: continue
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Whether no character of it means anything to YAML.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        let isSafe = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._/:+".utf8.contains(byte)
            }
        }
        return isSafe && first != "-" && first != ":" && last != ":"
    }
}
