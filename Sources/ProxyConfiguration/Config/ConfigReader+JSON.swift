import Translation

extension ConfigReader {
    /// A map as a JSON object; nil after an error. Numbers keep their text.
    mutating func json(_ value: YAMLValue, path: String) -> RawJSON? {
        guard case .map = value.content else {
            fail(place(value.line, path), "expected a map, found \(value.kindName)")
            return nil
        }
        let before = errors.count
        var writer = JSONWriter()
        write(value, path: path, to: &writer)
        guard errors.count == before else { return nil }
        return try? RawJSON(validating: String(decoding: writer.bytes, as: UTF8.self))
    }

    private mutating func write(_ value: YAMLValue, path: String, to writer: inout JSONWriter) {
        switch value.content {
        case .null:
            writer.value(RawJSON(bytes: Array("null".utf8)[...]))
        case .scalar(let scalar):
            write(scalar, value, path: path, to: &writer)
        case .list(let elements):
            writer.array { writer in
                for (index, element) in elements.enumerated() {
                    write(element, path: "\(path)[\(index)]", to: &writer)
                }
            }
        case .map(let members):
            writer.object { writer in
                for member in members {
                    writer.key(text: JSONText(member.key))
                    write(member.value, path: "\(path).\(member.key)", to: &writer)
                }
            }
        }
    }

    private mutating func write(
        _ scalar: YAMLScalar,
        _ value: YAMLValue,
        path: String,
        to writer: inout JSONWriter
    ) {
        if !scalar.isQuoted, let literal = Self.literal(scalar.text) {
            writer.value(literal)
            return
        }
        if scalar.isBoolean || !scalar.isQuoted && Self.looksLikeNumber(scalar.text) {
            // YAML's two versions and other programs read these differently, so neither reading is chosen silently.
            let place = place(value.line, path)
            fail(place, "\"\(scalar.text)\" is ambiguous; quote it, or write it as in JSON")
        }
        let text = read(value, path: path, as: ConfigForm(expected: "a text") { $0.text })
        writer.value(text ?? "")
    }

    /// Booleans, and numbers exactly as JSON writes them.
    private static func literal(_ text: String) -> RawJSON? {
        let text = ["True", "TRUE", "False", "FALSE"].contains(text) ? text.lowercased() : text
        guard let json = try? JSONDocument(text).root, json.raw.text == text else { return nil }
        switch json.kind {
        case .true, .false, .number: return json.raw
        case .object, .array, .string, .null: return nil
        }
    }

    /// `+5`, `.5`, `0x1F`, `1_000`, `.inf`: numbers to YAML, not to JSON.
    private static func looksLikeNumber(_ text: String) -> Bool {
        let plain = text.lowercased().filter { $0 != "_" }
        let unsigned = plain.drop { $0 == "+" || $0 == "-" }
        if [".inf", ".nan"].contains(unsigned) || Double(plain) != nil && plain.contains(where: \.isNumber) {
            return true
        }
        guard let radix = ["0x": 16, "0o": 8, "0b": 2][unsigned.prefix(2)] else { return false }
        return Int(unsigned.dropFirst(2), radix: radix) != nil
    }
}
