/// Whether a JSON Schema certainly refuses an empty value. It answers no if in doubt.
enum SchemaValueCheck {
    enum Value {
        case emptyText
        case null
    }

    /// Whether `required` alone decides which properties an object needs.
    static func isOptionalityKnown(_ schema: JSONValue) -> Bool {
        guard schema.kind == .object else { return false }
        return !schema.members.contains { SchemaKeyword($0)?.mayRequire == true }
    }

    /// Whether `schema` refuses `value` for a property.
    static func refuses(_ value: Value, _ schema: JSONValue, in root: JSONValue, depth: Int = 0) -> Bool {
        guard schema.kind == .object, depth < SchemaRepair.maximumDepth else { return false }
        if value == .null, schema["nullable"]?.bool == true || schema["default"]?.isNull == true { return false }
        if value == .emptyText, schema["default"]?.equals("") == true { return false }
        if let type = schema.present("type"), !allows(value, type) { return true }
        if let values = schema.present("enum"), values.kind == .array, values.count > 0,
            !values.elements.contains(where: { isValue(value, $0) })
        {
            return true
        }
        if let only = schema["const"], !isValue(value, only) { return true }
        if value == .emptyText, refusesEmptyText(schema) { return true }
        if let reference = schema["$ref"]?.string, let target = SchemaReference.target(of: reference, in: root),
            refuses(value, target, in: root, depth: depth + 1)
        {
            return true
        }
        if let all = schema["allOf"], all.elements.contains(where: { refuses(value, $0, in: root, depth: depth + 1) }) {
            return true
        }
        return [schema["anyOf"], schema["oneOf"]].contains { branches in
            guard let branches, branches.kind == .array, branches.count > 0 else { return false }
            return branches.elements.allSatisfy { refuses(value, $0, in: root, depth: depth + 1) }
        }
    }

    /// Keywords for strings do not apply to other values, so the type must be string or missing.
    private static func refusesEmptyText(_ schema: JSONValue) -> Bool {
        if let least = schema["minLength"]?.int, least > 0 { return true }
        if let format = schema["format"]?.string, formats.contains(format) { return true }
        return schema["pattern"]?.string.map(SchemaPattern.refusesEmptyText) ?? false
    }

    private static func allows(_ value: Value, _ type: JSONValue) -> Bool {
        let name: StaticString = value == .null ? "null" : "string"
        guard type.kind == .array else { return type.kind != .string || type.equals(name) }
        return type.count == 0 || type.elements.contains { $0.equals(name) }
    }

    private static func isValue(_ value: Value, _ candidate: JSONValue) -> Bool {
        value == .null ? candidate.isNull : candidate.equals("")
    }

    /// Formats that an empty text never has.
    private static let formats: Set<String> = [
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "ipv4", "ipv6", "uri", "iri", "url",
        "uuid",
    ]
}
