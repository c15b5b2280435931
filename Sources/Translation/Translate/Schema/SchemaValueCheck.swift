/// Whether schemas certainly refuse an empty value. It answers no if in doubt.
///
/// It remembers its answers: references may lead to one schema from many places.
struct SchemaValueCheck {
    private let root: JSONValue
    private var answers: [Question: Bool] = [:]

    private struct Question: Hashable {
        var value: Value
        var schema: Int
    }

    init(root: JSONValue) {
        self.root = root
    }

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
    mutating func refuses(_ value: Value, _ schema: JSONValue, depth: Int = 0) -> Bool {
        let question = Question(value: value, schema: schema.index)
        if let known = answers[question] { return known }
        // Where a schema refers to itself, the answer is still in doubt.
        answers[question] = false
        let answer = findRefusal(of: value, schema, depth)
        answers[question] = answer
        return answer
    }

    private mutating func findRefusal(of value: Value, _ schema: JSONValue, _ depth: Int) -> Bool {
        guard schema.kind == .object, depth < SchemaRepair.maximumDepth else { return false }
        if value == .null, schema["nullable"]?.bool == true || schema["default"]?.isNull == true { return false }
        if value == .emptyText, schema["default"]?.equals("") == true { return false }
        if let type = schema.present("type"), !Self.allows(value, type) { return true }
        if let values = schema.present("enum"), values.kind == .array, values.count > 0,
            !values.elements.contains(where: { Self.isValue(value, $0) })
        {
            return true
        }
        if let only = schema["const"], !Self.isValue(value, only) { return true }
        if value == .emptyText, Self.refusesEmptyText(schema) { return true }
        if let reference = schema["$ref"]?.string, let target = SchemaReference.target(of: reference, in: root),
            refuses(value, target, depth: depth + 1)
        {
            return true
        }
        for branch in schema["allOf"].map({ Array($0.elements) }) ?? [] where refuses(value, branch, depth: depth + 1) {
            return true
        }
        for branches in [schema["anyOf"], schema["oneOf"]].compactMap({ $0.map { Array($0.elements) } }) {
            if !branches.isEmpty, branches.allSatisfy({ refuses(value, $0, depth: depth + 1) }) { return true }
        }
        return false
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
